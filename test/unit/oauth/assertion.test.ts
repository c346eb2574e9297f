import assert from 'node:assert/strict';
import { generateKeyPairSync, verify } from 'node:crypto';
import { type AssertionOptions, mintClientAssertion } from '../../../src/oauth/assertion.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const nowMs = 1_800_000_000_500;

function parts(jwt: string): { header: Record<string, unknown>; payload: Record<string, unknown> } {
  const [header, payload] = jwt.split('.', 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  return { header, payload };
}

function mint(options: Partial<AssertionOptions> = {}): Promise<string> {
  return mintClientAssertion({ clientId: 'iq0', privateKey: rsa.privateKey, nowMs, newJti: () => 'jti-1', ...options });
}

describe('a client assertion', () => {
  it('has by default what the SDKs send, and iat and jti besides', async () => {
    const { header, payload } = parts(await mint());
    assert.deepEqual(header, { alg: 'RS256', typ: 'JWT' });
    assert.deepEqual(payload, {
      iss: 'iq0',
      sub: 'iq0',
      aud: 'https://api.zscaler.com',
      exp: 1_800_000_600,
      iat: 1_800_000_000,
      jti: 'jti-1',
    });
  });

  it('is signed RS256 by an RSA key so that the public key verifies it', async () => {
    const jwt = await mint();
    const cut = jwt.lastIndexOf('.');
    const signature = Buffer.from(jwt.slice(cut + 1), 'base64url');
    assert.equal(verify('sha256', Buffer.from(jwt.slice(0, cut)), rsa.publicKey, signature), true);
  });

  it('is signed ES256 by a P-256 key so that the public key verifies it', async () => {
    const jwt = await mint({ privateKey: ec.privateKey });
    assert.equal(parts(jwt).header.alg, 'ES256');
    const cut = jwt.lastIndexOf('.');
    const key = { key: ec.publicKey, dsaEncoding: 'ieee-p1363' as const };
    assert.equal(
      verify('sha256', Buffer.from(jwt.slice(0, cut)), key, Buffer.from(jwt.slice(cut + 1), 'base64url')),
      true,
    );
  });

  it('takes the private key as PEM or JWK text too', async () => {
    const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const jwk = JSON.stringify(ec.privateKey.export({ format: 'jwk' }));
    assert.equal(parts(await mint({ privateKey: pem })).header.alg, 'RS256');
    assert.equal(parts(await mint({ privateKey: jwk })).header.alg, 'ES256');
  });

  it('carries kid, aud, lifetime, jti, iat and nbf as they are set', async () => {
    const { header, payload } = parts(
      await mint({ kid: 'k1', audience: ['https://a', 'https://b'], lifetimeSeconds: 30, jti: 'mine', iat: 5, nbf: 7 }),
    );
    assert.equal(header.kid, 'k1');
    assert.deepEqual(payload.aud, ['https://a', 'https://b']);
    assert.equal(payload.exp, 1_800_000_030);
    assert.equal(payload.jti, 'mine');
    assert.equal(payload.iat, 5);
    assert.equal(payload.nbf, 7);
  });

  it('leaves iat and jti out where they are switched off, and has nbf of now where it is switched on', async () => {
    const { payload } = parts(await mint({ iat: false, jti: false, nbf: true }));
    assert.deepEqual(Object.keys(payload).sort(), ['aud', 'exp', 'iss', 'nbf', 'sub']);
    assert.equal(payload.nbf, 1_800_000_000);
  });

  it('can be one that has expired, to try what the server says', async () => {
    assert.equal(parts(await mint({ lifetimeSeconds: -60 })).payload.exp, 1_799_999_940);
  });

  it('has another jti each time', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => mintClientAssertion({ clientId: 'iq0', privateKey: rsa.privateKey, nowMs })),
    );
    assert.notEqual(parts(first!).payload.jti, parts(second!).payload.jti);
  });

  it('is not made where the alg does not go with the key, and the message says which does', async () => {
    await assert.rejects(mint({ alg: 'ES256' }), {
      code: 'assertion-alg-invalid',
      message: /RSA-2048, which signs RS256/,
    });
    await assert.rejects(mint({ alg: 'RS256', privateKey: ec.privateKey }), {
      code: 'assertion-alg-invalid',
      message: /ES256/,
    });
  });

  for (const alg of ['none', 'HS256', 'RS512', 'PS256', '']) {
    it(`is not made with the alg ${JSON.stringify(alg)}`, async () => {
      await assert.rejects(mint({ alg }), { code: 'assertion-alg-invalid', hint: /RS256/ });
    });
  }

  it('is not made with an RSA key below 2048 bits', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    await assert.rejects(mint({ privateKey }), { code: 'key-too-small' });
  });

  it('is not made with a key on another curve or of another type', async () => {
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    await assert.rejects(mint({ privateKey: p384 }), { code: 'key-wrong-curve' });
    await assert.rejects(mint({ privateKey: generateKeyPairSync('ed25519').privateKey }), { code: 'key-wrong-type' });
  });

  it('is not made with a public key', async () => {
    await assert.rejects(mint({ privateKey: rsa.publicKey }), { code: 'key-wrong-kind' });
  });

  const wrong: [Partial<AssertionOptions>, string][] = [
    [{ clientId: '' }, 'assertion-client-id-invalid'],
    [{ lifetimeSeconds: 1.5 }, 'assertion-lifetime-invalid'],
    [{ lifetimeSeconds: Number.NaN }, 'assertion-lifetime-invalid'],
    [{ audience: '' }, 'assertion-audience-invalid'],
    [{ audience: [] }, 'assertion-audience-invalid'],
    [{ jti: '' }, 'assertion-jti-invalid'],
    [{ kid: '' }, 'assertion-kid-invalid'],
    [{ iat: nowMs }, 'assertion-iat-invalid'],
    [{ nbf: Number.NaN }, 'assertion-nbf-invalid'],
  ];
  for (const [options, code] of wrong) {
    it(`is not made of ${JSON.stringify(options)}: ${code}`, async () => {
      await assert.rejects(mint(options), { code });
    });
  }
});
