import assert from 'node:assert/strict';
import { Emitter } from '../../../src/commands/services/emitter.js';
import { createTerminals } from '../../../src/commands/services/terminals.js';
import type { Credential, EnvironmentEntry, KnownClient, MockStatus } from '../../../src/commands/services.js';
import type { Environment } from '../../../src/oauth/environment.js';

const environment: Environment = {
  id: 'mock',
  name: 'Mock',
  kind: 'mock',
  vanity: 'acme',
  issuer: 'https://acme.zslogin.net',
  tokenEndpoint: 'http://127.0.0.1:8787/oauth2/v1/token',
  api: 'http://127.0.0.1:8787',
};

const runningAt = (port: number): MockStatus => ({
  state: 'running',
  port,
  pid: 1,
  endpoints: {
    http: `http://127.0.0.1:${port}`,
    https: `https://localhost:${port}`,
    proxy: `http://127.0.0.1:${port}`,
    issuer: environment.issuer,
    tokenEndpoint: environment.tokenEndpoint,
    api: environment.api,
    caFile: '/state/ca.pem',
    jwks: 'http://127.0.0.1:9',
  },
});

function world() {
  const variables = new Map<string, string>();
  const collection = {
    persistent: true,
    clears: 0,
    replace: (name: string, value: string) => void variables.set(name, value),
    clear() {
      this.clears++;
      variables.clear();
    },
  };
  const stored = new Map<string, Credential>([['iq1', { kind: 'secret', secret: 's3cret' }]]);
  const known = new Map<string, KnownClient>([['iq1', { id: 'iq1', name: 'ci', auth: 'SECRET' }]]);
  const credentialsChanged = new Emitter<void>();
  const statusChanged = new Emitter<MockStatus>();
  const environmentsChanged = new Emitter<void>();
  const entry: EnvironmentEntry = { id: 'mock', name: 'Mock', kind: 'mock', environment };
  const mock = { status: runningAt(8787), onDidChangeStatus: statusChanged.event };
  const terminals = createTerminals({
    collection,
    describe: () => {},
    environments: {
      list: () => [entry],
      active: entry,
      ready: async () => environment,
      onDidChange: environmentsChanged.event,
    },
    credentials: {
      get: async (_, clientId) => stored.get(clientId),
      known: () => [...known.values()],
      onDidChange: credentialsChanged.event,
    },
    mock,
    onError: (error) => {
      throw error;
    },
  });
  const settled = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  };
  return { terminals, variables, collection, stored, known, mock, credentialsChanged, statusChanged, settled };
}

describe('An API client in terminals', () => {
  it('is not kept on disk', () => {
    assert.equal(world().collection.persistent, false);
  });

  it('sets its variables, and takes them all away again', async () => {
    const { terminals, variables } = world();
    const names = await terminals.use('iq1');
    assert.ok(names.includes('ZSCALER_CLIENT_SECRET'));
    assert.equal(variables.get('ZSCALER_CLIENT_SECRET'), 's3cret');
    assert.equal(variables.get('HTTPS_PROXY'), 'http://127.0.0.1:8787');
    assert.equal(variables.get('ZSCALER_PRIVATE_KEY'), '', 'one that was set elsewhere does not get in the way');
    assert.equal(terminals.current?.name, 'ci');
    terminals.stop();
    assert.equal(variables.size, 0);
    assert.equal(terminals.current, undefined);
  });

  it('follows the mock to another port', async () => {
    const { terminals, variables, mock, statusChanged, settled } = world();
    await terminals.use('iq1');
    mock.status = { state: 'stopped' };
    statusChanged.fire(mock.status);
    await settled();
    assert.equal(terminals.current?.clientId, 'iq1');
    mock.status = runningAt(9999);
    statusChanged.fire(mock.status);
    await settled();
    assert.equal(variables.get('HTTPS_PROXY'), 'http://127.0.0.1:9999');
  });

  it('follows a new secret', async () => {
    const { terminals, variables, stored, credentialsChanged, settled } = world();
    await terminals.use('iq1');
    stored.set('iq1', { kind: 'secret', secret: 'newer' });
    credentialsChanged.fire();
    await settled();
    assert.equal(variables.get('ZSCALER_CLIENT_SECRET'), 'newer');
  });

  it('changes nothing in terminals where nothing is different', async () => {
    const { terminals, collection, credentialsChanged, settled } = world();
    await terminals.use('iq1');
    const before = collection.clears;
    credentialsChanged.fire();
    await settled();
    assert.equal(collection.clears, before);
  });

  it('goes with its credential', async () => {
    const { terminals, variables, stored, known, credentialsChanged, settled } = world();
    await terminals.use('iq1');
    stored.clear();
    known.clear();
    credentialsChanged.fire();
    await settled();
    assert.equal(terminals.current, undefined);
    assert.equal(variables.size, 0);
  });
});
