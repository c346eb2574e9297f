import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { toJwk } from '../../../src/keys/jwk.js';
import { writePublicKey } from '../../../src/keys/write.js';
import { AdminClient } from '../../../src/oauth/admin-client.js';
import { mintClientAssertion } from '../../../src/oauth/assertion.js';
import { adminApiBase, tenantEnvironment } from '../../../src/oauth/environment.js';
import { HttpStatusError, OAuthError } from '../../../src/oauth/errors.js';
import { callApi } from '../../../src/oauth/gateway-client.js';
import { MockControl } from '../../../src/oauth/mock-client.js';
import { type ClientAuth, requestToken } from '../../../src/oauth/token-request.js';
import { type Serving, serve } from '../cli/child.js';
import { proxyFetch } from './proxy-fetch.js';

const secrets = { ci: 'the-secret-of-ci-0123456789', admin: 'the-secret-of-admin-0123456789' };

const config = {
  vanity: 'acme',
  cloud: 'PRODUCTION',
  clients: [
    {
      id: 'iq00000000ci0',
      name: 'ci',
      accessTokenLifeTime: 900,
      roles: { ZIA: 'API_Role01' },
      authentication: { type: 'SECRET', secrets: [{ value: secrets.ci }] },
    },
    {
      id: 'iq0000000adm0',
      name: 'admin',
      roles: { ZIAM: 'Super Admin' },
      authentication: { type: 'SECRET', secrets: [{ value: secrets.admin }] },
    },
  ],
};

