import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { WorkbenchError } from '../../../src/errors.js';
import { makeCertificate } from '../../../src/keys/certificate.js';
import { readCredentialPem } from '../../../src/zidentity/tenant/credential-pem.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function refuses(text: string, code: string) {
  assert.throws(
    () => readCredentialPem(text),
    (error) => {
      assert.ok(error instanceof WorkbenchError);
      assert.equal(error.code, code);
      assert.ok(error.hint);
      return true;
    },
  );
}

describe('an uploaded .pem', () => {
  it('of a public key is given back as SPKI, whatever form it came in', () => {
    const spki = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const pkcs1 = rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    for (const text of [spki, pkcs1, `a comment\n${spki}`, spki.replaceAll('\n', '\r\n')]) {
      assert.deepEqual(readCredentialPem(text), { kind: 'public-key', pem: spki });
    }
    assert.equal(readCredentialPem(ec.publicKey.export({ type: 'spki', format: 'pem' }).toString()).kind, 'public-key');
  });

  it('of a certificate is recognised and its key is held to the same rules', async () => {
    for (const keyPair of [rsa, ec]) {
      const text = await makeCertificate({
        keyPair,
        subject: { commonName: 'ci' },
        days: 30,
        now: Date.UTC(2026, 0, 1),
      });
      const { kind, pem } = readCredentialPem(text);
      assert.equal(kind, 'certificate');
      assert.deepEqual(createPublicKey(pem).export({ format: 'jwk' }), keyPair.publicKey.export({ format: 'jwk' }));
    }
  });

  it('with a private key is refused, whatever else it holds', () => {
    const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const sealed = rsa.privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString();
    const spki = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    for (const text of [pkcs8, pkcs1, sealed, spki + pkcs8]) refuses(text, 'key-private');
  });

  it('is refused with a reason where it is something else', () => {
    const spki = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
    refuses('', 'key-not-pem');
    refuses('x'.repeat(70_000), 'key-not-pem');
    refuses(spki + spki, 'key-several');
    refuses('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'key-unreadable');
    refuses('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'key-unreadable');
    refuses('-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----', 'key-wrong-kind');
    refuses(small.export({ type: 'spki', format: 'pem' }).toString(), 'key-too-small');
    refuses(p384.export({ type: 'spki', format: 'pem' }).toString(), 'key-wrong-curve');
  });

  it('is read or refused, and nothing else, whatever the text', () => {
    const words = fc.constantFrom(
      '-----BEGIN ',
      '-----END ',
      'PUBLIC KEY',
      'CERTIFICATE',
      'PRIVATE KEY',
      '-----',
      '\n',
      'AAAA',
      '=',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 30 }), (parts) => {
        try {
          readCredentialPem(parts.join(''));
        } catch (error) {
          assert.ok(error instanceof WorkbenchError);
        }
      }),
    );
  });
});
