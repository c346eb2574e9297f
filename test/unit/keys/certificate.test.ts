import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { issueCertificate, makeCertificateAuthority } from '../../../src/keys/authority.js';
import { makeCertificate, makeCertificateSigningRequest } from '../../../src/keys/certificate.js';
import { certificateMatchesKey, certificateState, inspectCertificate } from '../../../src/keys/inspect.js';
import { writePkcs12 } from '../../../src/keys/pkcs12.js';
import { thumbprint } from '../../../src/keys/thumbprint.js';
import { textOf } from './fixture.js';

const now = Date.UTC(2026, 10, 23, 10, 0, 0);
const pairOf = (file: string) => {
  const privateKey = createPrivateKey(textOf(file));
  return { privateKey, publicKey: createPublicKey(privateKey) };
};
const RSA = pairOf('rsa-pkcs8.pem');
const EC = pairOf('ec-pkcs8.pem');

describe('makeCertificate', () => {
  for (const [name, keyPair, keyType] of [
    ['RSA', RSA, 'RSA-2048'],
    ['EC', EC, 'EC-P256'],
  ] as const) {
    it(`makes a self-signed certificate for an ${name} key that node:crypto verifies`, async () => {
      const pem = await makeCertificate({
        keyPair,
        subject: { commonName: 'ci ünit', organization: 'Acme, Inc.', country: 'us' },
        days: 365,
        san: ['ci.acme.test', '*.acme.test', '127.0.0.1', '::1', 'https://acme.test/jwks', 'ops@acme.test'],
        now,
      });
      const certificate = new X509Certificate(pem);
      assert.ok(certificate.verify(keyPair.publicKey));
      const { publicKey, ...info } = inspectCertificate(pem);
      assert.ok(publicKey.equals(keyPair.publicKey));
      assert.equal(info.commonName, 'ci ünit');
      assert.match(info.subject, /^CN=ci ünit, O=Acme.*, C=US$/);
      assert.equal(info.issuer, info.subject);
      assert.deepEqual([info.selfSigned, info.ca, info.keyType], [true, false, keyType]);
      assert.equal(info.keyThumbprint, thumbprint(keyPair.publicKey));
      assert.equal(info.notBefore, now / 1000 - 300);
      assert.equal(info.notAfter, now / 1000 + 365 * 86400);
      assert.deepEqual(info.san, [
        'DNS:ci.acme.test',
        'DNS:*.acme.test',
        'IP Address:127.0.0.1',
        'IP Address:0:0:0:0:0:0:0:1',
        'URI:https://acme.test/jwks',
        'email:ops@acme.test',
      ]);
      assert.equal(certificate.checkHost('x.acme.test'), '*.acme.test');
      assert.equal(certificate.checkIP('127.0.0.1'), '127.0.0.1');
    });
  }

  it('takes its serial number from the randomness it is given, positive and never short', async () => {
    for (const fill of [0x00, 0xff]) {
      const pem = await makeCertificate({
        keyPair: EC,
        subject: { commonName: 'x' },
        days: 1,
        now,
        randomBytes: (length) => new Uint8Array(length).fill(fill),
      });
      const { serialNumber } = new X509Certificate(pem);
      assert.equal(serialNumber, fill ? `7F${'FF'.repeat(15)}` : `40${'00'.repeat(15)}`);
    }
  });

  it('gives two certificates of one key different serial numbers', async () => {
    const make = () => makeCertificate({ keyPair: EC, subject: { commonName: 'x' }, days: 1, now });
    assert.notEqual(new X509Certificate(await make()).serialNumber, new X509Certificate(await make()).serialNumber);
  });

  it('writes times from 2050 on in the form that they need', async () => {
    const pem = await makeCertificate({ keyPair: EC, subject: { commonName: 'x' }, days: 36_500, now });
    assert.equal(inspectCertificate(pem).notAfter, now / 1000 + 36_500 * 86400);
  });

  for (const [what, change, code] of [
    ['no common name', { subject: { commonName: ' ' } }, 'certificate-subject'],
    ['a common name of 65 characters', { subject: { commonName: 'x'.repeat(65) } }, 'certificate-subject'],
    ['a line break in the name', { subject: { commonName: 'a\nb' } }, 'certificate-subject'],
    ['a country of three letters', { subject: { commonName: 'x', country: 'USA' } }, 'certificate-subject'],
    ['no day', { days: 0 }, 'certificate-days'],
    ['half a day', { days: 0.5 }, 'certificate-days'],
    ['too many days', { days: 36_501 }, 'certificate-days'],
    ['NaN days', { days: Number.NaN }, 'certificate-days'],
    ['a name with a space', { san: ['a b'] }, 'certificate-san'],
    ['a name that is not ASCII', { san: ['bücher.test'] }, 'certificate-san'],
    ['a wildcard in the middle', { san: ['a.*.test'] }, 'certificate-san'],
    ['an empty name', { san: [''] }, 'certificate-san'],
    [
      'the halves of two keys',
      { keyPair: { privateKey: EC.privateKey, publicKey: RSA.publicKey } },
      'certificate-key-mismatch',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const request = { keyPair: EC, subject: { commonName: 'x' }, days: 30, now, ...change };
      await assert.rejects(makeCertificate(request), (error: { code?: string; hint?: string }) => {
        assert.equal(error.code, code);
        return error.hint !== undefined;
      });
    });
  }
});

