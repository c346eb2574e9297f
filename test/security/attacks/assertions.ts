// Attacks on the client assertion: algorithms, keys, claims (RFC 8725, RFC 7523 §3).
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { type Attack, refusedClient, refusedRequest } from './attack.js';
import { jwt, part, withClaims } from './jwt.js';
import { API, CLIENTS, JWT_BEARER, keys, NOW, pem, SECRET, type Target } from './target.js';

const publicPem = pem(keys.rsa.publicKey);
const publicDer = keys.rsa.publicKey.export({ type: 'spki', format: 'der' });

/** A row whose assertion is refused for what is wrong with its signature or claims. */
function refused(name: string, send: Attack['send']): Attack {
  return { name, expect: 400, send, and: refusedClient };
}

const hostileKid = (kid: unknown) => (target: Target) =>
  target.signed({ header: { kid }, key: keys.attacker.privateKey });

const claims = (more: Record<string, unknown>) => (target: Target) =>
  target.signed({ claims: target.claims(CLIENTS.rsa, more) });

export const algorithmAttacks: Attack[] = [
  refused('An assertion with alg none and no signature is refused', (target) =>
    target.signed({ header: { alg: 'none' }, signature: '' }),
  ),
  refused('An assertion with alg none in another case is refused', (target) =>
    target.signed({ header: { alg: 'nOnE' }, signature: '' }),
  ),
  refused('An assertion with alg none is refused also where a right signature follows', (target) =>
    target.signed({ header: { alg: 'none' } }),
  ),
  refused('An HMAC made with the PEM text of the public key verifies nothing', (target) =>
    target.signed({ header: { alg: 'HS256' }, mac: { secret: publicPem } }),
  ),
  refused('An HMAC made with the DER bytes of the public key verifies nothing', (target) =>
    target.signed({ header: { alg: 'HS256' }, mac: { secret: publicDer } }),
  ),
  refused('An HMAC made with an empty secret verifies nothing', (target) =>
    target.signed({ header: { alg: 'HS512' }, mac: { secret: '', hash: 'sha512' } }),
  ),
  refused('An HMAC under the name RS256 verifies nothing', (target) =>
    target.signed({ header: { alg: 'RS256' }, mac: { secret: publicPem } }),
  ),
  refused('An HMAC made with the client secret is no assertion of a client with a secret', (target) =>
    target.signed(
      { header: { alg: 'HS256' }, claims: target.claims(CLIENTS.secret), mac: { secret: SECRET } },
      CLIENTS.secret,
    ),
  ),
  refused('An assertion without alg is refused', (target) => target.signed({ header: { alg: undefined } })),
  refused('An assertion whose alg is a list is refused', (target) => target.signed({ header: { alg: ['RS256'] } })),
  refused('An assertion whose alg is a name that every object has is refused', (target) =>
    target.signed({ header: { alg: 'constructor' } }),
  ),
  refused('An assertion with RS256 and SHA-1 in mind is refused', (target) =>
    target.signed({ header: { alg: 'RS1' } }),
  ),
  refused('An RS256 signature under the name ES256 verifies nothing', (target) =>
    target.signed({ header: { alg: 'ES256' } }),
  ),
  refused('An ES256 signature under the name RS256 verifies nothing', (target) =>
    target.signed({ header: { alg: 'RS256' }, key: keys.ec.privateKey }, CLIENTS.ec),
  ),
  refused('An ES256 signature of zeros verifies nothing', (target) =>
    target.signed({ header: { alg: 'ES256' }, signature: Buffer.alloc(64).toString('base64url') }, CLIENTS.ec),
  ),
  refused('An ES256 signature of 65 bytes verifies nothing', (target) => {
    const right = jwt({ claims: target.claims(CLIENTS.ec), key: keys.ec.privateKey });
    const signature = Buffer.concat([Buffer.from(right.split('.')[2] ?? '', 'base64url'), Buffer.of(0)]);
    return target.signed({ header: { alg: 'ES256' }, signature: signature.toString('base64url') }, CLIENTS.ec);
  }),
  refused('An ES256 signature in DER is refused', (target) =>
    target.signed({ key: keys.ec.privateKey, encoding: 'der' }, CLIENTS.ec),
  ),
  refused('An assertion without a signature is refused', (target) => target.signed({ signature: '' })),
  refused('A signature over other claims verifies nothing', (target) =>
    target.assertion(
      CLIENTS.rsa,
      withClaims(jwt({ claims: target.claims(CLIENTS.rsa), key: keys.rsa.privateKey }), { exp: NOW + 86_400 }),
    ),
  ),
  refused('An assertion that demands an extension is refused', (target) =>
    target.signed({ header: { crit: ['exp'], exp: 1 } }),
  ),
  refused('An assertion with an unencoded payload is refused', (target) =>
    target.signed({ header: { b64: false, crit: ['b64'] } }),
  ),
];

