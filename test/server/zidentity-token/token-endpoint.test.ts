import assert from 'node:assert/strict';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { CI, claimsOf, type Running, SECRET, startRunning } from '../zidentity-control/running.js';

describe('POST /oauth2/v1/token', function () {
  this.timeout(20_000);
  let running: Running;
  before(async () => {
    running = await startRunning();
  });
  after(() => running.mock.stop());

  it('answers with the bytes and headers of the real service', async () => {
    const { status, headers, text, body } = await running.requestToken();
    assert.equal(status, 200);
    assert.equal(text, `{"access_token":"${body.access_token}","token_type":"Bearer","expires_in":3599}`);
    const expected = {
      'content-type': 'application/json;charset=UTF-8',
      'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
      pragma: 'no-cache',
      expires: '0',
      server: 'ingress-gateway',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-ratelimit-limit': '500, 500;w=1, 100000;w=60',
      'x-ratelimit-remaining': '499',
      'x-ratelimit-reset': '1',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(headers.get(name), value, name);
    assert.match(headers.get('x-mock-exchange-id') ?? '', /^[\w-]+$/);
  });

  it('issues a token that the published keys verify, of the documented claims', async () => {
    const token = await running.token();
    const keys = createLocalJWKSet((await running.call('/oauth2/v1/keys')).body);
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: 'https://acme.zslogin.net',
      audience: 'https://api.zscaler.com',
    });
    assert.deepEqual(Object.keys(protectedHeader).sort(), ['alg', 'kid', 'typ']);
    assert.equal(protectedHeader.alg, 'RS256');
    assert.equal(protectedHeader.typ, 'JWT');
    assert.equal(payload.sub, CI);
    assert.equal(payload.client_id, CI);
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 3600);
    assert.deepEqual(payload['service-info'], [{ prd: 'ZIA', rnm: 'API_Role01', tnt: 'Acme' }]);
    assert.deepEqual(payload.scp, ['Role:API_Role01']);
    assert.match(String(payload.jti), /^[0-9a-f-]{36}$/);
  });

  it('refuses with 400 and the form of RFC 6749', async () => {
    const { status, text, headers } = await running.requestToken(CI, 'wrong');
    assert.equal(status, 400);
    assert.equal(text, '{"error":"invalid_client","error_description":"Client authentication failed"}');
    assert.equal(headers.get('content-type'), 'application/json;charset=UTF-8');
    assert.equal(headers.get('www-authenticate'), null);
  });

  it('refuses with 401 and a challenge where Basic was used', async () => {
    const authorization = `Basic ${Buffer.from(`${CI}:wrong`).toString('base64')}`;
    const answer = await running.form('/oauth2/v1/token', { grant_type: 'client_credentials' }, { authorization });
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic realm=/);
    assert.equal(answer.body.error, 'invalid_client');
  });

  it('names the exchange of every answer', async () => {
    for (const answer of [await running.requestToken(), await running.requestToken(CI, 'wrong')]) {
      const exchange = await running.exchangeOf(answer);
      assert.equal(exchange.clientId, CI);
      assert.equal(exchange.method, 'SECRET_POST');
      assert.equal(exchange.outcome, answer.status === 200 ? 'issued' : 'refused');
      assert.ok(!Number.isNaN(Date.parse(exchange.at)));
    }
  });

  it('refuses a body beyond the bound with 413, and explains it', async () => {
    const answer = await running.form('/oauth2/v1/token', { x: 'x'.repeat(70_000) });
    assert.equal(answer.status, 413);
    assert.equal((await running.exchangeOf(answer)).steps[0]?.reason, 'body-too-large');
  });

  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD']) {
    it(`answers ${method} with 405`, async () => {
      const answer = await running.call('/oauth2/v1/token', { method });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('allow'), 'POST');
      if (method !== 'HEAD') assert.equal(answer.body.error, 'invalid_request');
    });
  }

  it('follows the clock of the mock', async () => {
    await running.control('PUT', '/clock', { offsetSeconds: 7200 });
    const { iat } = claimsOf(await running.token());
    await running.control('PUT', '/clock', { offsetSeconds: 0 });
    const { iat: before } = claimsOf(await running.token());
    assert.ok(Math.abs((iat as number) - (before as number) - 7200) < 60);
  });

  it('leaves no secret in what the mock tells of itself', async () => {
    for (const path of ['/exchanges', '/config', '/info', '/tokens', '/settings']) {
      assert.ok(!(await running.control('GET', path)).text.includes(SECRET), path);
    }
  });
});