describe('makeCertificateSigningRequest', () => {
  it('makes a request in PEM, refused where a certificate is meant', async () => {
    for (const keyPair of [RSA, EC]) {
      const pem = await makeCertificateSigningRequest({
        keyPair,
        subject: { commonName: 'ci' },
        san: ['ci.acme.test'],
      });
      assert.match(pem, /^-----BEGIN CERTIFICATE REQUEST-----\n/);
      assert.throws(() => inspectCertificate(pem), { code: 'key-wrong-kind' });
    }
  });
});

describe('inspectCertificate', () => {
  it('reads a certificate that openssl made', () => {
    const { commonName, selfSigned, keyType, san } = inspectCertificate(textOf('rsa-certificate.pem'));
    assert.deepEqual(
      { commonName, selfSigned, keyType, san },
      {
        commonName: 'rsa client',
        selfSigned: true,
        keyType: 'RSA-2048',
        san: ['DNS:ci.acme.test', 'IP Address:127.0.0.1'],
      },
    );
  });

  it('says what else it is, and when it is damaged', () => {
    assert.throws(() => inspectCertificate(textOf('ec-public.pem')), {
      code: 'key-wrong-kind',
      message: /a public key; a certificate/,
    });
    assert.throws(() => inspectCertificate('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'), {
      code: 'certificate-damaged',
    });
  });

  it('knows whether a private key belongs to it, and leaves nothing behind that fails the next key', () => {
    assert.equal(certificateMatchesKey(textOf('ec-certificate.pem'), EC.privateKey), true);
    assert.equal(certificateMatchesKey(textOf('ec-certificate.pem'), RSA.privateKey), false);
    assert.equal(certificateMatchesKey(textOf('ec-certificate.pem'), createPrivateKey(textOf('ec-p384.pem'))), false);
    createPrivateKey(textOf('rsa-pkcs8.pem'));
  });
});

describe('certificateState', () => {
  it('is expired from notAfter on and valid from notBefore on', () => {
    const info = { notBefore: 100, notAfter: 200 };
    assert.deepEqual(
      [99_999, 100_000, 199_999, 200_000].map((time) => certificateState(info, time)),
      ['not-yet-valid', 'valid', 'valid', 'expired'],
    );
  });
});