export const keyAttacks: Attack[] = [
  refused('A key that the assertion itself brings in jwk is not believed', (target) =>
    target.signed({
      header: { jwk: keys.attacker.publicKey.export({ format: 'jwk' }) },
      key: keys.attacker.privateKey,
    }),
  ),
  ...['jku', 'x5u'].map(
    (name): Attack => ({
      name: `A key that the assertion points to by ${name} is neither fetched nor believed`,
      expect: 400,
      async send(target) {
        target.hits = 0;
        target.hostile = (_request, response) =>
          void response.end(JSON.stringify({ keys: [keys.attacker.publicKey.export({ format: 'jwk' })] }));
        return target.signed({ header: { [name]: `${target.hostileUrl}/keys` }, key: keys.attacker.privateKey });
      },
      and(sent, target) {
        refusedClient(sent);
        assert.equal(target.hits, 0);
      },
    }),
  ),
  refused('A certificate that the assertion itself brings in x5c is not believed', (target) =>
    target.signed({
      header: { x5c: [keys.attacker.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')] },
      key: keys.attacker.privateKey,
    }),
  ),
  refused('A kid that is a path leads to no file', (target) =>
    target.signed({ header: { alg: 'HS256', kid: '../../../../../../dev/null' }, mac: { secret: '' } }),
  ),
  refused('A kid that is a query of a database is a name', hostileKid("x' UNION SELECT 'key' --")),
  refused('A kid that is a command is a name', hostileKid('key|/usr/bin/id')),
  refused('A kid of ten thousand characters is a name', hostileKid('k'.repeat(10_000))),
  refused('A kid that is an object leads to no key', hostileKid({ toString: 'x' })),
  refused('A kid that every object has leads to no key', hostileKid('__proto__')),
  refused('The key of one client signs nothing for another', (target) =>
    target.signed({ claims: target.claims(CLIENTS.victim), key: keys.rsa.privateKey }, CLIENTS.victim),
  ),
  refused('An assertion in the name of another client is refused though its own client is named beside it', (target) =>
    target.assertion(CLIENTS.rsa, jwt({ claims: target.claims(CLIENTS.victim), key: keys.rsa.privateKey })),
  ),
  refused('An assertion of its own client is refused in the name of another', (target) =>
    target.assertion(CLIENTS.victim, jwt({ claims: target.claims(CLIENTS.rsa), key: keys.rsa.privateKey })),
  ),
  refused('An assertion that names another client alone, without client_id, is refused', (target) =>
    target.token({
      client_assertion_type: JWT_BEARER,
      client_assertion: jwt({ claims: target.claims(CLIENTS.victim), key: keys.rsa.privateKey }),
    }),
  ),
  refused('An access token is no assertion, though it names the client as its subject', async (target) =>
    target.assertion(CLIENTS.rsa, await target.accessToken()),
  ),
  {
    name: 'An access token is no assertion, also of a client whose JWKS URL leads to the mock itself',
    expect: 400,
    async send(target) {
      const made = await target.control('POST', '/ziam/admin/api/v1/api-clients', {
        name: 'mirror',
        accessTokenLifeTime: 3600,
        clientAuthentication: { authType: 'JWKS', clientJWKsUrl: `${target.http}/oauth2/v1/keys` },
      });
      const { id } = JSON.parse(made.text) as { id: string };
      return target.assertion(id, await target.accessToken());
    },
    and: refusedClient,
  },
  {
    name: 'A key on another curve than P-256 is not taken',
    expect: 400,
    send: (target) => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
      return target.control('POST', '/ziam/admin/api/v1/api-clients', {
        name: 'P-384',
        accessTokenLifeTime: 3600,
        clientAuthentication: { authType: 'PUBKEYCERT', publicKeys: [{ keyName: 'k', keyValue: pem(publicKey) }] },
      });
    },
  },
  {
    name: 'A key with the public exponent 1, for which anybody can sign, is not taken',
    expect: 400,
    send: (target) => {
      const { n } = keys.rsa.publicKey.export({ format: 'jwk' });
      const weak = createPublicKey({ key: { kty: 'RSA', n: n as string, e: 'AQ' }, format: 'jwk' });
      return target.control('POST', '/ziam/admin/api/v1/api-clients', {
        name: 'exponent 1',
        accessTokenLifeTime: 3600,
        clientAuthentication: { authType: 'PUBKEYCERT', publicKeys: [{ keyName: 'k', keyValue: pem(weak) }] },
      });
    },
  },
  {
    name: 'A private key that is uploaded in place of a public one never comes back',
    expect: 400,
    send: (target) =>
      target.control('POST', '/ziam/admin/api/v1/api-clients', {
        name: 'private',
        accessTokenLifeTime: 3600,
        clientAuthentication: {
          authType: 'PUBKEYCERT',
          publicKeys: [{ keyName: 'k', keyValue: keys.attacker.privateKey.export({ type: 'pkcs8', format: 'pem' }) }],
        },
      }),
    and: ({ text }) => assert.doesNotMatch(text, /MII/),
  },
];

export const claimAttacks: Attack[] = [
  refused('An assertion whose iss is another client is refused', claims({ iss: CLIENTS.victim })),
  refused('An assertion without iss is refused', claims({ iss: undefined })),
  refused('An assertion whose sub is a list with the client in it is refused', claims({ sub: [CLIENTS.rsa] })),
  refused(
    'An assertion for the tenant of another vanity domain is refused',
    claims({ aud: 'https://evil.zslogin.net' }),
  ),
  refused('An assertion for a host that begins like the right one is refused', claims({ aud: `${API}.evil.example` })),
  refused('An assertion for the right name by another scheme is refused', claims({ aud: 'http://api.zscaler.com' })),
  refused('An assertion without aud is refused', claims({ aud: undefined })),
  refused('An assertion whose aud is an object is refused', claims({ aud: { 0: API, length: 1 } })),
  refused('An assertion whose aud holds more than text is refused', claims({ aud: [API, { x: 1 }] })),
  refused('An expired assertion is refused', claims({ exp: NOW - 3600 })),
  refused('An assertion without exp is refused', claims({ exp: undefined })),
  refused('An assertion whose exp is text is refused', claims({ exp: '9999999999' })),
  refused('An assertion whose exp is infinite is refused', (target) =>
    target.signed({ claims: JSON.stringify(target.claims(CLIENTS.rsa)).replace(/"exp":\d+/, '"exp":1e999') }),
  ),
  refused('An assertion that is not valid yet is refused', claims({ nbf: NOW + 3600 })),
  refused('An assertion that was made in the future is refused', claims({ iat: NOW + 3600 })),
  {
    name: 'An assertion with a claim twice is refused, since readers may not agree on it',
    expect: 400,
    send: (target) => {
      const text = JSON.stringify(target.claims(CLIENTS.rsa));
      return target.signed({ claims: `{"sub":"${CLIENTS.victim}",${text.slice(1)}` });
    },
    and: refusedRequest,
  },
  {
    name: 'An assertion that nests ten thousand levels deep is refused',
    expect: 400,
    send: (target) => target.signed({ claims: `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}` }),
    and: refusedRequest,
  },
  {
    name: 'An assertion of more than 16 KiB is refused',
    expect: 400,
    send: (target) => target.signed({ claims: target.claims(CLIENTS.rsa, { fill: 'x'.repeat(16 * 1024) }) }),
    and: refusedRequest,
  },
  {
    name: 'An encrypted token is no assertion',
    expect: 400,
    send: (target) => target.assertion(CLIENTS.rsa, `${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.AAAA.AAAA.AAAA.AAAA`),
    and: refusedRequest,
  },
  {
    name: 'A signature in the JSON form of JWS is no assertion',
    expect: 400,
    send: (target) => {
      const [header, payload, signature] = jwt({
        claims: target.claims(CLIENTS.rsa),
        key: keys.rsa.privateKey,
      }).split('.');
      return target.assertion(CLIENTS.rsa, JSON.stringify({ protected: header, payload, signature }));
    },
    and: refusedRequest,
  },
  {
    name: 'An assertion in base64 of the other alphabet is refused',
    expect: 400,
    send: (target) => target.assertion(CLIENTS.rsa, `${part('{"alg":"RS256"}')}.ab+/.ab+/`),
    and: refusedRequest,
  },
];

async function replayed(target: Target, first: string, second: string) {
  const before = await target.assertion(CLIENTS.ec, first);
  assert.deepEqual(before.statuses, [200], before.text);
  return target.assertion(CLIENTS.ec, second);
}

/** Under the strict policy. */
export const strictAttacks: Attack[] = [
  refused('An assertion that was used is refused the second time', (target) => {
    const claims = target.claims(CLIENTS.ec, { aud: `${target.http}/oauth2/v1/token`, iat: NOW, jti: 'once' });
    const text = jwt({ claims, key: keys.ec.privateKey });
    return replayed(target, text, text);
  }),
  refused('A used jti is refused also in an assertion that was signed anew', (target) => {
    const claims = target.claims(CLIENTS.ec, { aud: `${target.http}/oauth2/v1/token`, iat: NOW, jti: 'again' });
    const signed = () => jwt({ claims, key: keys.ec.privateKey });
    return replayed(target, signed(), signed());
  }),
  refused('An assertion without jti is refused', (target) =>
    target.signed({ claims: target.claims(CLIENTS.rsa, { aud: `${target.http}/oauth2/v1/token`, iat: NOW }) }),
  ),
  refused('An assertion that lives longer than ten minutes is refused', (target) =>
    target.signed({
      claims: target.claims(CLIENTS.rsa, {
        aud: `${target.http}/oauth2/v1/token`,
        iat: NOW,
        exp: NOW + 7200,
        jti: 'long',
      }),
    }),
  ),
  refused('An assertion for the API in place of the authorization server is refused', (target) =>
    target.signed({ claims: target.claims(CLIENTS.rsa, { iat: NOW, jti: 'api' }) }),
  ),
];
