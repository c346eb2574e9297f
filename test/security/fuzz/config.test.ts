// Configs and JSON bodies as strangers write them.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { WorkbenchError } from '../../../src/errors.js';
import { HttpError } from '../../../src/zidentity/http/http-error.js';
import { parseJsonBody } from '../../../src/zidentity/http/json-text.js';
import { parseTarget } from '../../../src/zidentity/http/target.js';
import { parseAuthority } from '../../../src/zidentity/listener/authority.js';
import { createHostTable } from '../../../src/zidentity/listener/host-table.js';
import { parseTenantConfig } from '../../../src/zidentity/tenant/parse-config.js';
import { tenantToConfig } from '../../../src/zidentity/tenant/write-config.js';
import { keys, pem } from '../attacks/target.js';
import { fuzz, fuzzAsync } from './fuzz.js';
import { damaged, damagedBytes, oddJson } from './mutations.js';

const secret = 'marked-secret';
/** Characters of a request line and all headers: what is longer reaches no reader. */
const mostOfHead = 16 * 1024;
const config = {
  vanity: 'acme',
  cloud: 'PRODUCTION',
  services: [{ name: 'ZIA', displayName: 'ZIA', roles: [{ name: 'API_Role01', access: 'full' }] }],
  clients: [
    {
      id: 'iq0000000000a',
      name: 'one',
      roles: { ZIA: 'API_Role01' },
      accessPolicy: { action: 'ALLOW', from: 1, to: 2, services: ['ZIA'] },
      authentication: { type: 'SECRET', secrets: [{ value: secret, expiresAt: 1_800_000_000 }] },
    },
    { name: 'two', authentication: { type: 'PUBKEYCERT', keys: [pem(keys.ec.publicKey), { file: 'key.pem' }] } },
    { name: 'three', authentication: { type: 'JWKS', url: 'https://example.com/jwks.json' } },
  ],
};

const reading = {
  now: () => 1.8e12,
  randomBytes,
  hashSecret: () => `hmac-sha256$${'A'.repeat(22)}$${'A'.repeat(43)}`,
};

describe('Whatever JSON', () => {
  it('comes as a config, it is a tenant that can be written and read again, or an error of ours', async function () {
    this.timeout(0);
    const values = fc.oneof({ weight: 4, arbitrary: oddJson([config]) }, { weight: 1, arbitrary: fc.jsonValue() });
    await fuzzAsync(values, { family: 'configs and bodies', few: 800 }, async (value) => {
      try {
        const tenant = await parseTenantConfig(value, reading);
        await parseTenantConfig(JSON.parse(JSON.stringify(tenantToConfig(tenant))), reading);
        createHostTable(tenant, []);
      } catch (error) {
        assert.ok(error instanceof WorkbenchError, error instanceof Error ? error.stack : String(error));
        assert.equal(error.message.includes(secret), false, error.message);
        assert.ok(error.message.length < 2000, error.message);
      }
      assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    });
  });

  it('comes as a body, it is a value without a prototype of its own, or a refusal that quotes nothing', function () {
    this.timeout(0);
    const bodies = fc.oneof(
      damagedBytes([Buffer.from(JSON.stringify(config))]),
      fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
      fc.nat(200_000).map((levels) => Buffer.from('['.repeat(levels))),
    );
    fuzz(bodies, { family: 'configs and bodies', few: 500 }, (body) => {
      try {
        parseJsonBody(body);
      } catch (error) {
        assert.ok(error instanceof HttpError && error.status === 400, String(error));
        assert.equal(error.message.includes(secret), false, error.message);
      }
      assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    });
  });
});

describe('Whatever a request line names', () => {
  it('is a path without dots, or a refusal', function () {
    this.timeout(0);
    const urls = damaged([
      '/_mock/v1/tokens/%7Bx%7D?limit=1&a=b',
      'https://api.zsapi.net:443/zia/api/v1/status',
      '/a/%2e%2e/b',
    ]).map((url) => url.slice(0, mostOfHead));
    fuzz(urls, { family: 'configs and bodies', few: 500 }, (url) => {
      try {
        const { path } = parseTarget(url);
        assert.ok(path.startsWith('/'), path);
        assert.equal(
          path.split('/').some((segment) => segment === '.' || segment === '..'),
          false,
          path,
        );
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
        assert.doesNotMatch(path, /[\u0000-\u001f\u007f\\]/);
      } catch (error) {
        assert.ok(error instanceof HttpError && error.status === 400, String(error));
      }
    });
  });

  it('as a host is served only under the names of the tenant and of loopback', function () {
    this.timeout(0);
    const table = createHostTable({ vanity: 'acme', cloud: 'PRODUCTION' }, []);
    const names = [
      'api.zsapi.net:443',
      'acme.zslogin.net',
      'acme-admin.zslogin.net:443',
      'localhost:8787',
      '127.0.0.1:8787',
      '[::1]:1',
    ];
    const ours =
      /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]|acme(-admin)?\.(zslogin\.net|zsloginbeta\.net|zidentitygov\.(net|us))|api\.(beta\.)?zsapi\.net|api\.zscalergov\.(net|us))$/;
    fuzz(
      damaged(names).map((name) => name.slice(0, mostOfHead)),
      { family: 'configs and bodies', few: 800 },
      (text) => {
        const authority = parseAuthority(text);
        if (authority === undefined) return;
        if (table.surfacesOf(authority.host) !== undefined) assert.match(authority.host, ours);
        if (table.connect(authority.host, authority.port ?? 0) === 'served') {
          assert.equal(authority.port, 443);
          assert.match(authority.host, ours);
        }
      },
    );
  });
});
