import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { WorkbenchError } from '../../../src/errors.js';
import { builtInTenant } from '../../../src/zidentity/tenant/built-in-tenant.js';
import { type ConfigReading, parseTenantConfig } from '../../../src/zidentity/tenant/parse-config.js';
import { tenantToConfig } from '../../../src/zidentity/tenant/write-config.js';
import { bad, exampleHash, good, privatePem, publicPem } from './config-examples.js';

const now = 1_750_000_000;
const fakeHash = (value: string) =>
  `hmac-sha256$${'s'.repeat(22)}$${createHash('sha256').update(value).digest('base64url')}`;

function reading(overrides: Partial<ConfigReading> = {}): ConfigReading {
  let counter = 0;
  return {
    now: () => now * 1000,
    randomBytes: (size) => Uint8Array.from({ length: size }, () => counter++),
    hashSecret: (value) => fakeHash(value),
    env: { CI_SECRET: 'from-the-environment', EMPTY: '' },
    configDir: '/fixtures',
    readFile: (path) => {
      if (path === '/fixtures/keys/ci.pem') return publicPem;
      if (path === '/fixtures/private.pem') return privatePem;
      throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    },
    ...overrides,
  };
}

const parse = (json: unknown, overrides?: Partial<ConfigReading>) => parseTenantConfig(json, reading(overrides));

function refuses(json: unknown, message: RegExp, overrides?: Partial<ConfigReading>) {
  return assert.rejects(parse(json, overrides), (error) => {
    assert.ok(error instanceof WorkbenchError, String(error));
    assert.equal(error.code, 'config-invalid');
    assert.match(error.message, message);
    return true;
  });
}

const withClient = (client: object) => ({ clients: [{ name: 'x', authentication: { type: 'SECRET' }, ...client }] });

