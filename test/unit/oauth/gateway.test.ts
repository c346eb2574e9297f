import assert from 'node:assert/strict';
import { apiUrl } from '../../../src/oauth/gateway-client.js';
import { explainGatewayAnswer } from '../../../src/oauth/gateway-explain.js';
import { productOfPath } from '../../../src/oauth/products.js';

const api = 'https://api.zsapi.net';
const nowMs = 1_800_000_000_000;

function token(claims: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`;
}

const zia = token({
  exp: 1_800_003_600,
  sub: 'iq0',
  iss: 'https://acme.zslogin.net',
  'service-info': [{ prd: 'ZIA', rnm: 'R', tnt: 'T' }],
});

function explain(
  status: number,
  more: { path?: string; method?: string; body?: string; headers?: Record<string, string>; accessToken?: string } = {},
) {
  return explainGatewayAnswer({
    status,
    headers: new Headers(more.headers),
    body: more.body ?? '',
    path: more.path ?? '/zia/api/v1/ruleLabels',
    method: more.method ?? 'GET',
    accessToken: more.accessToken ?? zia,
    nowMs,
  });
}

describe('the URL of an API call', () => {
  it('is the path below the API’s base, with its query', () => {
    assert.equal(
      apiUrl({ api, path: '/zia/api/v1/ruleLabels?page=1&x=a%2Fb' }).href,
      `${api}/zia/api/v1/ruleLabels?page=1&x=a%2Fb`,
    );
    assert.equal(apiUrl({ api: 'http://localhost:8787/base/', path: '/zia' }).href, 'http://localhost:8787/base/zia');
  });

  it('may have dots that go nowhere, and anything in its query', () => {
    for (const path of ['/a/b..c/.hidden', '/a?x=../..', '/a?u=http://b//c'])
      assert.doesNotThrow(() => apiUrl({ api, path }));
  });

  const wrong = [
    '',
    'zia/api/v1',
    'https://evil.example/zia',
    'HTTPS:/x',
    'javascript:alert(1)',
    '//evil.example/zia',
    '/\\evil.example',
    '\\\\evil.example',
    '/zia/../ziam/admin',
    '/zia/..',
    '/zia/%2e%2e/ziam',
    '/zia/.%2E/ziam',
    '/zia/..%2fziam',
    '/zia/..%5cziam',
    '/./zia',
    '/zia#fragment',
    '/zia with space',
    '/zia\r\nHost: evil',
    '/zia\t',
    `/${'x'.repeat(9000)}`,
  ];
  for (const path of wrong) {
    it(`is not made of ${JSON.stringify(path.slice(0, 40))}`, () => {
      assert.throws(() => apiUrl({ api, path }), { code: 'api-call-path-invalid' });
    });
  }

  it('is not plain HTTP to another computer unless that is allowed', () => {
    assert.throws(() => apiUrl({ api: 'http://mock:8787', path: '/zia' }), { code: 'api-call-api-invalid' });
    assert.equal(apiUrl({ api: 'http://mock:8787', path: '/zia', allowHttp: true }).host, 'mock:8787');
  });

  it('is not made of a base that is no URL', () => {
    for (const base of ['', 'api.zsapi.net', 'file:///etc']) {
      assert.throws(() => apiUrl({ api: base, path: '/zia' }), { code: 'api-call-api-invalid' });
    }
  });
});

describe('the product of a path', () => {
  const table: Record<string, string | undefined> = {
    '/zia/api/v1/status': 'ZIA',
    '/zpa/mgmtconfig/v1/admin/customers/1/segmentGroup': 'ZPA',
    '/zpa/userconfig/v1/x': 'ZPA',
    '/zcc/papi/public/v1/getDevices': 'ZCC',
    '/zdx/v1/devices': 'ZDX',
    '/ztw/api/v1/x': 'CLOUD_CONNECTOR',
    '/ziam/admin/api/v1/users': 'ZIAM',
    '/bi/api/v1/x': 'BI',
    '/zins/graphql?x': 'ZINSIGHTS',
    '/ziax/api': undefined,
    '/': undefined,
  };
  for (const [path, name] of Object.entries(table)) {
    it(`${path} is ${name}`, () => assert.equal(productOfPath(path)?.name, name));
  }
});

describe('a failed API call', () => {
  it('is not explained where it succeeded', () => {
    assert.equal(explain(200), undefined);
    assert.equal(explain(204), undefined);
  });

  it('with 401 is explained by the token’s own end', () => {
    const expired = token({ exp: 1_799_999_700 });
    assert.match(explain(401, { accessToken: expired })!.explanation, /expired 5 minutes ago/);
  });

  it('with 401 is explained by a missing role, as a guess', () => {
    const explained = explain(401, { path: '/zdx/v1/devices' })!;
    assert.match(explained.explanation, /no role for ZDX/);
    assert.equal(explained.basis, 'guess');
    assert.equal(explained.product, 'ZDX');
  });

  it('with 401 tells a secret and an assertion from an access token', () => {
    assert.match(explain(401, { accessToken: 'not-a-jwt' })!.explanation, /no JWT/);
    const assertion = token({ iss: 'iq0', sub: 'iq0', exp: 1_800_000_600 });
    assert.match(explain(401, { accessToken: assertion })!.explanation, /client assertion/);
  });

  it('with 401 and nothing wrong at the token is a revoked one or of another tenant', () => {
    assert.match(explain(401)!.explanation, /revoked/);
  });

  it('with 403 is explained by a missing role, or by a read-only one where it writes', () => {
    assert.match(explain(403, { path: '/zpa/mgmtconfig/v1/x' })!.explanation, /no role for ZPA/);
    assert.match(explain(403, { method: 'POST' })!.explanation, /read-only/);
    assert.match(explain(403)!.remedy, /new token/);
  });

  it('with 403 in a service’s own words is explained by the role, in the gateway’s by what is decided before a role', () => {
    const service = explain(403, { method: 'POST', body: '{"code":"RBA_LIMITED","message":"The role only reads"}' })!;
    assert.match(service.explanation, /read-only role/);
    const gateway = '{\n "detail": "forbidden",\n "type": "",\n "title": "",\n "status": ""\n}';
    const policy = explain(403, { method: 'POST', body: gateway })!;
    assert.match(policy.explanation, /gateway itself.*access policy/);
    assert.equal(policy.basis, 'guess');
    assert.match(explain(403, { path: '/zpa/mgmtconfig/v1/x', body: gateway })!.explanation, /no role for ZPA/);
  });

  it('with 403 at a full service is not taken for a role’s refusal', () => {
    for (const body of ['{"code":"LIMIT_EXCEEDED","message":"m"}', '{"id":"limit.exceeded","reason":"r"}']) {
      assert.match(explain(403, { method: 'POST', body })!.explanation, /no more entries/);
    }
  });

  it('with 403 in ZIA’s maintenance says so', () => {
    assert.match(explain(403, { headers: { 'x-zscaler-mode': 'read-only' } })!.explanation, /maintenance/);
    assert.match(explain(403, { body: '{"code":"STATE_READONLY"}' })!.explanation, /maintenance/);
  });

  it('with 429 tells the product’s limits and the wait', () => {
    const explained = explain(429, { path: '/zpa/mgmtconfig/v1/x', headers: { 'retry-after': '4s' } })!;
    assert.match(explained.explanation, /20 GET/);
    assert.equal(explained.retryAfterMs, 4000);
    assert.match(explained.remedy, /4 s/);
  });

  it('is explained for every other status too, and never quotes the token', () => {
    for (const status of [0, 302, 400, 404, 405, 408, 409, 413, 418, 421, 500, 503, 504]) {
      const explained = explain(status)!;
      assert.notEqual(explained.explanation, '');
      assert.notEqual(explained.remedy, '');
      assert.ok(!JSON.stringify(explained).includes(zia));
    }
  });
});