describe('makeCertificateAuthority and issueCertificate', () => {
  const authorityPem = () =>
    makeCertificateAuthority({
      keyPair: EC,
      commonName: 'Local CA',
      days: 3650,
      permittedDns: ['zslogin.net', 'localhost'],
      permittedIps: ['127.0.0.1', '10.0.0.0/8'],
      now,
    });

  it('make a chain that node:crypto verifies', async () => {
    const certificate = await authorityPem();
    const authority = new X509Certificate(certificate);
    for (const { publicKey } of [EC, RSA]) {
      const leaf = new X509Certificate(
        await issueCertificate({
          authority: { certificate, privateKey: EC.privateKey },
          publicKey,
          subject: { commonName: 'mock' },
          san: ['*.zslogin.net', 'localhost', '127.0.0.1'],
          days: 90,
          now,
          serverAuth: true,
        }),
      );
      assert.ok(authority.ca && !leaf.ca);
      assert.ok(leaf.checkIssued(authority));
      assert.ok(leaf.verify(authority.publicKey));
      assert.equal(leaf.checkHost('acme.zslogin.net'), '*.zslogin.net');
      assert.deepEqual(leaf.keyUsage, ['1.3.6.1.5.5.7.3.1']);
    }
  });

  it('constrain the authority, critically, to its names and addresses', async () => {
    const der = new X509Certificate(await authorityPem()).raw.toString('hex');
    // nameConstraints (2.5.29.30), critical; permitted [0]: two DNS names, an address and a range; excluded [1]: IPv6.
    const critical = '0603551d1e0101ff';
    const permitted = `a030${'300d820b'}${Buffer.from('zslogin.net').toString('hex')}300b8209${Buffer.from('localhost').toString('hex')}`;
    assert.ok(der.includes(critical));
    assert.ok(der.includes(permitted.slice(4)));
    assert.ok(der.includes('87087f000001ffffffff'));
    assert.ok(der.includes('87080a000000ff000000'));
    assert.ok(der.includes(`8720${'00'.repeat(32)}`));
  });

  it("refuse a key that is not the authority's", async () => {
    const certificate = await authorityPem();
    const request = {
      authority: { certificate, privateKey: RSA.privateKey },
      publicKey: EC.publicKey,
      subject: { commonName: 'x' },
      san: [],
      days: 1,
      now,
    };
    await assert.rejects(issueCertificate(request), { code: 'certificate-key-mismatch' });
  });

  it('refuse a permitted address that is none', async () => {
    for (const address of ['localhost', '10.0.0.0/33', '10.0.0.0/x']) {
      await assert.rejects(
        makeCertificateAuthority({
          keyPair: EC,
          commonName: 'x',
          days: 1,
          permittedDns: [],
          permittedIps: [address],
          now,
        }),
        { code: 'certificate-san' },
      );
    }
  });
});

describe('writePkcs12', () => {
  it('makes a file that TLS loads with its passphrase alone', async () => {
    const { createSecureContext } = await import('node:tls');
    for (const keyPair of [RSA, EC]) {
      const certificate = await makeCertificate({ keyPair, subject: { commonName: 'ci' }, days: 30, now });
      const pfx = await writePkcs12({
        privateKey: keyPair.privateKey,
        certificate,
        passphrase: 'correct',
        friendlyName: 'ci',
      });
      createSecureContext({ pfx, passphrase: 'correct' });
      assert.throws(() => createSecureContext({ pfx, passphrase: 'wrong' }), /mac verify failure/i);
    }
  });

  it("refuses another key's certificate and passphrases that would not work everywhere", async () => {
    const certificate = textOf('ec-certificate.pem');
    await assert.rejects(writePkcs12({ privateKey: RSA.privateKey, certificate, passphrase: 'x' }), {
      code: 'certificate-key-mismatch',
    });
    await assert.rejects(writePkcs12({ privateKey: EC.privateKey, certificate, passphrase: '' }), {
      code: 'passphrase-empty',
    });
    await assert.rejects(writePkcs12({ privateKey: EC.privateKey, certificate, passphrase: 'ü' }), {
      code: 'passphrase-not-ascii',
    });
  });
});