/** The mock is another process that is known by a tenant's names alone, as ZIdentity itself is. */
describe('a tenant that is a stranger, behind a proxy and TLS', function () {
  // Starting a mock makes RSA keys.
  this.timeout(30_000);
  const environment = tenantEnvironment({ vanity: 'acme' });
  let folder: string;
  let serving: Serving;
  let fetch: typeof globalThis.fetch;
  let admin: AdminClient;
  /** What a test may ask the mock behind the tenant's back. */
  let mock: MockControl;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oneapi-tenant-'));
    const file = join(folder, 'tenant.json');
    await writeFile(file, JSON.stringify(config));
    serving = await serve(['--state', join(folder, 'state'), '--config', file]);
    fetch = proxyFetch(serving.ready.proxy, serving.ready.caFile);
    mock = new MockControl({ base: serving.ready.http, adminToken: serving.ready.adminToken });
    admin = new AdminClient({
      base: adminApiBase(environment),
      fetch,
      authorize: () => getToken('iq0000000adm0', { method: 'client_secret_post', secret: secrets.admin }),
    });
  });
  after(async () => {
    await serving?.end();
    await rm(folder, { recursive: true, force: true });
  });

  async function getToken(clientId: string, auth: ClientAuth): Promise<string> {
    const request = { tokenEndpoint: environment.tokenEndpoint, clientId, auth };
    return (await requestToken(request, { fetch })).accessToken;
  }

  async function assertUsable(accessToken: string): Promise<void> {
    const call = { api: environment.api, accessToken, method: 'GET' };
    const answer = await callApi({ ...call, path: '/zia/api/v1/status' }, { fetch });
    assert.equal(answer.status, 200, answer.body);
    const refused = await callApi({ ...call, path: '/zdx/v1/devices' }, { fetch });
    assert.equal(refused.status, 403);
    assert.match(refused.explanation!.explanation, /no role for ZDX/);
  }

  /** What a client has selected that may do one thing in ZIA. */
  async function ziaResources() {
    const [resource] = await admin.listResourceServers();
    const zia = resource!.serviceScopes!.find(({ service }) => service.name === 'ZIA')!;
    return [{ id: resource!.id, selectedScopes: [{ id: zia.scopes![0]!.id }] }];
  }

  it('is reached at the hosts of its vanity domain', () => {
    assert.deepEqual(
      [environment.tokenEndpoint, environment.api],
      ['https://acme.zslogin.net/oauth2/v1/token', 'https://api.zsapi.net'],
    );
  });

  for (const method of ['client_secret_post', 'client_secret_basic'] as const) {
    it(`gives a token for a secret (${method}) that opens what its roles cover`, async () => {
      await assertUsable(await getToken('iq00000000ci0', { method, secret: secrets.ci }));
    });
  }

  it('gives a token for an uploaded public key', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RSA-2048');
    const { id } = await admin.createClient({
      name: 'uploaded',
      accessTokenLifeTime: 600,
      clientAuthentication: {
        authType: 'PUBKEYCERT',
        publicKeys: [{ keyName: 'k.pem', keyValue: writePublicKey(publicKey) }],
      },
      clientResources: await ziaResources(),
    });
    const assertion = await mintClientAssertion({ clientId: id, privateKey, nowMs: Date.now() });
    await assertUsable(await getToken(id, { method: 'private_key_jwt', assertion }));
  });

  it('gives a token for a key of a JWKS URL', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EC-P256');
    const { url } = await mock.publishJwks('stranger', { keys: [{ ...toJwk(publicKey), kid: 'one' }] });
    const { id } = await admin.createClient({
      name: 'published',
      accessTokenLifeTime: 600,
      clientAuthentication: { authType: 'JWKS', clientJWKsUrl: url },
      clientResources: await ziaResources(),
    });
    const assertion = await mintClientAssertion({ clientId: id, privateKey, kid: 'one', nowMs: Date.now() });
    await assertUsable(await getToken(id, { method: 'private_key_jwt', assertion }));
  });

  it('lists its API clients page by page to one that has a ZIAM role', async () => {
    const names = (await admin.listClients({ pageSize: 1 })).map(({ name }) => name);
    assert.deepEqual(names.filter((name) => ['ci', 'admin'].includes(name)).sort(), ['admin', 'ci']);
  });

  it('lists nothing to one that has no ZIAM role, and says which role it takes', async () => {
    const token = await getToken('iq00000000ci0', { method: 'client_secret_post', secret: secrets.ci });
    const other = new AdminClient({ base: adminApiBase(environment), fetch, authorize: async () => token });
    await assert.rejects(other.listClients(), (error: HttpStatusError) => {
      assert.ok(error instanceof HttpStatusError);
      assert.ok([401, 403].includes(error.status), String(error.status));
      assert.match(error.hint ?? '', /ZIAM role/);
      return true;
    });
  });

  it('refuses a wrong secret, which is explained without repeating it', async () => {
    await assert.rejects(
      getToken('iq00000000ci0', { method: 'client_secret_post', secret: 'a-wrong-secret-9876543210' }),
      (error: OAuthError) => {
        assert.ok(error instanceof OAuthError);
        assert.deepEqual([error.status, error.error], [400, 'invalid_client']);
        assert.doesNotMatch(`${error.message} ${error.hint}`, /a-wrong-secret/);
        assert.match(error.hint ?? '', /secret/i);
        return true;
      },
    );
  });

  it('with another vanity domain is not reached, and the message names the host', async () => {
    const { tokenEndpoint } = tenantEnvironment({ vanity: 'globex' });
    const auth = { method: 'client_secret_post', secret: secrets.ci } as const;
    await assert.rejects(requestToken({ tokenEndpoint, clientId: 'iq00000000ci0', auth }, { fetch }), {
      code: /^network-/,
      message: /globex\.zslogin\.net/,
    });
  });

  it('is not trusted without its certificate authority', async () => {
    const { makeCertificate } = await import('../../../src/keys/certificate.js');
    const keyPair = await generateKeyPair('EC-P256');
    const other = join(folder, 'other-ca.pem');
    await writeFile(
      other,
      await makeCertificate({ keyPair, subject: { commonName: 'Another CA' }, days: 2, now: Date.now() }),
    );
    const auth = { method: 'client_secret_post', secret: secrets.ci } as const;
    await assert.rejects(
      requestToken(
        { tokenEndpoint: environment.tokenEndpoint, clientId: 'iq00000000ci0', auth },
        { fetch: proxyFetch(serving.ready.proxy, other) },
      ),
      { code: 'network-certificate-untrusted' },
    );
  });
});
