import assert from 'node:assert/strict';
import { CI, OTHER, type Running, SECRET, startRunning } from '../zidentity-control/running.js';

const as = (clientId: string, secret = SECRET) => ({ client_id: clientId, client_secret: secret });
const basic = (clientId: string) => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${SECRET}`).toString('base64')}`,
});

describe('The authorization server', function () {
  this.timeout(20_000);
  let running: Running;
  before(async () => {
    running = await startRunning();
  });
  after(() => running.mock.stop());
  const admin = () => ({ authorization: `Bearer ${running.mock.adminToken}` });
  const introspect = (fields: Record<string, string>, headers?: Record<string, string>) =>
    running.form('/oauth2/v1/introspect', fields, headers);
  const revoke = (fields: Record<string, string>, headers?: Record<string, string>) =>
    running.form('/oauth2/v1/revoke', fields, headers);

  for (const path of ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']) {
    it(`describes itself at ${path} with endpoints of the origin that was asked`, async () => {
      const { status, body } = await running.call(path);
      const { http } = running.mock.endpoints;
      assert.equal(status, 200);
      assert.equal(body.issuer, 'https://acme.zslogin.net');
      assert.equal(body.token_endpoint, `${http}/oauth2/v1/token`);
      assert.equal(body.jwks_uri, `${http}/oauth2/v1/keys`);
      assert.equal(body.introspection_endpoint, `${http}/oauth2/v1/introspect`);
      assert.equal(body.revocation_endpoint, `${http}/oauth2/v1/revoke`);
      assert.deepEqual(body.grant_types_supported, ['client_credentials']);
      assert.deepEqual(body.token_endpoint_auth_signing_alg_values_supported, ['RS256', 'ES256']);
    });
  }

  it('publishes public keys alone', async () => {
    const { body } = await running.call('/oauth2/v1/keys');
    for (const key of body.keys) assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('introspects a token for its owner, by body or Basic, and for the admin token', async () => {
    const token = await running.token();
    const askers = [introspect({ token, ...as(CI) }), introspect({ token }, basic(CI)), introspect({ token }, admin())];
    for (const { status, body, headers } of await Promise.all(askers)) {
      assert.equal(status, 200);
      assert.equal(body.active, true);
      assert.equal(body.client_id, CI);
      assert.equal(body.token_type, 'Bearer');
      assert.equal(body.exp - body.iat, 3600);
      assert.deepEqual(body['service-info'], [{ prd: 'ZIA', rnm: 'API_Role01', tnt: 'Acme' }]);
      assert.equal(headers.get('cache-control'), 'no-store');
    }
  });

  it('tells others nothing but that a token is not active', async () => {
    const token = await running.token();
    const { status, text } = await introspect({ token, ...as(OTHER) });
    assert.equal(status, 200);
    assert.equal(text, '{"active":false}');
  });

  it('says of anything else that it is not active', async () => {
    const token = await running.token();
    const [header, payload, signature = ''] = token.split('.');
    const forged = `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const text of ['x', 'a.b.c', forged, `${token}x`, 'é'.repeat(5), 'x'.repeat(20_000)]) {
      assert.equal((await introspect({ token: text }, admin())).text, '{"active":false}');
    }
  });

  it('wants to know who asks', async () => {
    const token = await running.token();
    for (const path of ['/oauth2/v1/introspect', '/oauth2/v1/revoke']) {
      for (const headers of [{}, { authorization: 'Bearer nonsense' }, { authorization: `Bearer ${token}` }]) {
        const answer = await running.form(path, { token }, headers);
        assert.equal(answer.status, 401);
        assert.equal(answer.body.error, 'invalid_client');
        assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic/);
      }
      assert.equal((await running.form(path, { token, ...as(CI, 'wrong') })).status, 401);
      assert.equal((await running.form(path, {}, admin())).body.error, 'invalid_request');
    }
  });

  it('revokes for the owner, at once', async () => {
    const token = await running.token();
    const { status, text } = await revoke({ token, ...as(CI), token_type_hint: 'access_token' });
    assert.equal(status, 200);
    assert.equal(text, '');
    assert.equal((await introspect({ token, ...as(CI) })).body.active, false);
    assert.equal((await revoke({ token, ...as(CI) })).status, 200);
  });

  it('answers 200 to a revocation of what is not the asker’s, and does nothing', async () => {
    const token = await running.token();
    assert.equal((await revoke({ token, ...as(OTHER) })).status, 200);
    assert.equal((await revoke({ token: 'x', ...as(OTHER) })).status, 200);
    assert.equal((await introspect({ token, ...as(CI) })).body.active, true);
  });

  it('revokes for the admin token', async () => {
    const token = await running.token();
    assert.equal((await revoke({ token }, admin())).status, 200);
    assert.equal((await introspect({ token }, admin())).body.active, false);
  });

  it('keeps tokens of an old key valid after a rotation, and signs with the new one', async () => {
    const old = await running.token();
    const { status, body } = await running.control('POST', '/keys/rotate');
    assert.equal(status, 200);
    const fresh = await running.token();
    const kidOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
    assert.equal(kidOf(fresh), body.kid);
    assert.notEqual(kidOf(old), body.kid);
    assert.equal((await introspect({ token: old }, admin())).body.active, true);
    const { keys } = (await running.call('/oauth2/v1/keys')).body;
    assert.deepEqual(keys.map((key: { kid: string }) => key.kid).slice(0, 2), [body.kid, kidOf(old)]);
  });

  it('ends tokens with the time of the mock', async () => {
    const token = await running.token();
    await running.control('PUT', '/clock', { offsetSeconds: 3601 });
    const { body } = await introspect({ token }, admin());
    await running.control('PUT', '/clock', { offsetSeconds: 0 });
    assert.equal(body.active, false);
    assert.equal((await introspect({ token }, admin())).body.active, true);
  });
});
