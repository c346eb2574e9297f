import assert from 'node:assert/strict';
import { callApi } from '../../../src/oauth/gateway-client.js';
import { type FakeServer, json, serve } from './fake-server.js';

const accessToken = 'the.access.token';

describe('an API call', () => {
  let server: FakeServer;
  afterEach(() => server.stop());

  it('sends the token, and a body as JSON', async () => {
    server = await serve((_, response) => json(response, 200, [{ url: 'bbc.com' }], { 'X-Transaction-Id': 't1' }));
    const answer = await callApi({
      api: server.origin,
      accessToken,
      method: 'post',
      path: '/zia/api/v1/urlLookup',
      body: ['bbc.com'],
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['x-transaction-id'], 't1');
    assert.deepEqual(JSON.parse(answer.body), [{ url: 'bbc.com' }]);
    assert.equal(answer.explanation, undefined);
    const [request] = server.seen;
    assert.equal(request!.method, 'POST');
    assert.equal(request!.url, '/zia/api/v1/urlLookup');
    assert.equal(request!.headers.authorization, 'Bearer the.access.token');
    assert.equal(request!.headers['content-type'], 'application/json');
    assert.equal(request!.body, '["bbc.com"]');
  });

  it('sends text as it is, and further headers but no other Authorization', async () => {
    server = await serve((_, response) => void response.end());
    const headers = { 'Content-Type': 'text/plain', 'X-Y': 'z', Authorization: 'Basic x', host: 'evil.example' };
    await callApi({ api: server.origin, accessToken, method: 'PUT', path: '/zia', body: '{"raw": 1}', headers });
    const [request] = server.seen;
    assert.equal(request!.body, '{"raw": 1}');
    assert.equal(request!.headers['content-type'], 'text/plain');
    assert.equal(request!.headers['x-y'], 'z');
    assert.equal(request!.headers.authorization, 'Bearer the.access.token');
    assert.match(request!.headers.host!, /^127\.0\.0\.1/);
  });

  it('gives any answer back with an explanation of its failure, and is not sent again', async () => {
    server = await serve((_, response) => json(response, 429, { message: 'x' }, { 'retry-after': '1' }));
    const answer = await callApi({ api: server.origin, accessToken, method: 'GET', path: '/zia/api/v1/status' });
    assert.equal(answer.status, 429);
    assert.equal(answer.explanation?.product, 'ZIA');
    assert.equal(server.seen.length, 1);
  });

  it('does not follow a redirect with the token', async () => {
    const other = await serve((_, response) => json(response, 200, {}));
    server = await serve((_, response) => void response.writeHead(307, { location: other.origin }).end());
    const answer = await callApi({ api: server.origin, accessToken, method: 'GET', path: '/zia' });
    assert.equal(answer.status, 307);
    assert.match(answer.explanation!.explanation, /redirect/);
    assert.equal(other.seen.length, 0);
    await other.stop();
  });

  it('cuts off an answer without end', async () => {
    server = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(1024 * 1024)));
      };
      response.on('drain', more);
      more();
    });
    const answer = await callApi({ api: server.origin, accessToken, method: 'GET', path: '/zia' });
    assert.equal(answer.truncated, true);
    assert.equal(answer.body.length, 8 * 1024 * 1024);
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    server = await serve(() => controller.abort());
    const call = { api: server.origin, accessToken, method: 'GET', path: '/zia' };
    await assert.rejects(callApi(call, { signal: controller.signal }), { code: 'cancelled' });
  });

  it('is not sent with what must not be sent, and the message does not show the token', async () => {
    server = await serve((_, response) => json(response, 200, {}));
    const call = { api: server.origin, accessToken, method: 'GET', path: '/zia' };
    const wrong: [Partial<Parameters<typeof callApi>[0]>, string][] = [
      [{ method: 'CONNECT' }, 'api-call-method-invalid'],
      [{ method: 'GET X' }, 'api-call-method-invalid'],
      [{ body: {} }, 'api-call-body-invalid'],
      [{ accessToken: '' }, 'api-call-token-invalid'],
      [{ accessToken: 'sekret\r\nx: y' }, 'api-call-token-invalid'],
      [{ headers: { 'bad name': 'x' } }, 'api-call-header-invalid'],
      [{ headers: { x: 'a\r\nb' } }, 'api-call-header-invalid'],
    ];
    for (const [part, code] of wrong) {
      await assert.rejects(callApi({ ...call, ...part }), (error: Error & { code?: string }) => {
        assert.equal(error.code, code);
        return !error.message.includes('sekret');
      });
    }
    assert.equal(server.seen.length, 0);
  });
});