describe('a config of the tenant', () => {
  for (const [name, config] of Object.entries(good)) {
    it(`is accepted: ${name}`, async () => {
      await parse(config);
    });
  }

  for (const [name, { config, message }] of Object.entries(bad)) {
    it(`is refused with its JSON path: ${name}`, () => refuses(config, message));
  }

  it('without services means the built-in tenant', async () => {
    assert.deepEqual(await parse({}), builtInTenant());
  });

  it('takes vanity and cloud from the options where it names neither', async () => {
    const tenant = await parse({ cloud: 'beta' }, { defaults: { vanity: 'globex', cloud: 'gov' } });
    assert.equal(tenant.vanity, 'globex');
    assert.equal(tenant.cloud, 'beta');
    assert.equal(tenant.orgName, 'Globex');
  });

  it('gives a client the documented defaults and an id of ZIdentity’s form', async () => {
    const [client] = (await parse(good['a client with the least there can be'])).clients;
    assert.match(client?.id ?? '', /^iq[0-9a-v]{11}$/);
    assert.equal(client?.enabled, true);
    assert.equal(client?.accessTokenLifeTime, 3600);
    assert.equal(client?.description, '');
    assert.deepEqual(client?.secrets, []);
    assert.deepEqual(client?.scopeIds, []);
  });

  it('keeps secrets as hashes alone, and gives them 365 days where nothing else is said', async () => {
    const tenant = await parse(good['a secret from the environment']);
    const secret = tenant.clients[0]?.secrets[0];
    assert.equal(secret?.expiresAt, now + 365 * 86_400);
    assert.equal(secret?.hash, fakeHash('from-the-environment'));
    assert.ok(!JSON.stringify(tenant).includes('from-the-environment'));
  });

  it('takes a hash as it is', async () => {
    const tenant = await parse(good['a secret as its hash']);
    assert.equal(tenant.clients[0]?.secrets[0]?.hash, exampleHash);
  });

  it('may hold a secret that is already expired', async () => {
    const tenant = await parse(
      withClient({ authentication: { type: 'SECRET', secrets: [{ value: 'old', expiresAt: 1_000_000_000 }] } }),
    );
    assert.equal(tenant.clients[0]?.secrets[0]?.expiresAt, 1_000_000_000);
  });

  it('sorts keys from text and file into public keys', async () => {
    const { authentication } = (await parse(good['a public key as text and from a file'])).clients[0] ?? {};
    assert.deepEqual(authentication, {
      type: 'PUBKEYCERT',
      publicKeys: [
        { keyName: 'key-1', keyValue: publicPem },
        { keyName: 'ci.pem', keyValue: publicPem },
      ],
      certificates: [],
    });
  });

  it('says what is wrong across places', async () => {
    await refuses(
      withClient({ roles: { ZAI: 'API_Role01' } }),
      /^\$\.clients\[0\]\.roles\.ZAI: there is no service "ZAI"\.$/,
    );
    await refuses(withClient({ roles: { ZIA: 'Admin' } }), /^\$\.clients\[0\]\.roles\.ZIA: ZIA has no role "Admin"\.$/);
    const twice = { name: 'x', id: 'iq0000000000a', authentication: { type: 'SECRET' } };
    await refuses({ clients: [twice, twice] }, /^\$\.clients\[1\]\.id: "iq0000000000a" is taken by entry 0\.$/);
    const zia = { name: 'ZIA', roles: [{ name: 'r', access: 'full' }] };
    await refuses({ services: [zia, zia] }, /^\$\.services\[1\]\.name: "ZIA" is taken by entry 0\.$/);
    await refuses(
      withClient({ accessPolicy: { action: 'BLOCK', from: 20, to: 10 } }),
      /^\$\.clients\[0\]\.accessPolicy\.to: must be later than from\.$/,
    );
    await refuses(
      withClient({ authentication: { type: 'JWKS', url: 'http://example.com/jwks' } }),
      /^\$\.clients\[0\]\.authentication\.url: must be https, or http on a loopback address\.$/,
    );
  });

  it('says which environment variable or file is missing', async () => {
    const secret = (env: string) => withClient({ authentication: { type: 'SECRET', secrets: [{ value: { env } }] } });
    await refuses(secret('NOPE'), /value\.env: the environment variable NOPE is not set\.$/);
    await refuses(secret('EMPTY'), /value\.env: the environment variable EMPTY is empty\.$/);
    const key = (file: string) => withClient({ authentication: { type: 'PUBKEYCERT', keys: [{ file }] } });
    await refuses(key('nope.pem'), /keys\[0\]\.file: .*nope\.pem can't be read \(ENOENT\)\.$/);
    await refuses(key('private.pem'), /keys\[0\]: The PEM text holds a private key\.$/);
  });

  it('that came over HTTP reads neither the environment nor files', async () => {
    const overHttp = { env: undefined, readFile: undefined, configDir: undefined };
    await refuses(
      good['a secret from the environment'],
      /value\.env: environment variables are read for a config file/,
      overHttp,
    );
    await refuses(
      good['a public key as text and from a file'],
      /keys\[1\]\.file: files are read for a config file/,
      overHttp,
    );
  });

  it('never repeats the value at fault, which may be a secret', async () => {
    const secret = 'x'.repeat(1025);
    await assert.rejects(
      parse(withClient({ authentication: { type: 'SECRET', secrets: [{ value: secret }] } })),
      (error: Error) => !error.message.includes('xxx'),
    );
  });

  it('written from a tenant and read again makes the same tenant', async () => {
    for (const config of Object.values(good)) {
      const tenant = await parse(config);
      const overHttp = { env: undefined, readFile: undefined, configDir: undefined };
      assert.deepEqual(await parse(JSON.parse(JSON.stringify(tenantToConfig(tenant))), overHttp), tenant);
    }
  });

  it('written from a tenant holds no secret’s value', async () => {
    const tenant = await parse(good['the documented example']);
    assert.ok(!JSON.stringify(tenantToConfig(tenant)).includes('a-secret-of-the-fixture'));
  });
});
