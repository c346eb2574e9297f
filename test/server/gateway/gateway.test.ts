import assert from 'node:assert/strict';
import { Mock } from '../admin/running-mock.js';

/** Recorded live answers have these 71 bytes. */
const unauthorizedBody = '{\n "detail": "unauthorized",\n "type": "",\n "title": "",\n "status": ""\n}';

describe('the gateway', () => {
  let mock: Mock;
  before(async () => {
    mock = await Mock.start();
  });
  beforeEach(() => mock.ask('POST', '/_mock/v1/reset'));
  after(() => mock.stop());

  const writer = async () =>
    (await mock.client({ ZIA: 'API_Role01', ZPA: 'API Full Access', ZCC: 'Super Admin' })).token;
  const get = (path: string, token: string) => mock.ask('GET', path, undefined, token);

  describe('answers 401 byte for byte', () => {
    it('of 71 bytes', () => assert.equal(Buffer.byteLength(unauthorizedBody), 71));

    const refused = async (token: string) => {
      for (const path of [
        '/zia/api/v1/status',
        '/zpa/mgmtconfig/v1/admin/customers/1/segmentGroup',
        '/bi/api/v1/x',
        '/zins/graphql',
        '/zia/',
      ]) {
        const answer = await get(path, token);
        assert.equal(answer.status, 401, path);
        assert.equal(answer.text, unauthorizedBody);
        assert.equal(answer.headers.get('content-type'), 'application/json');
        assert.equal(answer.headers.get('x-oneapi-host'), mock.base);
        assert.match(answer.headers.get('x-oneapi-request-id') ?? '', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        assert.match(answer.headers.get('x-oneapi-version') ?? '', /^\d+\.\d+\.\d+$/);
        assert.equal(answer.headers.get('x-oneapi-api-category'), 'public');
      }
    };

    it('without a token', () => refused(''));
    it('for a token that is none', () => refused('nonsense'));
    it('for the admin token, which is no access token', () => refused(mock.adminToken));
    it('for a token of another signature', async () => {
      const [head, payload] = (await writer()).split('.');
      await refused(`${head}.${payload}.${'A'.repeat(342)}`);
    });
    it('for an expired token', async () => {
      const token = await writer();
      await mock.ask('PUT', '/_mock/v1/clock', { offsetSeconds: 3601 });
      await refused(token);
    });
    it('for a revoked token', async () => {
      const token = await writer();
      const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
      assert.equal((await mock.ask('POST', `/_mock/v1/tokens/${jti}/revoke`)).status, 204);
      await refused(token);
    });
  });

  it('gives every answer of a service its headers', async () => {
    const token = await writer();
    const answer = await get('/zia/api/v1/ruleLabels', token);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('x-ratelimit-limit'), '5000, 5000;w=60');
    assert.equal(answer.headers.get('x-ratelimit-remaining'), '4999');
    assert.equal(answer.headers.get('x-ratelimit-reset'), '60');
    assert.equal(answer.headers.get('x-zscaler-mode'), 'read-write');
    assert.match(answer.headers.get('x-transaction-id') ?? '', /^[0-9a-f-]{36}$/);
    assert.equal((await get('/zia/api/v1/ruleLabels', token)).headers.get('x-ratelimit-remaining'), '4998');
    assert.equal((await get('/zpa/mgmtconfig/v1/admin/customers/1/server', token)).headers.get('x-zscaler-mode'), null);
    assert.equal(
      (await get('/zcc/papi/public/v1/getDevices', token)).headers.get('x-ratelimit-limit'),
      '100, 100;w=3600, 100;w=3600',
    );
  });

  it('answers 403 to a client without a role for the product, or 401 where the setting says so', async () => {
    const { token } = await mock.client({ ZPA: 'API Full Access' });
    const forbidden = await get('/zia/api/v1/status', token);
    assert.equal(forbidden.status, 403);
    assert.deepEqual(forbidden.json, { detail: 'forbidden', type: '', title: '', status: '' });
    await mock.ask('PUT', '/_mock/v1/settings', { notEntitledStatus: 401 });
    const unauthorized = await get('/zia/api/v1/status', token);
    await mock.ask('PUT', '/_mock/v1/settings', { notEntitledStatus: 403 });
    assert.equal(unauthorized.status, 401);
    assert.equal(unauthorized.text, unauthorizedBody);
  });

  it('refuses a client without a role before it looks at anything else', async () => {
    const { token } = await mock.client({ ZPA: 'API Full Access' });
    assert.equal((await get('/zia/no/such/thing', token)).status, 403);
    assert.equal((await mock.ask('POST', '/zia/api/v1/ruleLabels', '{', token)).status, 403);
  });

  const products: [product: string, role: string, path: string, members: string[]][] = [
    ['ZIA', 'API_Role_READONLY', '/zia/api/v1/ruleLabels', ['code', 'message']],
    ['ZPA', 'API_Role_READONLY', '/zpa/mgmtconfig/v1/admin/customers/1/segmentGroup', ['id', 'reason', 'params']],
    ['ZCC', 'Read Only', '/zcc/papi/public/v1/custom-ip-based-apps', ['success', 'errorCode', 'errorMessage']],
    ['ZDX', 'ZDX Read-only Admin', '/zdx/v1/devices', ['error']],
    ['CLOUD_CONNECTOR', 'Read-only Admin', '/ztw/api/v1/location', ['code', 'message']],
  ];
  for (const [product, role, path, members] of products) {
    it(`lets a role that only reads read and not write at ${product}, which says so in the service's own shape`, async () => {
      const { token } = await mock.client({ [product]: role });
      assert.equal((await get(path, token)).status, 200);
      for (const [method, at] of [
        ['POST', path],
        ['PUT', `${path}/1`],
        ['PATCH', `${path}/1`],
        ['DELETE', `${path}/1`],
      ] as const) {
        const refused = await mock.ask(method, at, method === 'DELETE' ? undefined : { name: 'n' }, token);
        assert.equal(refused.status, 403, method);
        assert.deepEqual(Object.keys(refused.json as object), members);
        assert.match(refused.text, /only reads/);
        assert.ok(refused.headers.has('x-transaction-id'), 'the service answered, not the gateway');
      }
    });
  }

  it('lets a role that only reads look up URLs, which is a POST that changes nothing', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role_READONLY' });
    const answer = await mock.ask('POST', '/zia/api/v1/urlLookup', ['bbc.com'], token);
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.json, [
      { url: 'bbc.com', urlClassifications: ['NEWS_AND_MEDIA'], urlClassificationsWithSecurityAlert: [] },
    ]);
  });

  it('accepts a JSON body with GET, as the Python SDK sends it', async () => {
    const token = await writer();
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        `${mock.base}/zia/api/v1/status`,
        { headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': 2 } },
        (response) => resolve(response.resume().statusCode),
      );
      sent.on('error', reject);
      sent.end('{}');
    });
    assert.equal(status, 200);
  });

  it('says so at products that it does not simulate, to a client that has a role for them', async () => {
    const { token } = await mock.client({ BI: 'BI Super Admin', ZINSIGHTS: 'ZINSIGHTS Reader' });
    for (const path of ['/bi/api/v1/reports', '/zins/graphql']) {
      const answer = await get(path, token);
      assert.equal(answer.status, 404);
      assert.match(answer.json.detail, /^not simulated/);
    }
  });

  it('answers 404 in its own form where no service knows the path', async () => {
    const answer = await get('/zia/api/v9/status', await writer());
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.json, { detail: 'not found', type: '', title: '', status: '' });
  });

  it('answers 413 in its own form to a body above 1 MiB', async () => {
    const answer = await mock.ask('POST', '/zia/api/v1/ruleLabels', { name: 'x'.repeat(1_100_000) }, await writer());
    assert.equal(answer.status, 413);
    assert.deepEqual(Object.keys(answer.json), ['detail', 'type', 'title', 'status']);
  });

  it('answers in the words of the service where a body is no JSON object', async () => {
    const answer = await mock.ask('POST', '/zia/api/v1/ruleLabels', '{"name":', await writer());
    assert.equal(answer.status, 400);
    assert.equal(answer.json.code, 'INVALID_INPUT_ARGUMENT');
  });

  it('blocks resources by the client’s access policy at once, window and all', async () => {
    const { id, token } = await mock.client({ ZIA: 'API_Role01', ZPA: 'API Full Access' });
    const zia = () => get('/zia/api/v1/status', token);
    const zpa = () => get('/zpa/mgmtconfig/v1/admin/customers/1/server', token);
    const put = (rule: object) => mock.ask('PUT', `/_mock/v1/policies/${id}`, rule);
    await put({ action: 'BLOCK', services: ['ZIA'] });
    assert.equal((await zia()).status, 403);
    assert.equal((await zpa()).status, 200);
    await put({ action: 'ALLOW', services: ['ZIA'] });
    assert.equal((await zia()).status, 200);
    assert.equal((await zpa()).status, 403);
    await put({ action: 'BLOCK', from: mock.now + 100, to: mock.now + 200 });
    assert.equal((await zia()).status, 200);
    await mock.ask('PUT', '/_mock/v1/clock', { offsetSeconds: 150 });
    assert.equal((await zia()).status, 403);
    await mock.ask('PUT', '/_mock/v1/clock', { offsetSeconds: 250 });
    assert.equal((await zia()).status, 200);
  });

  it('answers with a fault that was asked for, as often as it was asked for', async () => {
    const token = await writer();
    await mock.ask('POST', '/_mock/v1/faults', {
      target: 'gateway',
      product: 'ZIA',
      times: 2,
      status: 503,
      headers: { 'retry-after': '7' },
      body: { message: 'maintenance' },
    });
    assert.equal((await get('/zpa/mgmtconfig/v1/admin/customers/1/server', token)).status, 200);
    for (let n = 0; n < 2; n += 1) {
      const answer = await get('/zia/api/v1/status', token);
      assert.equal(answer.status, 503);
      assert.equal(answer.headers.get('retry-after'), '7');
      assert.deepEqual(answer.json, { message: 'maintenance' });
    }
    assert.equal((await get('/zia/api/v1/status', token)).status, 200);
  });

  it('keeps what was stored until it is reset', async () => {
    const token = await writer();
    const before = (await get('/zia/api/v1/ruleLabels', token)).json.length;
    await mock.ask('POST', '/zia/api/v1/ruleLabels', { name: 'mine' }, token);
    assert.equal((await get('/zia/api/v1/ruleLabels', token)).json.length, before + 1);
    await mock.ask('POST', '/_mock/v1/reset');
    assert.equal((await get('/zia/api/v1/ruleLabels', await writer())).json.length, before);
  });

  it('answers the documented samples', async () => {
    const token = await writer();
    assert.deepEqual((await get('/zia/api/v1/status', token)).json, { status: 'ACTIVE' });
    assert.deepEqual((await mock.ask('POST', '/zia/api/v1/status/activate', undefined, token)).json, {
      status: 'ACTIVE',
    });
    const lite = (await get('/zia/api/v1/locations/lite', token)).json;
    assert.ok(lite.length > 0);
    for (const location of lite) assert.deepEqual(Object.keys(location), ['id', 'name']);
    const groups = (await get('/zpa/mgmtconfig/v1/admin/customers/216190000000000000/segmentGroup', token)).json;
    assert.equal(groups.totalPages, '1');
    assert.equal(groups.totalCount, '2');
    assert.equal(groups.list.length, 2);
    assert.ok(Array.isArray((await get('/zcc/papi/public/v1/getDevices', token)).json));
  });
});
