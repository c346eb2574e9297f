import assert from 'node:assert/strict';
import { forgetEverything } from '../../../src/commands/client/forget-everything.js';
import { createCredentials } from '../../../src/commands/services/credentials.js';
import { Emitter } from '../../../src/commands/services/emitter.js';
import { createRequestHistory } from '../../../src/commands/services/request-history.js';
import { createTokens } from '../../../src/commands/services/tokens.js';
import type { Environments, Services } from '../../../src/commands/services.js';
import { handlesOf } from '../../../src/editor/handles.js';
import { tenantEnvironment } from '../../../src/oauth/environment.js';
import { fakeMemento, fakeSecrets } from './fakes.js';

const environment = tenantEnvironment({ vanity: 'acme' });

async function world() {
  const secrets = fakeSecrets();
  const state = fakeMemento();
  const credentials = createCredentials(secrets, state);
  const requests = createRequestHistory();
  let adminClientId: string | undefined = 'iq1';
  const list = () => [{ id: environment.id, name: 'acme', kind: 'tenant', environment, adminClientId }];
  const environments = {
    list,
    get active() {
      return list()[0];
    },
    ready: async () => environment,
    onDidChange: new Emitter<void>().event,
    setAdminClient: async (_: string, clientId: string | undefined) => {
      adminClientId = clientId;
    },
  } as unknown as Environments;
  let count = 0;
  let answering = Promise.resolve();
  const tokens = createTokens({
    environments,
    credentials,
    mock: async () => undefined,
    record: requests.add,
    fetch: async () => {
      await answering;
      return Response.json({ access_token: `opaque-token-${++count}`, token_type: 'Bearer', expires_in: 600 });
    },
    now: () => 1_800_000_000_000,
    randomId: () => `jti-${++count}`,
  });
  const used = { clientId: 'iq1', environmentId: environment.id, environmentName: 'acme', name: 'ci' };
  const terminals = {
    current: used as typeof used | undefined,
    stop() {
      this.current = undefined;
    },
  };
  const services = { credentials, tokens, requests, terminals, environments } as unknown as Services;
  for (const id of ['iq1', 'iq2']) {
    await credentials.store(
      environment.id,
      { id, name: id, auth: 'SECRET' },
      { kind: 'secret', secret: `marked-secret-${id}` },
    );
    await tokens.obtain(id);
  }
  const hold = () => {
    let go = () => {};
    answering = new Promise((resolve) => {
      go = () => resolve();
    });
    return go;
  };
  return { services, secrets, state, tokens, requests, terminals, hold, adminClientId: () => adminClientId };
}

describe('Forgetting an API client', () => {
  it('leaves nothing of it, and all of the others', async () => {
    const { services, secrets, state, tokens, requests, terminals, adminClientId } = await world();
    const token = tokens.last('iq1')!;
    const handle = handlesOf(services).hold(token.accessToken);
    await forgetEverything(services, environment.id, 'iq1');
    assert.doesNotMatch(JSON.stringify([...secrets.stored]), /marked-secret-iq1/);
    assert.doesNotMatch(JSON.stringify([...state.stored]), /iq1/);
    assert.equal(tokens.last('iq1'), undefined);
    assert.equal(tokens.byJti(token.jti), undefined);
    assert.equal(handlesOf(services).get(handle), undefined);
    assert.equal(terminals.current, undefined);
    assert.equal(adminClientId(), undefined);
    assert.deepEqual(
      requests.list().map(({ clientId }) => clientId),
      ['iq2'],
    );
    assert.ok(tokens.last('iq2'));
    assert.match(JSON.stringify([...secrets.stored]), /marked-secret-iq2/);
  });

  it('leaves nothing of a whole environment', async () => {
    const { services, secrets, tokens, requests } = await world();
    await forgetEverything(services, environment.id);
    assert.equal(secrets.stored.size, 0);
    assert.deepEqual([tokens.list(environment.id).length, requests.list().length], [0, 0]);
  });

  it('drops a token that was asked for before and comes in afterwards', async () => {
    const { services, tokens, hold } = await world();
    const go = hold();
    const asked = tokens.obtain('iq1');
    await new Promise(setImmediate);
    await forgetEverything(services, environment.id, 'iq1');
    go();
    await asked;
    assert.equal(tokens.last('iq1'), undefined);
  });
});
