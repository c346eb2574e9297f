import assert from 'node:assert/strict';
import { createHmac, createSign, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import * as jose from 'jose';
import { verifyJwt } from '../../../src/jwt/verify.js';

const nowMs = Date.UTC(2026, 10, 23);
const exp = nowMs / 1000 + 3600;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const smallRsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });

const jwkOf = (key: KeyObject, members: object = {}) =>
  ({ ...key.export({ format: 'jwk' }), ...members }) as JsonWebKey & { kid?: string };
const sign = (key: KeyObject, header: jose.JWTHeaderParameters, payload: jose.JWTPayload = { exp }) =>
  new jose.SignJWT(payload).setProtectedHeader(header).sign(key);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const verify = (token: string, ...keys: object[]) => verifyJwt(token, { keys }, { nowMs });

/** A token with any header, signed as its author likes: what no library would write. */
function forge(header: object, makeSignature: (input: string) => Buffer | string, payload: object = { exp }): string {
  const input = `${encode(header)}.${encode(payload)}`;
  const signature = makeSignature(input);
  return `${input}.${typeof signature === 'string' ? signature : signature.toString('base64url')}`;
}
const rs256 = (key: KeyObject) => (input: string) => createSign('sha256').update(input).sign(key);

describe('verifyJwt', () => {
  for (const [alg, pair] of [
    ['RS256', rsa],
    ['RS384', rsa],
    ['RS512', rsa],
    ['PS256', rsa],
    ['PS384', rsa],
    ['ES256', ec],
    ['ES384', p384],
  ] as const) {
    it(`verifies ${alg}`, async () => {
      const result = await verify(await sign(pair.privateKey, { alg }), jwkOf(pair.publicKey));
      assert.equal(result.status, 'verified');
      assert.equal(result.status === 'verified' && result.alg, alg);
    });
  }

  it('names the key by its kid in the JWKS', async () => {
    const keys = [jwkOf(otherRsa.publicKey, { kid: 'other' }), jwkOf(rsa.publicKey, { kid: 'mine' })];
    const named = await verify(await sign(rsa.privateKey, { alg: 'RS256', kid: 'mine' }), ...keys);
    assert.equal(named.status === 'verified' && named.kid, 'mine');
    const unnamed = await verify(await sign(rsa.privateKey, { alg: 'RS256' }), ...keys);
    assert.equal(unnamed.status === 'verified' && unnamed.kid, 'mine');
  });

  it('verifies the signature of an expired token, and says that it is expired', async () => {
    const result = await verify(
      await sign(rsa.privateKey, { alg: 'RS256' }, { exp: nowMs / 1000 - 1 }),
      jwkOf(rsa.publicKey),
    );
    assert.equal(result.status === 'verified' && result.state.state, 'expired');
  });

  it('tries keys without a name where none has the kid of the token', async () => {
    const token = await sign(rsa.privateKey, { alg: 'RS256', kid: 'unknown' });
    assert.equal((await verify(token, jwkOf(rsa.publicKey))).status, 'verified');
    assert.equal((await verify(token, jwkOf(rsa.publicKey, { kid: 'x' }))).status, 'no-matching-key');
  });

  it('gives the same answer again for the same JWKS object, also with another algorithm in between', async () => {
    const jwk = jwkOf(rsa.publicKey);
    for (const alg of ['RS256', 'PS256', 'RS256']) {
      assert.equal((await verify(await sign(rsa.privateKey, { alg }), jwk)).status, 'verified');
    }
  });

  it('refuses a changed token', async () => {
    const token = await sign(rsa.privateKey, { alg: 'RS256' });
    const [header, , signature] = token.split('.');
    const result = await verify(`${header}.${encode({ exp: exp + 1 })}.${signature}`, jwkOf(rsa.publicKey));
    assert.equal(result.status, 'invalid');
  });

  it('refuses every token of which one bit was turned', async () => {
    const token = await sign(ec.privateKey, { alg: 'ES256', kid: 'k' });
    const jwk = jwkOf(ec.publicKey, { kid: 'k' });
    const parts = token.split('.');
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(), fc.nat(7), async (which, at, bit) => {
        const bytes = Buffer.from(parts[which]!, 'base64url');
        bytes[at % bytes.length]! ^= 1 << bit;
        const changed = parts.map((part, index) => (index === which ? bytes.toString('base64url') : part)).join('.');
        assert.notEqual((await verify(changed, jwk)).status, 'verified');
      }),
      { numRuns: 150 },
    );
  });

  it('refuses unsigned tokens, in every spelling', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE']) {
      for (const signature of ['', 'c2ln']) {
        const result = await verify(
          forge({ alg }, () => signature),
          jwkOf(rsa.publicKey),
        );
        assert.equal(result.status, 'invalid');
        assert.match(result.status === 'invalid' ? result.reason : '', /not signed/);
      }
    }
  });

  it('refuses a public key used as a shared secret (RFC 8725 §2.1)', async () => {
    const secrets = [
      rsa.publicKey.export({ type: 'spki', format: 'pem' }),
      rsa.publicKey.export({ type: 'spki', format: 'der' }),
      rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }),
      JSON.stringify(jwkOf(rsa.publicKey)),
    ];
    for (const alg of ['HS256', 'HS384', 'HS512', 'hs256']) {
      for (const secret of secrets) {
        const token = forge({ alg }, (input) => createHmac('sha256', secret).update(input).digest());
        assert.equal((await verify(token, jwkOf(rsa.publicKey))).status, 'invalid');
      }
    }
  });

  it('refuses HS256 even where the JWKS holds the secret', async () => {
    const k = Buffer.alloc(32, 7);
    const token = forge({ alg: 'HS256' }, (input) => createHmac('sha256', k).update(input).digest());
    assert.equal((await verify(token, { kty: 'oct', k: k.toString('base64url') })).status, 'invalid');
  });

  it('does not verify with a key of another type or curve, or one that is meant for something else', async () => {
    const token = await sign(rsa.privateKey, { alg: 'RS256' });
    for (const jwk of [
      jwkOf(ec.publicKey),
      jwkOf(rsa.publicKey, { use: 'enc' }),
      jwkOf(rsa.publicKey, { alg: 'RS512' }),
      jwkOf(rsa.publicKey, { alg: 'RSA-OAEP' }),
      jwkOf(rsa.publicKey, { key_ops: ['encrypt'] }),
      jwkOf(rsa.publicKey, { key_ops: 'verify' }),
    ]) {
      assert.equal((await verify(token, jwk)).status, 'no-matching-key');
    }
    assert.equal(
      (await verify(await sign(ec.privateKey, { alg: 'ES256' }), jwkOf(p384.publicKey))).status,
      'no-matching-key',
    );
  });

  it('refuses a token that names an EC algorithm but is signed by RSA, and the other way round', async () => {
    const keys = [jwkOf(rsa.publicKey), jwkOf(ec.publicKey)];
    assert.equal((await verify(forge({ alg: 'ES256' }, rs256(rsa.privateKey)), ...keys)).status, 'invalid');
    assert.equal(
      (
        await verify(
          forge({ alg: 'RS256' }, (input) => createSign('sha256').update(input).sign(ec.privateKey)),
          ...keys,
        )
      ).status,
      'invalid',
    );
  });

  it('never uses a key that the token brings', async () => {
    const jwk = jwkOf(otherRsa.publicKey);
    for (const header of [
      { alg: 'RS256', jwk },
      { alg: 'RS256', jku: 'http://127.0.0.1:1/jwks.json' },
      { alg: 'RS256', x5u: 'http://127.0.0.1:1/x' },
      { alg: 'RS256', x5c: ['AAAA'] },
    ]) {
      const token = forge(header, rs256(otherRsa.privateKey));
      assert.equal((await verify(token, jwkOf(rsa.publicKey))).status, 'invalid');
      assert.equal((await verify(token)).status, 'no-matching-key');
    }
  });

  it('refuses every crit, also an empty one and b64', async () => {
    for (const extra of [
      { crit: ['exp'], exp: 1 },
      { crit: [] },
      { crit: ['b64'], b64: false },
      { crit: null },
      { crit: 'x' },
    ]) {
      const result = await verify(forge({ alg: 'RS256', ...extra }, rs256(rsa.privateKey)), jwkOf(rsa.publicKey));
      assert.equal(result.status, 'invalid');
      assert.match(result.status === 'invalid' ? result.reason : '', /crit/);
    }
  });

  it('refuses headers without an algorithm, or with one that it does not know', async () => {
    for (const alg of [
      undefined,
      null,
      7,
      ['RS256'],
      {},
      '',
      'RS1',
      'EdDSA',
      'constructor',
      '__proto__',
      'rs256',
      'RSA-OAEP',
    ]) {
      assert.equal((await verify(forge({ alg }, rs256(rsa.privateKey)), jwkOf(rsa.publicKey))).status, 'invalid');
    }
  });

  it('does not verify with an RSA key below 2048 bits', async () => {
    const token = forge({ alg: 'RS256' }, rs256(smallRsa.privateKey));
    const result = await verify(token, jwkOf(smallRsa.publicKey));
    assert.equal(result.status, 'no-matching-key');
    assert.match(result.status === 'no-matching-key' ? result.reason : '', /too small/);
  });

  it('verifies with the public half of a private JWK', async () => {
    assert.equal(
      (await verify(await sign(rsa.privateKey, { alg: 'RS256' }), jwkOf(rsa.privateKey))).status,
      'verified',
    );
  });

  it('says that there is no key, or none of that name', async () => {
    const token = await sign(rsa.privateKey, { alg: 'RS256', kid: 'a' });
    const none = await verify(token);
    assert.match(none.status === 'no-matching-key' ? none.reason : '', /no keys/);
    for (const odd of [{}, { keys: 'x' }, null, undefined]) {
      assert.equal((await verifyJwt(token, odd as never, { nowMs })).status, 'no-matching-key');
    }
    const other = await verify(token, jwkOf(rsa.publicKey, { kid: 'b' }));
    assert.match(other.status === 'no-matching-key' ? other.reason : '', /no key with the "kid"/);
  });

  it('answers any JWKS and any token with a result', async () => {
    const token = await sign(ec.privateKey, { alg: 'ES256' });
    const jwk = fc.oneof(
      fc.jsonValue(),
      fc.record({
        kty: fc.constantFrom('EC', 'RSA'),
        crv: fc.constant('P-256'),
        x: fc.base64String(),
        y: fc.base64String(),
        n: fc.base64String(),
        e: fc.base64String(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(jwk, { maxLength: 4 }),
        fc.oneof(fc.constant(token), fc.string()),
        async (keys, text) => {
          assert.notEqual((await verify(text, ...(keys as object[]))).status, 'verified');
        },
      ),
      { numRuns: 150 },
    );
  });
});
