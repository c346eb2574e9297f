import assert from 'node:assert/strict';
import type { webcrypto } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { CLIENTS, type Fixture, makeFixture, SECRET } from './fixture.js';
import { type MockUnderTest, packagedCli } from './mocks.js';

/** A certified client library of another make, against the packaged command line. */
describe('a strict client library', () => {
  let fixture: Fixture;
  let mock: MockUnderTest;
  let server: oauth.AuthorizationServer;
  // The mock's issuer is the tenant's real name, so discovery is asked at the loopback address instead.
  const overLoopback = { [oauth.allowInsecureRequests]: true } as const;

  before(async () => {
    fixture = await makeFixture();
    mock = await packagedCli(fixture.config, 'strict');
    const issuer = new URL('https://acme.zslogin.net');
    const response = await oauth.discoveryRequest(issuer, {
      algorithm: 'oauth2',
      [oauth.customFetch]: (url, options) =>
        fetch(url.replace('https://acme.zslogin.net', mock.base), { headers: options.headers }),
    });
    server = await oauth.processDiscoveryResponse(issuer, response);
  });
  after(async () => {
    await mock?.stop();
    await fixture.close();
  });

  it('discovers the endpoints at the address it asked', () => {
    assert.equal(server.token_endpoint, `${mock.base}/oauth2/v1/token`);
    assert.equal(server.issuer, 'https://acme.zslogin.net');
  });

  const methods: Array<[string, string, () => Promise<oauth.ClientAuth>]> = [
    ['client_secret_post', CLIENTS.secret, async () => oauth.ClientSecretPost(SECRET)],
    ['client_secret_basic', CLIENTS.secret, async () => oauth.ClientSecretBasic(SECRET)],
    ['private_key_jwt with RS256', CLIENTS.rsa, async () => oauth.PrivateKeyJwt(await webKey('rsa'))],
    ['private_key_jwt with ES256', CLIENTS.ec, async () => oauth.PrivateKeyJwt(await webKey('ec'))],
    [
      'private_key_jwt by JWKS URL',
      CLIENTS.jwks,
      async () => oauth.PrivateKeyJwt({ key: await webKey('rsa'), kid: 'r1' }),
    ],
  ];

  function webKey(name: 'rsa' | 'ec'): Promise<webcrypto.CryptoKey> {
    const algorithm =
      name === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' };
    const der = fixture.keys[name].export({ type: 'pkcs8', format: 'der' });
    return crypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
  }

  for (const [method, clientId, makeAuth] of methods) {
    it(`gets, introspects and revokes a token by ${method}`, async () => {
      const client: oauth.Client = { client_id: clientId };
      const auth = await makeAuth();
      const answer = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        auth,
        new URLSearchParams({ audience: 'https://api.zscaler.com' }),
        overLoopback,
      );
      const tokens = await oauth.processClientCredentialsResponse(server, client, answer);
      assert.equal(tokens.token_type, 'bearer');

      const introspect = async () =>
        oauth.processIntrospectionResponse(
          server,
          client,
          await oauth.introspectionRequest(server, client, auth, tokens.access_token, overLoopback),
        );
      const before = await introspect();
      assert.equal(before.active, true);
      assert.equal(before.client_id, clientId);

      await oauth.processRevocationResponse(
        await oauth.revocationRequest(server, client, auth, tokens.access_token, overLoopback),
      );
      assert.equal((await introspect()).active, false);
    });
  }
});
