import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import fc from 'fast-check';
import { describeKeyText } from '../../../src/keys/describe.js';
import { toJwk } from '../../../src/keys/jwk.js';
import { KINDS } from '../../../src/keys/kinds.js';
import { thumbprint } from '../../../src/keys/thumbprint.js';
import { bytesOf, textOf } from './fixture.js';

const RSA = createPrivateKey(textOf('rsa-pkcs8.pem'));
const EC = createPrivateKey(textOf('ec-pkcs8.pem'));

describe('describeKeyText', () => {
  for (const [file, kind, secret, encrypted, keyType] of [
    ['rsa-pkcs8.pem', 'private-pkcs8', true, false, 'RSA-2048'],
    ['rsa-pkcs1.pem', 'private-pkcs1', true, false, 'RSA-2048'],
    ['rsa-pkcs8-encrypted.pem', 'private-pkcs8-encrypted', true, true, undefined],
    ['rsa-pkcs1-encrypted.pem', 'private-pkcs1-encrypted', true, true, undefined],
    ['rsa-public.pem', 'public-spki', false, false, 'RSA-2048'],
    ['rsa-public-pkcs1.pem', 'public-pkcs1', false, false, 'RSA-2048'],
    ['rsa-certificate.pem', 'certificate', false, false, 'RSA-2048'],
    ['rsa-1024.pem', 'private-pkcs8', true, false, 'RSA-1024'],
    ['rsa-pss.pem', 'private-pkcs8', true, false, 'RSA-PSS-2048'],
    ['ec-pkcs8.pem', 'private-pkcs8', true, false, 'EC-P256'],
    ['ec-sec1.pem', 'private-sec1', true, false, 'EC-P256'],
    ['ec-sec1-with-parameters.pem', 'private-sec1', true, false, 'EC-P256'],
    ['ec-sec1-encrypted.pem', 'private-sec1-encrypted', true, true, undefined],
    ['ec-p384.pem', 'private-sec1', true, false, 'EC-P384'],
    ['ed25519.pem', 'private-pkcs8', true, false, 'Ed25519'],
    ['request.pem', 'certificate-request', false, false, undefined],
    ['openssh.pem', 'openssh-private', true, false, undefined],
    ['openssh.pub', 'openssh-public', false, false, undefined],
    ['ec.p12', 'pkcs12', true, true, undefined],
    ['ec-pkcs8.der', 'der', false, false, undefined],
    ['certificates.p7b', 'pkcs7', false, false, undefined],
  ] as const) {
    it(`says what ${file} is`, () => {
      const found = describeKeyText(bytesOf(file));
      assert.deepEqual([found.kind, found.private, found.encrypted, found.keyType], [kind, secret, encrypted, keyType]);
      assert.equal(found.name, KINDS[kind].name);
    });
  }

  it('names the thumbprint that both halves share, and the algorithm', () => {
    for (const file of ['ec-pkcs8.pem', 'ec-public.pem', 'ec-certificate.pem']) {
      const found = describeKeyText(textOf(file));
      assert.deepEqual([found.thumbprint, found.alg, found.problem], [thumbprint(EC), 'ES256', undefined]);
    }
  });

  it("names a certificate's subject and expiry", () => {
    const { certificate } = describeKeyText(textOf('rsa-certificate.pem'));
    assert.equal(certificate?.commonName, 'rsa client');
    assert.ok(certificate.notAfter > certificate.notBefore);
  });

  it('says why a key is not fit, and what to do', () => {
    assert.match(describeKeyText(textOf('rsa-1024.pem')).problem?.message ?? '', /1024 bits/);
    assert.match(describeKeyText(textOf('ec-p384.pem')).problem?.hint ?? '', /P-256/);
    assert.match(describeKeyText(textOf('openssh.pem')).problem?.hint ?? '', /ssh-keygen/);
  });

  it('looks into a PEM with escaped line breaks, and says what is wrong with it', () => {
    const found = describeKeyText(textOf('rsa-pkcs8.pem').replaceAll('\n', '\\n'));
    assert.deepEqual([found.kind, found.private, found.keyType], ['pem-escaped', true, 'RSA-2048']);
    assert.match(found.problem?.hint ?? '', /real line break/);
  });

  it('warns of the private key in a file of several blocks', () => {
    assert.equal(describeKeyText(textOf('rsa-pkcs8.pem') + textOf('ec-pkcs8.pem')).private, true);
    const bundle = describeKeyText(textOf('ec-certificate.pem') + textOf('ec-pkcs8.pem'));
    assert.deepEqual([bundle.kind, bundle.private, bundle.blocks], ['private-pkcs8', true, 2]);
  });

  it('counts the keys of a JWKS and warns of private members', () => {
    const clean = describeKeyText(JSON.stringify({ keys: [toJwk(EC), { kty: 'oct' }] }));
    assert.deepEqual([clean.private, clean.jwks?.usable.length, clean.jwks?.skipped.length], [false, 1, 1]);
    assert.equal(describeKeyText(JSON.stringify({ keys: [toJwk(EC, { private: true })] })).private, true);
  });

  it('never gives away anything of a private key', () => {
    for (const key of [RSA, EC]) {
      const jwk = toJwk(key, { private: true });
      const description = JSON.stringify(describeKeyText(JSON.stringify(jwk)));
      for (const secret of [jwk.d, jwk.p, jwk.q]) if (secret) assert.ok(!description.includes(secret));
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.uint8Array()), (input) => {
        assert.ok(describeKeyText(input).name);
      }),
      { numRuns: 500 },
    );
  });
});
