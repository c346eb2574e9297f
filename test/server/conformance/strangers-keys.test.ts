import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, importSPKI, SignJWT } from 'jose';
import { type MockUnderTest, packagedCli } from './mocks.js';

const FIXTURES = 'test/unit/keys/fixtures';
const pem = (name: string) => readFileSync(`${FIXTURES}/${name}.pem`, 'utf8');
const AUDIENCE = 'https://api.zscaler.com';

/** What openssl and another library made must work as well as our own, at the packaged command line. */
describe('keys, certificates and a JWKS that others made', () => {
  let mock: MockUnderTest;
  let jwksUrl: string;
  let closeJwks: () => Promise<void>;

  before(async () => {
    // The public half as jose writes it: without kid, use and alg.
    const jwk = await exportJWK(await importSPKI(pem('ec-public'), 'ES256', { extractable: true }));
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'application/jwk-set+json').end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    closeJwks = () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    const client = (id: string, authentication: object) => ({
      id,
      name: id,
      roles: { ZIA: 'API_Role01' },
      authentication,
    });
    mock = await packagedCli(
      {
        clients: [
          client('iq0000000001a', { type: 'PUBKEYCERT', keys: [pem('rsa-certificate')] }),
          client('iq0000000001b', { type: 'PUBKEYCERT', keys: [pem('ec-certificate')] }),
          client('iq0000000001c', { type: 'PUBKEYCERT', keys: [pem('rsa-public')] }),
          client('iq0000000001d', { type: 'JWKS', url: jwksUrl }),
        ],
      },
      'zidentity',
    );
  });
  after(async () => {
    await mock?.stop();
    await closeJwks?.();
  });

  const rows: Array<[what: string, clientId: string, key: string, alg: string]> = [
    ['an RSA certificate by openssl, its key in PKCS#1', 'iq0000000001a', 'rsa-pkcs1', 'RS256'],
    ['an EC certificate by openssl, its key in SEC1', 'iq0000000001b', 'ec-sec1', 'ES256'],
    ['an RSA public key by openssl, its key in PKCS#8', 'iq0000000001c', 'rsa-pkcs8', 'RS256'],
    ['a JWKS by another library', 'iq0000000001d', 'ec-pkcs8', 'ES256'],
  ];
  for (const [what, clientId, key, alg] of rows) {
    it(`${what} gets a token that opens its resource`, async () => {
      const assertion = await new SignJWT()
        .setProtectedHeader({ alg, typ: 'JWT' })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(AUDIENCE)
        .setExpirationTime('10m')
        .sign(createPrivateKey(pem(key)));
      const answer = await fetch(`${mock.base}/oauth2/v1/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
          audience: AUDIENCE,
        }),
      });
      const body = (await answer.json()) as { access_token?: string };
      assert.equal(answer.status, 200, JSON.stringify(body));
      const call = await fetch(`${mock.base}/zia/api/v1/status`, {
        headers: { authorization: `Bearer ${body.access_token}` },
      });
      assert.equal(call.status, 200);
    });
  }
});
