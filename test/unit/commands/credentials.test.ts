import assert from 'node:assert/strict';
import { createCredentials } from '../../../src/commands/services/credentials.js';
import { fakeMemento, fakeSecrets } from './fakes.js';

const client = { id: 'iq1', name: 'ci', auth: 'SECRET' } as const;
const credential = { kind: 'secret', secret: 'hush-hush-hush', secretId: 's1' } as const;

describe('Credentials', () => {
  const world = () => {
    const secrets = fakeSecrets();
    const state = fakeMemento();
    return { secrets, state, credentials: createCredentials(secrets, state) };
  };

  it('are kept apart by environment and API client', async () => {
    const { credentials } = world();
    await credentials.store('mock', client, credential);
    await credentials.store('tenant:acme', client, { ...credential, secret: 'other' });
    assert.deepEqual(await credentials.get('mock', 'iq1'), credential);
    assert.deepEqual(await credentials.get('tenant:acme', 'iq1'), { ...credential, secret: 'other' });
    assert.equal(await credentials.get('mock', 'iq2'), undefined);
  });

  it('leave no secret in global state', async () => {
    const { credentials, state } = world();
    await credentials.store('mock', client, credential);
    assert.ok(![...state.stored.values()].join('').includes('hush'));
    assert.deepEqual(credentials.known('mock'), [client]);
  });

  it('replace the one that was there', async () => {
    const { credentials, secrets } = world();
    await credentials.store('mock', client, credential);
    await credentials.store('mock', { ...client, name: 'renamed' }, { ...credential, secret: 'new' });
    assert.deepEqual(credentials.known('mock'), [{ ...client, name: 'renamed' }]);
    assert.equal(secrets.stored.size, 1);
  });

  it('are forgotten one by one, and all of an environment', async () => {
    const { credentials, secrets } = world();
    await credentials.store('mock', client, credential);
    await credentials.store('mock', { ...client, id: 'iq2' }, credential);
    await credentials.store('tenant:acme', client, credential);
    await credentials.forget('mock', 'iq1');
    assert.deepEqual(
      credentials.known('mock').map(({ id }) => id),
      ['iq2'],
    );
    await credentials.forgetAll('mock');
    assert.deepEqual(credentials.known('mock'), []);
    assert.equal(secrets.stored.size, 1);
  });

  it('tell of each change', async () => {
    const { credentials } = world();
    let changes = 0;
    credentials.onDidChange(() => changes++);
    await credentials.store('mock', client, credential);
    await credentials.rename('mock', 'iq1', 'new name');
    await credentials.rename('mock', 'iq1', 'new name');
    await credentials.forget('mock', 'iq1');
    assert.equal(changes, 3);
  });

  it('say how to mend one that cannot be read, without showing it', async () => {
    const { credentials, secrets } = world();
    await credentials.store('mock', client, credential);
    for (const key of secrets.stored.keys()) secrets.stored.set(key, '{"kind":"hush"');
    await assert.rejects(credentials.get('mock', 'iq1'), { code: 'credential-damaged', hint: /import/i });
  });
});
