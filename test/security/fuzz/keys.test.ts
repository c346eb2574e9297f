// Key files, certificates and JWKS as strangers write them.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { WorkbenchError } from '../../../src/errors.js';
import { makeCertificate } from '../../../src/keys/certificate.js';
import { describeKeyText } from '../../../src/keys/describe.js';
import { inspectCertificate } from '../../../src/keys/inspect.js';
import { hasPrivateMembers, toJwk } from '../../../src/keys/jwk.js';
import { parseJwks } from '../../../src/keys/jwks.js';
import { algForKey } from '../../../src/keys/key-types.js';
import { findPemAt, findPemBlocks } from '../../../src/keys/pem.js';
import { needsPassphrase, readPrivateKey, readPublicKey } from '../../../src/keys/read.js';
import { thumbprint } from '../../../src/keys/thumbprint.js';
import { keys } from '../attacks/target.js';
import { fuzz } from './fuzz.js';
import { damaged, damagedBytes, oddJson } from './mutations.js';

const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
const edwards = generateKeyPairSync('ed25519');
const exported = (type: 'pkcs8' | 'pkcs1' | 'sec1', pair = keys.rsa) =>
  pair.privateKey.export({ type, format: 'pem' } as const) as string;
const privateJwk = (pair = keys.rsa) => pair.privateKey.export({ format: 'jwk' }) as object;
const publicJwk = (pair = keys.rsa) => pair.publicKey.export({ format: 'jwk' }) as object;

const pems = [
  exported('pkcs8'),
  exported('pkcs1'),
  exported('sec1', keys.ec),
  exported('pkcs8', keys.ec),
  exported('pkcs8', small),
  keys.rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string,
  keys.rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }) as string,
  edwards.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  keys.ec.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string,
  JSON.stringify(privateJwk()),
  JSON.stringify(publicJwk(keys.ec)),
];

const set = {
  keys: [
    { ...publicJwk(), kid: 'a', use: 'sig', alg: 'RS256', key_ops: ['verify'] },
    { ...publicJwk(keys.ec), kid: 'b' },
    { ...privateJwk(keys.ec), kid: 'c', x5c: ['MIIB'], x5t: 'x' },
    { kty: 'oct', k: 'AAAA' },
  ],
};

/** The only kind of error that a reader may end with; it quotes nothing of a private key. */
function tolerant<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    assert.ok(error instanceof WorkbenchError, error instanceof Error ? error.stack : String(error));
    assert.ok(error.message.length + (error.hint?.length ?? 0) < 1000, error.message);
    return undefined;
  }
}

function readAll(input: string | Buffer): void {
  tolerant(() => describeKeyText(input));
  tolerant(() => needsPassphrase(input));
  const secret = tolerant(() => readPrivateKey(input, { passphrase: 'x' }));
  if (secret !== undefined) tolerant(() => algForKey(secret));
  const key = tolerant(() => readPublicKey(input));
  if (key === undefined) return;
  const jwk = tolerant(() => toJwk(key));
  if (jwk !== undefined) assert.equal(hasPrivateMembers(jwk), false);
  tolerant(() => thumbprint(key));
}

describe('Whatever stands in a key file', () => {
  it('as text, it is a key of a kind that is known, or an error of ours', function () {
    this.timeout(0);
    const texts = fc.oneof(
      { weight: 6, arbitrary: damaged(pems) },
      {
        weight: 2,
        arbitrary: oddJson([privateJwk(), publicJwk(), privateJwk(keys.ec), publicJwk(keys.ec)]).map(
          (value) => JSON.stringify(value) ?? '',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    );
    fuzz(
      fc.tuple(texts, fc.double({ min: 0, max: 1, noNaN: true })),
      { family: 'PEM and JWKS', few: 600 },
      ([text, where]) => {
        findPemBlocks(text);
        findPemAt(text, Math.floor(where * text.length));
        readAll(text);
      },
    );
  });

  it('as bytes, it is a key of a kind that is known, or an error of ours', function () {
    this.timeout(0);
    const ders = [
      keys.rsa.privateKey.export({ type: 'pkcs8', format: 'der' }),
      keys.ec.privateKey.export({ type: 'sec1', format: 'der' }),
      keys.rsa.publicKey.export({ type: 'spki', format: 'der' }),
      keys.ec.publicKey.export({ type: 'spki', format: 'der' }),
    ];
    fuzz(damagedBytes(ders), { family: 'PEM and JWKS', few: 400 }, readAll);
  });

  it('as a certificate, it is one that can be looked into, or an error of ours', async function () {
    this.timeout(0);
    const { rsa } = keys;
    const certificate = await makeCertificate({
      keyPair: rsa,
      subject: { commonName: 'x' },
      days: 30,
      now: 1.8e12,
    });
    const lines = certificate.trim().split('\n');
    const der = Buffer.from(lines.slice(1, -1).join(''), 'base64');
    const rewrapped = damagedBytes([der]).map(
      (bytes) =>
        `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    );
    fuzz(fc.oneof(damaged([certificate]), rewrapped), { family: 'PEM and JWKS', few: 500 }, (text) => {
      tolerant(() => inspectCertificate(text));
      readAll(text);
    });
  });

  it('as a JWKS, it gives usable public keys, or an error of ours', function () {
    this.timeout(0);
    const sets = fc.oneof(
      oddJson([set]).map((value) => JSON.stringify(value) ?? ''),
      damaged([JSON.stringify(set)]),
      fc.string({ unit: 'binary', maxLength: 300 }),
    );
    fuzz(sets, { family: 'PEM and JWKS', few: 800 }, (text) => {
      const parsed = tolerant(() => parseJwks(text));
      for (const { key } of parsed?.keys ?? []) {
        assert.equal(key.type, 'public');
        algForKey(key);
      }
      assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    });
  });
});
