import assert from 'node:assert/strict';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { toJwk } from '../../../src/keys/jwk.js';
import { writePublicKey } from '../../../src/keys/write.js';
import { AdminClient } from '../../../src/oauth/admin-client.js';
import { mintClientAssertion } from '../../../src/oauth/assertion.js';
import { adminApiBase, type Environment, mockEnvironment } from '../../../src/oauth/environment.js';
import { OAuthError } from '../../../src/oauth/errors.js';
import { callApi } from '../../../src/oauth/gateway-client.js';
import { type ChangeKind, MockControl } from '../../../src/oauth/mock-client.js';
import { type ClientAuth, requestToken } from '../../../src/oauth/token-request.js';
import { type RunningMock, startMock } from '../../../src/zidentity/start.js';

describe('the client’s side and the mock', function () {
  // Starting a mock makes RSA keys.
  this.timeout(20_000);
  let running: RunningMock;
  let environment: Environment;
  let admin: AdminClient;
  let mock: MockControl;
  let scopeIds: Record<string, string>;
  let resourceId: string;

  before(async () => {
    running = await startMock({ port: 0, policy: 'strict' });
    environment = mockEnvironment(running.endpoints, running.tenant);
    admin = new AdminClient({ base: adminApiBase(environment), authorize: async () => running.adminToken });
    mock = new MockControl({ base: running.endpoints.http, adminToken: running.adminToken });
    const [resource] = await admin.listResourceServers();
    resourceId = resource!.id;
    scopeIds = Object.fromEntries(
      resource!.serviceScopes!.map(({ service, scopes }) => [service.name, scopes![0]!.id]),
    );
  });
  after(() => running.stop());

  function resources(...services: string[]) {
    return [{ id: resourceId, selectedScopes: services.map((service) => ({ id: scopeIds[service]! })) }];
  }

  function getToken(clientId: string, auth: ClientAuth) {
    return requestToken({ tokenEndpoint: environment.tokenEndpoint, clientId, auth });
  }

  async function assertUsable(accessToken: string) {
    const call = { api: environment.api, accessToken, method: 'GET' };
    const answer = await callApi({ ...call, path: '/zia/api/v1/status' });
    assert.equal(answer.status, 200, answer.body);
    const refused = await callApi({ ...call, path: '/zdx/v1/devices' });
    assert.match(refused.explanation!.explanation, /no role for ZDX/);
  }

  it('agree about a client with a secret, by the body and by Basic', async () => {
    const { id } = await admin.createClient({
      name: 'secret',
      accessTokenLifeTime: 600,
      clientAuthentication: { authType: 'SECRET' },
      clientResources: resources('ZIA'),
    });
    const { value } = await admin.createSecret(id);
    for (const method of ['client_secret_post', 'client_secret_basic'] as const) {
      const token = await getToken(id, { method, secret: value });
      assert.equal(token.expiresIn, 599);
      assert.notEqual(token.exchangeId, undefined);
      await assertUsable(token.accessToken);
    }
  });

  for (const type of ['RSA-2048', 'EC-P256'] as const) {
    it(`agree about a client with an uploaded public key (${type})`, async () => {
      const { privateKey, publicKey } = await generateKeyPair(type);
      const { id } = await admin.createClient({
        name: `key ${type}`,
        accessTokenLifeTime: 600,
        clientAuthentication: {
          authType: 'PUBKEYCERT',
          publicKeys: [{ keyName: 'k.pem', keyValue: writePublicKey(publicKey) }],
        },
        clientResources: resources('ZIA'),
      });
      const assertion = () =>
        mintClientAssertion({ clientId: id, privateKey, audience: environment.issuer, nowMs: Date.now() });
      await assertUsable((await getToken(id, { method: 'private_key_jwt', assertion })).accessToken);
    });
  }

  it('agree about a client with a JWKS URL that the mock publishes', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RSA-2048');
    const { url } = await mock.publishJwks('acme-ci', { keys: [toJwk(publicKey, { kid: 'k1', use: 'sig' })] });
    const { id } = await admin.createClient({
      name: 'jwks',
      accessTokenLifeTime: 600,
      clientAuthentication: { authType: 'JWKS', clientJWKsUrl: url },
      clientResources: resources('ZIA'),
    });
    const assertion = await mintClientAssertion({
      clientId: id,
      privateKey,
      kid: 'k1',
      audience: environment.tokenEndpoint,
      nowMs: Date.now(),
    });
    await assertUsable((await getToken(id, { method: 'private_key_jwt', assertion })).accessToken);
    // The strict policy remembers the jti.
    await assert.rejects(getToken(id, { method: 'private_key_jwt', assertion }), { code: 'oauth-invalid-client' });
  });

  it('agree about a refusal: the error names the exchange, which tells the step that failed', async () => {
    const error = await getToken('iq0000000000x', { method: 'client_secret_post', secret: 'wrong-secret' }).then(
      () => assert.fail('a token was issued'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof OAuthError);
    assert.equal(error.error, 'invalid_client');
    const { records } = await mock.exchanges();
    const exchange = records.find(({ id }) => id === error.exchangeId);
    assert.equal(exchange?.outcome, 'refused');
    assert.ok(exchange.steps.some(({ outcome, hint }) => outcome === 'failed' && hint !== undefined));
  });

  it('agree about disabling and deleting a client, and what becomes of its tokens', async () => {
    const { id } = await admin.createClient({
      name: 'short-lived',
      accessTokenLifeTime: 600,
      clientAuthentication: { authType: 'SECRET' },
      clientResources: resources('ZIA', 'ZPA'),
    });
    const { value } = await admin.createSecret(id);
    assert.equal((await admin.listSecrets(id)).length, 1);
    const { accessToken } = await getToken(id, { method: 'client_secret_post', secret: value });
    const [record] = (await mock.tokens({ clientId: id })).records;
    assert.equal(record!.status, 'ACTIVE');
    assert.equal((await mock.token(record!.jti)).jwt, accessToken);
    const disabled = await admin.changeClient(id, { status: false });
    assert.equal(disabled.status, false);
    assert.equal(disabled.clientResources![0]!.selectedScopes.length, 2);
    assert.equal((await mock.tokens({ clientId: id, status: 'REVOKED' })).total, 1);
    await assert.rejects(mock.revoke(record!.jti), { code: 'mock-conflict' });
    const answer = await callApi({ api: environment.api, accessToken, method: 'GET', path: '/zia/api/v1/status' });
    assert.match(answer.explanation!.explanation, /revoked/);
    await admin.deleteClient(id);
    await assert.rejects(admin.getClient(id), { code: 'admin-not-found' });
  });

  it('agree about clock, faults, keys, settings, config and info', async () => {
    assert.equal(await mock.isHealthy(), true);
    assert.notEqual((await mock.info()).version, undefined);
    assert.equal((await mock.setClock(60)).offsetSeconds, 60);
    assert.equal((await mock.setClock(0)).offsetSeconds, 0);
    const fault = await mock.addFault({ target: 'token', times: 1, status: 429, headers: { 'retry-after': '7200' } });
    assert.equal((await mock.faults()).records[0]!.id, fault.id);
    await assert.rejects(getToken('iq0', { method: 'client_secret_post', secret: 'x-secret' }), { hint: /7200 s/ });
    assert.equal((await mock.faults()).total, 0);
    await mock.removeFaults();
    assert.notEqual((await mock.rotateKeys()).kid, '');
    const settings = await mock.settings();
    assert.equal(settings.policy, 'strict');
    assert.deepEqual(await mock.setSettings({ policy: 'strict' }), settings);
    await mock.setConfig(await mock.config());
  });

  it('agree about events: a change made here is told there', async () => {
    const controller = new AbortController();
    const told: ChangeKind[] = [];
    await mock.events({
      signal: controller.signal,
      onConnection: (connected) => {
        if (connected) void mock.setClock(5);
      },
      onChange: (kinds) => {
        told.push(...kinds);
        if (told.includes('clock')) controller.abort();
      },
    });
    assert.ok(told.includes('clock'));
    await mock.setClock(0);
  });

  it('agree about pages, however small', async () => {
    const all = await admin.listClients();
    const paged = await admin.listClients({ pageSize: 1 });
    assert.deepEqual(paged, all);
    assert.ok(all.length >= 4);
  });
});
