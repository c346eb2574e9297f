import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createAdminAccess } from '../../../src/commands/services/admin-access.js';
import { createCredentials } from '../../../src/commands/services/credentials.js';
import { Emitter } from '../../../src/commands/services/emitter.js';
import { createEnvironmentState } from '../../../src/commands/services/environment-state.js';
import { createEnvironments } from '../../../src/commands/services/environments.js';
import { heldTokenPage } from '../../../src/commands/services/read-environment.js';
import { createTokens } from '../../../src/commands/services/tokens.js';
import { createViewMemory } from '../../../src/commands/services/view-memory.js';
import type { EnvironmentSnapshot, MockStatus, StateKind } from '../../../src/commands/services.js';
import { AdminClient } from '../../../src/oauth/admin-client.js';
import { adminApiBase, explicitEnvironment } from '../../../src/oauth/environment.js';
import { type ChangeKind, MockControl } from '../../../src/oauth/mock-client.js';
import { type RunningMock, startMock } from '../../../src/zidentity/start.js';
import { fakeMemento, fakeSecrets } from '../../unit/commands/fakes.js';

describe('What the trees show', function () {
  this.timeout(20_000);
  let running: RunningMock;
  let control: MockControl;
  let admin: AdminClient;
  const listening = new AbortController();

  before(async () => {
    running = await startMock({ port: 0 });
    const { endpoints, adminToken } = running;
    control = new MockControl({ base: endpoints.http, adminToken });
    admin = new AdminClient({ base: adminApiBase({ api: endpoints.api }), authorize: async () => adminToken });
  });
  after(async () => {
    listening.abort();
    await running.stop();
  });

  /** An editor window that is attached to the mock. */
  function openWindow() {
    const dataChanged = new Emitter<readonly ChangeKind[]>();
    const statusChanged = new Emitter<MockStatus>();
    const { endpoints, adminToken } = running;
    const status: MockStatus = { state: 'attached', endpoints, port: 1, pid: 1 };
    const mock = {
      status,
      onDidChangeStatus: statusChanged.event,
      onDidChangeData: dataChanged.event,
      start: async () => endpoints,
      stop: async () => {},
      control: async () => control,
      running: async () => control,
      resume: async () => {},
    };
    const memento = fakeMemento();
    const environments = createEnvironments({
      state: memento,
      mock: { endpoints: () => endpoints, start: async () => endpoints },
    });
    const credentials = createCredentials(fakeSecrets(), memento);
    const tokens = createTokens({
      environments,
      credentials,
      mock: mock.running,
      record: () => {},
      fetch,
      now: Date.now,
      randomId: randomUUID,
    });
    const adminOf = createAdminAccess({ environments, mockAdminToken: () => adminToken, tokens, fetch });
    const state = createEnvironmentState({
      views: createViewMemory(memento),
      environments,
      credentials,
      tokens,
      mock,
      admin: adminOf,
      log: { error: () => {} },
      now: Date.now,
    });
    void control.events({ signal: listening.signal, onChange: (kinds) => dataChanged.fire(kinds) });
    return { state, environments, credentials, tokens };
  }

  /** Resolves once the snapshot is as it must become. */
  function until(
    { state }: Pick<ReturnType<typeof openWindow>, 'state'>,
    holds: (snapshot: EnvironmentSnapshot) => boolean,
  ): Promise<ReadonlySet<StateKind> | undefined> {
    return new Promise((resolve) => {
      if (holds(state.snapshot)) resolve(undefined);
      state.onDidChange((kinds) => {
        if (holds(state.snapshot)) resolve(kinds);
      });
    });
  }

  const newClient = (name: string) =>
    admin.createClient({ name, accessTokenLifeTime: 600, clientAuthentication: { authType: 'SECRET' } });

  it('is read once the environment is there', async () => {
    await newClient('b');
    await newClient('a');
    const { state } = openWindow();
    assert.equal(state.snapshot.phase, 'idle');
    await state.refresh();
    assert.equal(state.snapshot.phase, 'ready');
    assert.deepEqual(
      state.snapshot.clients.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.equal(state.snapshot.resourceServers.length, 1);
  });

  it('follows what others change, by itself', async () => {
    const window = openWindow();
    await window.state.refresh();
    const { id } = await newClient('by another program');
    await until(window, ({ clients }) => clients.some((client) => client.id === id));
    await admin.deleteClient(id);
    await until(window, ({ clients }) => !clients.some((client) => client.id === id));
  });

  it('shows tokens as they are issued and revoked, and by filter', async () => {
    const window = openWindow();
    await window.state.refresh();
    const { id, name } = await newClient('with tokens');
    const { value } = await admin.createSecret(id);
    await window.credentials.store('mock', { id, name, auth: 'SECRET' }, { kind: 'secret', secret: value });
    const { jti } = await window.tokens.obtain(id);
    const record = ({ tokens }: EnvironmentSnapshot) => tokens.records.find((token) => token.jti === jti);
    await until(window, (snapshot) => record(snapshot)?.status === 'ACTIVE');
    await control.revoke(jti);
    await until(window, (snapshot) => record(snapshot)?.status === 'REVOKED');
    await window.state.setTokenFilter({ status: 'ACTIVE', clientId: id });
    assert.deepEqual(window.state.snapshot.tokens.records, []);
  });

  it('shows tokens by a search of their client and jti, beside the filter', async () => {
    const window = openWindow();
    const { id, name } = await newClient('Searched for');
    const { value } = await admin.createSecret(id);
    await window.credentials.store('mock', { id, name, auth: 'SECRET' }, { kind: 'secret', secret: value });
    const { jti } = await window.tokens.obtain(id);
    const shown = () => window.state.snapshot.tokens.records.map((record) => record.jti);
    for (const text of ['searched FOR', id.toUpperCase(), jti, jti.slice(0, 9)]) {
      await window.state.setTokenSearch(text);
      assert.deepEqual([text, ...shown()], [text, jti]);
    }
    await window.state.setTokenFilter({ status: 'REVOKED' });
    assert.deepEqual(shown(), []);
    await window.state.setTokenFilter({});
    assert.deepEqual(shown(), [jti], 'the search is kept when the filter goes');
    await window.state.setTokenSearch('nobody has this');
    assert.deepEqual(shown(), []);
    await window.state.setTokenSearch('');
    assert.ok(shown().length >= 1);
  });

  it("searches a tenant's tokens as the mock's", () => {
    const token = (jti: string, clientId: string) => ({
      accessToken: 'x',
      jti,
      clientId,
      environmentId: 'tenant',
      issuedAt: 1,
      expiresAt: 10,
      revoked: false,
    });
    const held = [token('AB-1', 'iq1'), token('cd-2', 'iq2')];
    const found = (search: string) =>
      heldTokenPage(held, [{ id: 'iq2', name: 'Terraform' }], { filter: {}, search }, 5).records.map(({ jti }) => jti);
    assert.deepEqual(found('ab'), ['AB-1']);
    assert.deepEqual(found('TERRA'), ['cd-2']);
    assert.deepEqual(found('Q1'), ['AB-1']);
    assert.deepEqual(found('-2'), [], 'not the middle of a jti');
    assert.deepEqual(found(''), ['AB-1', 'cd-2']);
  });

  it("reads an API client's secrets when asked, and again when they change", async () => {
    const window = openWindow();
    await window.state.refresh();
    const { id } = await newClient('with secrets');
    await window.state.loadSecrets(id);
    assert.deepEqual(window.state.snapshot.secrets.get(id), []);
    await admin.createSecret(id);
    await until(window, ({ secrets }) => secrets.get(id)?.length === 1);
    assert.doesNotMatch(JSON.stringify([...window.state.snapshot.secrets]), /"value":"[\w-]{20,}"/);
  });

  it('asks a tenant for nothing until a person wants it', async () => {
    const asked: string[] = [];
    const original = globalThis.fetch;
    const window = openWindow();
    const tenant = explicitEnvironment({
      name: 'tenant',
      tokenEndpoint: running.endpoints.tokenEndpoint.replace('127.0.0.1', 'localhost'),
      api: running.endpoints.api.replace('127.0.0.1', 'localhost'),
    });
    await window.environments.add(tenant);
    await window.credentials.store(
      tenant.id,
      { id: 'iq1', name: 'known', auth: 'SECRET' },
      { kind: 'secret', secret: 'x' },
    );
    globalThis.fetch = (input, init) => {
      if (String(input).includes('localhost')) asked.push(String(input));
      return original(input, init);
    };
    try {
      await window.environments.switchTo(tenant.id);
      await window.state.refresh();
    } finally {
      globalThis.fetch = original;
    }
    assert.deepEqual(asked, []);
    assert.deepEqual(
      window.state.snapshot.clients.map(({ name }) => name),
      ['known'],
    );
    assert.equal(window.state.snapshot.listed, false);
  });

  it('lists a tenant with a client that has a ZIAM role, when that is asked for', async () => {
    const window = openWindow();
    const [server] = await admin.listResourceServers();
    const ziam = server!.serviceScopes!.find(({ service }) => service.name === 'ZIAM')!;
    const role = ziam.scopes!.find(({ name }) => name === 'Role:View Only Admin')!;
    const { id, name } = await admin.createClient({
      name: 'administrator',
      accessTokenLifeTime: 600,
      clientAuthentication: { authType: 'SECRET' },
      clientResources: [{ id: server!.id, selectedScopes: [{ id: role.id }] }],
    });
    const { value } = await admin.createSecret(id);
    const tenant = explicitEnvironment({
      name: 'tenant',
      tokenEndpoint: running.endpoints.tokenEndpoint,
      api: running.endpoints.api,
    });
    await window.environments.add(tenant);
    await window.environments.switchTo(tenant.id);
    await window.credentials.store(tenant.id, { id, name, auth: 'SECRET' }, { kind: 'secret', secret: value });
    await window.environments.setAdminClient(tenant.id, id);
    await window.state.list();
    assert.equal(window.state.snapshot.listed, true);
    assert.ok(window.state.snapshot.clients.some((client) => client.id === id));
    await until(window, ({ tokens }) => tokens.records[0]?.clientName === 'administrator');
  });

  it('says why it could not be read, and recovers', async () => {
    const window = openWindow();
    const list = control.tokens.bind(control);
    control.tokens = () => Promise.reject(new Error('away'));
    await window.state.refresh();
    assert.equal(window.state.snapshot.phase, 'failed');
    assert.equal(window.state.snapshot.error?.message, 'away');
    control.tokens = list;
    await window.state.refresh();
    assert.equal(window.state.snapshot.phase, 'ready');
    assert.equal(window.state.snapshot.error, undefined);
  });
});
