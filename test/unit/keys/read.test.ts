import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { WorkbenchError } from '../../../src/errors.js';
import { needsPassphrase, readPrivateKey, readPublicKey } from '../../../src/keys/read.js';
import { bytesOf, textOf } from './fixture.js';

function errorOf(action: () => unknown): WorkbenchError {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof WorkbenchError, `not a WorkbenchError: ${error}`);
    return error;
  }
  throw new assert.AssertionError({ message: 'no error was thrown' });
}

const RSA = createPrivateKey(textOf('rsa-pkcs8.pem'));
const EC = createPrivateKey(textOf('ec-pkcs8.pem'));

describe('readPrivateKey', () => {
  for (const [file, key, passphrase] of [
    ['rsa-pkcs8.pem', RSA],
    ['rsa-pkcs1.pem', RSA],
    ['rsa-pkcs8-encrypted.pem', RSA, 'correct'],
    ['rsa-pkcs1-encrypted.pem', RSA, 'correct'],
    ['ec-pkcs8.pem', EC],
    ['ec-sec1.pem', EC],
    ['ec-sec1-with-parameters.pem', EC],
    ['ec-sec1-encrypted.pem', EC, 'correct'],
  ] as const) {
    it(`reads ${file} as openssl wrote it`, () => {
      assert.equal(needsPassphrase(textOf(file)), passphrase !== undefined);
      assert.ok(readPrivateKey(textOf(file), { passphrase }).equals(key));
      assert.ok(readPrivateKey(bytesOf(file), { passphrase }).equals(key));
    });

    it(`reads ${file} with Windows line ends, indented, and with text around it`, () => {
      const text = `Bag Attributes\r\n${textOf(file)
        .split('\n')
        .map((line) => `  ${line}`)
        .join('\r\n')}\r\nthe end`;
      assert.ok(readPrivateKey(text, { passphrase }).equals(key));
    });
  }

  it('reads a private JWK', () => {
    for (const key of [RSA, EC]) {
      assert.ok(readPrivateKey(JSON.stringify(key.export({ format: 'jwk' }), null, 2)).equals(key));
    }
  });

  it('reads a file that PowerShell wrote, in UTF-16, or that has a byte order mark', () => {
    const text = textOf('ec-pkcs8.pem');
    assert.ok(readPrivateKey(Buffer.from(`\uFEFF${text}`, 'utf16le')).equals(EC));
    assert.ok(readPrivateKey(Buffer.from(`\uFEFF${text}`, 'utf8')).equals(EC));
    assert.ok(readPrivateKey(`\uFEFF${text}`).equals(EC));
  });

  it('takes the one private key of a file that also holds its certificate', () => {
    assert.ok(readPrivateKey(textOf('ec-certificate.pem') + textOf('ec-pkcs8.pem')).equals(EC));
  });

  it('ignores a passphrase that a key does not need', () => {
    assert.ok(readPrivateKey(textOf('ec-pkcs8.pem'), { passphrase: 'unused' }).equals(EC));
  });

  for (const file of ['rsa-pkcs8-encrypted.pem', 'rsa-pkcs1-encrypted.pem', 'ec-sec1-encrypted.pem']) {
    it(`says that the passphrase of ${file} is missing, or wrong`, () => {
      assert.equal(errorOf(() => readPrivateKey(textOf(file))).code, 'passphrase-missing');
      assert.equal(errorOf(() => readPrivateKey(textOf(file), { passphrase: '' })).code, 'passphrase-missing');
      const wrong = errorOf(() => readPrivateKey(textOf(file), { passphrase: 'hunter2' }));
      assert.equal(wrong.code, 'passphrase-wrong');
      assert.ok(!`${wrong.message} ${wrong.hint} ${wrong.cause}`.includes('hunter2'));
    });
  }

  for (const [what, input, code, message, hint] of [
    ['a certificate', textOf('rsa-certificate.pem'), 'key-wrong-kind', /a certificate; a private key/, /was made for/],
    ['a public key', textOf('rsa-public.pem'), 'key-wrong-kind', /a public key; a private key/, /Only the private key/],
    ['a PKCS#1 public key', textOf('rsa-public-pkcs1.pem'), 'key-wrong-kind', /RSA public key/, /Only the private/],
    ['a request', textOf('request.pem'), 'key-wrong-kind', /signing request/, /private key that it was made with/],
    ['an OpenSSH key', textOf('openssh.pem'), 'key-wrong-kind', /OpenSSH/, /ssh-keygen -p -m PKCS8/],
    ['an OpenSSH public key', textOf('openssh.pub'), 'key-wrong-kind', /OpenSSH public key/, /Only the private/],
    ['a PuTTY key', 'PuTTY-User-Key-File-3: ecdsa\nEncryption: none\n', 'key-wrong-kind', /PuTTY/, /PuTTYgen/],
    ['a PKCS#12 file', bytesOf('ec.p12'), 'key-wrong-kind', /PKCS#12/, /openssl pkcs12 .*-nocerts/],
    ['a DER file', bytesOf('ec-pkcs8.der'), 'key-wrong-kind', /binary \(DER\)/, /-inform DER/],
    ['a PKCS#7 file', textOf('certificates.p7b'), 'key-wrong-kind', /PKCS#7/, /certificates only/],
    ['a JWKS', '{"keys":[]}', 'key-wrong-kind', /a JWKS/, /one private key/],
    ['a symmetric JWK', '{"kty":"oct","k":"AAAA"}', 'key-wrong-kind', /symmetric/, /Generate a key/],
    [
      'a public JWK',
      JSON.stringify(createPublicKey(EC).export({ format: 'jwk' })),
      'key-wrong-kind',
      /public JWK/,
      /Only the private/,
    ],
    ['JSON that is no key', '{"a":1}', 'key-wrong-kind', /no JWK/, /Generate/],
    ['damaged JSON', '{"kty":"EC",', 'key-wrong-kind', /JSON that is damaged/, /first to its last brace/],
    ['a truncated PEM', textOf('ec-pkcs8.pem').slice(0, 150), 'key-wrong-kind', /cut off/, /last dash of the END line/],
    [
      'a PEM with \\n in it',
      textOf('ec-pkcs8.pem').replaceAll('\n', '\\n'),
      'key-wrong-kind',
      /with \\n in place/,
      /real line break/,
    ],
    [
      'base64 without armour',
      bytesOf('ec-pkcs8.der').toString('base64'),
      'key-wrong-kind',
      /without its BEGIN/,
      /BEGIN PRIVATE KEY/,
    ],
    ['a damaged PEM', textOf('ec-pkcs8.pem').replace('M', '*'), 'key-wrong-kind', /damaged/, /Copy it again/],
    [
      'several keys',
      textOf('ec-pkcs8.pem') + textOf('rsa-pkcs8.pem'),
      'key-wrong-kind',
      /several keys/,
      /one private key/,
    ],
    ['nothing', ' \r\n\t', 'key-wrong-kind', /This is empty/, /Generate a key/],
    ['a path', '/home/me/key.pem', 'key-wrong-kind', /path of a file/, /what is in the file/],
    ['a Windows path', 'C:\\keys\\client.key', 'key-wrong-kind', /path of a file/, /what is in the file/],
    ['a token', 'eyJhbGciOiJub25lIn0.e30.', 'key-wrong-kind', /JSON Web Token/, /what a key signs/],
    ['something huge', 'x'.repeat(300_000), 'key-wrong-kind', /too large/, /the key alone/],
    ['prose', 'my secret key', 'key-wrong-kind', /no key in any form/, /Generate/],
    ['a key of 1024 bits', textOf('rsa-1024.pem'), 'key-too-small', /1024 bits.*2048/, /2048 bits or more/],
    ['a key on P-384', textOf('ec-p384.pem'), 'key-wrong-curve', /P384, not on P-256/, /P-256/],
    ['an Ed25519 key', textOf('ed25519.pem'), 'key-wrong-type', /Ed25519/, /RSA key of 2048/],
    ['an RSA-PSS key', textOf('rsa-pss.pem'), 'key-wrong-type', /RSA-PSS-2048/, /RSA key of 2048/],
    [
      'rubbish in armour',
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
      'key-damaged',
      /damaged/,
      /Copy it again/,
    ],
    ['an incomplete JWK', '{"kty":"EC","crv":"P-256","d":"AAAA"}', 'jwk-malformed', /incomplete/, /"crv", "x" and "y"/],
  ] as const) {
    it(`says of ${what} what it is and what to do`, () => {
      const error = errorOf(() => readPrivateKey(input));
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.match(error.hint ?? '', hint);
    });
  }

  it('refuses a JWK whose private half belongs to another key', async () => {
    const { generateKeyPair } = await import('../../../src/keys/generate.js');
    const other = (await generateKeyPair('EC-P256')).privateKey.export({ format: 'jwk' });
    const mixed = JSON.stringify({ ...EC.export({ format: 'jwk' }), d: other.d });
    assert.equal(errorOf(() => readPrivateKey(mixed)).code, 'key-inconsistent');
  });

  it('never quotes the key in an error', () => {
    const jwk = { ...RSA.export({ format: 'jwk' }), p: 'TOPSECRET', q: 7 };
    const error = errorOf(() => readPrivateKey(JSON.stringify(jwk)));
    assert.ok(!`${error.message}${error.hint}${error.cause}`.includes('TOPSECRET'));
    assert.ok(!`${error.message}${error.hint}${error.cause}`.includes(String(jwk.d)));
  });

  it('answers every text with a key or a WorkbenchError', () => {
    const piece = fc.constantFrom(
      '-----BEGIN PRIVATE KEY-----',
      '-----END PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----',
      '-----BEGIN RSA PRIVATE KEY-----',
      'Proc-Type: 4,ENCRYPTED',
      'DEK-Info: AES-256-CBC,00',
      '\n',
      '\\n',
      'MIGH',
      '{"kty":',
      '"RSA"',
      '}',
      '-----',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 20 })), { maxLength: 12 }), (pieces) => {
        errorOf(() => readPrivateKey(pieces.join(''), { passphrase: 'x' }));
        errorOf(() => readPublicKey(pieces.join('')));
        return true;
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        errorOf(() => readPrivateKey(bytes));
        errorOf(() => readPublicKey(bytes));
        return true;
      }),
      { numRuns: 300 },
    );
  });

  it('survives any single damaged byte of a key without another kind of error', () => {
    const pem = textOf('ec-pkcs8.pem');
    fc.assert(
      fc.property(fc.nat(pem.length - 1), fc.constantFrom('A', '/', '-', '\n', '=', ' ', '\u00e9'), (at, character) => {
        try {
          readPrivateKey(pem.slice(0, at) + character + pem.slice(at + 1));
        } catch (error) {
          assert.ok(error instanceof WorkbenchError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('readPublicKey', () => {
  for (const [file, key] of [
    ['rsa-public.pem', RSA],
    ['rsa-public-pkcs1.pem', RSA],
    ['rsa-certificate.pem', RSA],
    ['ec-public.pem', EC],
    ['ec-certificate.pem', EC],
  ] as const) {
    it(`reads ${file} as openssl wrote it`, () => {
      assert.ok(readPublicKey(textOf(file)).equals(createPublicKey(key)));
    });
  }

  it('reads a public JWK', () => {
    const jwk = { ...createPublicKey(EC).export({ format: 'jwk' }), kid: 'a', use: 'sig', x5t: 'unused' };
    assert.ok(readPublicKey(JSON.stringify(jwk)).equals(createPublicKey(EC)));
  });

  for (const [what, input, message, hint] of [
    ['a private key', textOf('rsa-pkcs8.pem'), /private key \(PKCS#8\); a public key/, /openssl pkey .*-pubout/],
    ['a private key with passphrase', textOf('rsa-pkcs8-encrypted.pem'), /with a passphrase/, /-pubout/],
    ['a private JWK', JSON.stringify(EC.export({ format: 'jwk' })), /private JWK/, /without "d"/],
    [
      'a key with its certificate',
      textOf('ec-certificate.pem') + textOf('ec-pkcs8.pem'),
      /private key/,
      /must not leave/,
    ],
    [
      'a chain',
      textOf('ec-certificate.pem') + textOf('rsa-certificate.pem'),
      /several keys or certificates/,
      /first certificate/,
    ],
    ['a request', textOf('request.pem'), /signing request/, /openssl req/],
    ['an OpenSSH public key', textOf('openssh.pub'), /OpenSSH public key/, /ssh-keygen -e -m PKCS8/],
    ['a JWKS', '{"keys":[]}', /a JWKS/, /an entry of its "keys"/],
    ['a PKCS#12 file', bytesOf('ec.p12'), /PKCS#12/, /-nokeys/],
  ] as const) {
    it(`says of ${what} what it is and what to do`, () => {
      const error = errorOf(() => readPublicKey(input));
      assert.equal(error.code, 'key-wrong-kind');
      assert.match(error.message, message);
      assert.match(error.hint ?? '', hint);
    });
  }

  it('says that a public key or a certificate is damaged', () => {
    for (const label of ['PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE']) {
      const error = errorOf(() => readPublicKey(`-----BEGIN ${label}-----\nMAAA\n-----END ${label}-----`));
      assert.equal(error.code, 'key-damaged');
      assert.match(error.hint ?? '', /Copy it again/);
    }
  });

  it('refuses an RSA key whose public exponent makes signatures forgeable', () => {
    const { n } = createPublicKey(RSA).export({ format: 'jwk' });
    for (const e of ['AQ', 'Ag']) {
      const error = errorOf(() => readPublicKey(JSON.stringify({ kty: 'RSA', n, e })));
      assert.ok(['key-weak-exponent', 'jwk-malformed'].includes(error.code), error.code);
    }
  });

  it('refuses an RSA key that is made to keep a verifier busy', () => {
    const { n } = createPublicKey(RSA).export({ format: 'jwk' });
    const modulus = Buffer.from(n as string, 'base64url');
    const exponent = Buffer.from(modulus);
    exponent[0] = (exponent[0] as number) >> 1;
    const large = Buffer.concat([modulus, Buffer.alloc(1024, 0xa5)]);
    for (const key of [
      { kty: 'RSA', n, e: exponent.toString('base64url') },
      { kty: 'RSA', n: large.toString('base64url'), e: 'AQAB' },
    ]) {
      assert.equal(errorOf(() => readPublicKey(JSON.stringify(key))).code, 'key-too-large');
    }
  });
});
