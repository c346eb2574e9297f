import assert from 'node:assert/strict';
import { Mock } from '../admin/running-mock.js';

describe('rate limits', () => {
  let mock: Mock;
  let token: string;
  before(async () => {
    mock = await Mock.start();
    ({ token } = await mock.client({ ZIA: 'API_Role01', ZPA: 'API Full Access', ZCC: 'Super Admin' }));
  });
  after(() => mock.stop());
  // The windows of a second are behind each test.
  beforeEach(() => mock.advance(1));

  const ask = (method: string, path: string, body?: unknown) => mock.ask(method, path, body, token);
  const zia = '/zia/api/v1/ruleLabels';
  const zpa = '/zpa/mgmtconfig/v1/admin/customers/1/server';

  it('are off until they are switched on', async () => {
    for (let n = 0; n < 30; n += 1) assert.equal((await ask('GET', zpa)).status, 200);
    await mock.ask('PUT', '/_mock/v1/settings', { rateLimits: true });
  });

  it('let two GETs a second pass at ZIA, and answer the third in its words', async () => {
    assert.equal((await ask('GET', zia)).status, 200);
    assert.equal((await ask('GET', zia)).status, 200);
    const third = await ask('GET', zia);
    assert.equal(third.status, 429);
    assert.deepEqual(third.json, { message: 'Rate Limit (2/SECOND) exceeded', 'Retry-After': '1 seconds' });
    assert.equal(third.headers.get('retry-after'), '1');
    mock.advance(1);
    assert.equal((await ask('GET', zia)).status, 200);
  });

  it('let one write a second pass at ZIA', async () => {
    assert.equal((await ask('POST', zia, { name: 'a' })).status, 200);
    const second = await ask('POST', zia, { name: 'b' });
    assert.equal(second.status, 429);
    assert.equal(second.json.message, 'Rate Limit (1/SECOND) exceeded');
  });

  it('let one DELETE a minute and four an hour pass at ZIA', async () => {
    const remove = () => ask('DELETE', `${zia}/1`);
    for (let n = 0; n < 3; n += 1) {
      assert.equal((await remove()).status, 404);
      assert.equal((await remove()).json.message, 'Rate Limit (1/MINUTE) exceeded');
      mock.advance(60);
    }
    assert.equal((await remove()).status, 404);
    mock.advance(60);
    const fifth = await remove();
    assert.equal(fifth.json.message, 'Rate Limit (4/HOUR) exceeded');
    assert.equal(fifth.headers.get('retry-after'), String(3600 - 240));
  });

  it('let twenty GETs in ten seconds pass at ZPA, and answer more in its words', async () => {
    mock.advance(10);
    for (let n = 0; n < 20; n += 1) assert.equal((await ask('GET', zpa)).status, 200);
    mock.advance(6);
    const more = await ask('GET', zpa);
    assert.equal(more.status, 429);
    assert.equal(more.headers.get('retry-after'), '4s');
    assert.deepEqual(more.json, {
      exception: 'invalid.toomanyrequests',
      id: 'invalid.toomanyrequests',
      reason: 'Exceeded the number of requests allowed.',
    });
    assert.equal((await ask('POST', zpa, { name: 'x' })).status, 201, 'writes are counted by themselves');
    mock.advance(4);
    assert.equal((await ask('GET', zpa)).status, 200);
  });

  it('answer in the gateway’s form elsewhere', async () => {
    for (let n = 0; n < 100; n += 1) await ask('GET', '/zcc/papi/public/v1/getDevices');
    const more = await ask('GET', '/zcc/papi/public/v1/getDevices');
    assert.equal(more.status, 429);
    assert.equal(more.json.detail, 'too many requests');
    assert.equal(more.headers.get('retry-after'), '3600');
    assert.equal(more.headers.get('x-ratelimit-reset'), '3600');
  });
});
