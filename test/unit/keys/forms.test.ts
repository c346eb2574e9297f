import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import fc from 'fast-check';
import * as jose from 'jose';
import { WorkbenchError } from '../../../src/errors.js';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { toJwk } from '../../../src/keys/jwk.js';
import { makeJwks, parseJwks } from '../../../src/keys/jwks.js';
import { algForKey, KEY_TYPES, keyTypeName } from '../../../src/keys/key-types.js';
import { findPemAt, findPemBlocks, writePem } from '../../../src/keys/pem.js';
import { readPrivateKey, readPublicKey } from '../../../src/keys/read.js';
import { thumbprint } from '../../../src/keys/thumbprint.js';
import { writePrivateKey, writePublicKey } from '../../../src/keys/write.js';
import { textOf } from './fixture.js';

const RSA = createPrivateKey(textOf('rsa-pkcs8.pem'));
const EC = createPrivateKey(textOf('ec-pkcs8.pem'));
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];

describe('generateKeyPair', function () {
  // Looking for large primes is a matter of luck.
  this.timeout(60_000);

  for (const { type, alg } of KEY_TYPES.filter((row) => row.type !== 'RSA-4096')) {
    it(`makes a pair of type ${type} that signs ${alg}`, async () => {
      const { privateKey, publicKey } = await generateKeyPair(type);
      assert.equal(keyTypeName(privateKey), type);
      assert.equal(algForKey(publicKey), alg);
      assert.ok(createPublicKey(privateKey).equals(publicKey));
    });
  }

  it('does not block the event loop', async () => {
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    await generateKeyPair('RSA-2048');
    clearInterval(counting);
    assert.ok(turns > 0);
  });

  it('refuses a type that it does not know', async () => {
    await assert.rejects(generateKeyPair('DSA' as never), /Unknown key type/);
  });
});

describe('thumbprint', () => {
  it('is the one of the example in RFC 7638 §3.1', () => {
    const jwk = {
      kty: 'RSA',
      n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
      e: 'AQAB',
      alg: 'RS256',
      kid: '2011-04-29',
    };
    assert.equal(thumbprint(jwk), 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });

  it('is the same for both halves of a key, for their JWKs, and for jose', async () => {
    for (const key of [RSA, EC]) {
      const expected = await jose.calculateJwkThumbprint(createPublicKey(key).export({ format: 'jwk' }) as jose.JWK);
      assert.equal(thumbprint(key), expected);
      assert.equal(thumbprint(createPublicKey(key)), expected);
      assert.equal(thumbprint(key.export({ format: 'jwk' })), expected);
    }
  });

  it('refuses a JWK that lacks what it is made of', () => {
    for (const jwk of [{}, { kty: 'oct', k: 'AAAA' }, { kty: 'EC', crv: 'P-256', x: 'AA' }, { kty: 'constructor' }]) {
      assert.throws(() => thumbprint(jwk), { code: 'jwk-malformed' });
    }
  });
});

describe('toJwk', () => {
  it('gives the public key alone, with kid, use and alg, also of a private key', () => {
    for (const [key, alg] of [
      [RSA, 'RS256'],
      [EC, 'ES256'],
    ] as const) {
      const jwk = toJwk(key);
      assert.deepEqual([jwk.kid, jwk.use, jwk.alg], [thumbprint(key), 'sig', alg]);
      assert.deepEqual(
        Object.keys(jwk).filter((member) => PRIVATE.includes(member)),
        [],
      );
      assert.ok(createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }).equals(createPublicKey(key)));
    }
  });

  it('gives the private members when asked, and reads them back', () => {
    for (const key of [RSA, EC]) assert.ok(readPrivateKey(JSON.stringify(toJwk(key, { private: true }))).equals(key));
  });

  it('refuses to make a private JWK of a public key', () => {
    assert.throws(() => toJwk(createPublicKey(EC), { private: true }), { code: 'key-wrong-kind' });
  });

  it('takes another kid', () => {
    assert.equal(toJwk(EC, { kid: 'mine' }).kid, 'mine');
  });
});

describe('writePrivateKey and writePublicKey', () => {
  it('write PKCS#8 and SPKI that are read back as the same key', () => {
    for (const key of [RSA, EC]) {
      assert.match(writePrivateKey(key), /^-----BEGIN PRIVATE KEY-----\n/);
      assert.ok(readPrivateKey(writePrivateKey(key)).equals(key));
      assert.match(writePublicKey(key), /^-----BEGIN PUBLIC KEY-----\n/);
      assert.ok(readPublicKey(writePublicKey(key)).equals(createPublicKey(key)));
    }
  });

  it('write encrypted PKCS#8 that opens with its passphrase alone', () => {
    const pem = writePrivateKey(EC, { passphrase: 'schön' });
    assert.match(pem, /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    assert.ok(readPrivateKey(pem, { passphrase: 'schön' }).equals(EC));
    assert.throws(() => readPrivateKey(pem, { passphrase: 'schon' }), { code: 'passphrase-wrong' });
  });

  it('refuse an empty passphrase, and a public key as a private one', () => {
    assert.throws(() => writePrivateKey(EC, { passphrase: '' }), { code: 'passphrase-empty' });
    assert.throws(() => writePrivateKey(createPublicKey(EC)), { code: 'key-wrong-kind' });
  });
});

describe('makeJwks', () => {
  it('holds every key once and never a private member', () => {
    const jwks = makeJwks([createPublicKey(RSA), createPublicKey(EC), EC]);
    assert.deepEqual(
      jwks.keys.map((key) => key.kid),
      [thumbprint(RSA), thumbprint(EC)],
    );
    for (const key of jwks.keys) for (const member of PRIVATE) assert.ok(!Object.hasOwn(key, member));
  });

  it('is a JWKS to jose', async () => {
    const jwks = makeJwks([RSA, EC]) as jose.JSONWebKeySet;
    for (const [key, alg] of [
      [RSA, 'RS256'],
      [EC, 'ES256'],
    ] as const) {
      const token = await new jose.SignJWT({}).setProtectedHeader({ alg, kid: thumbprint(key) }).sign(key);
      await jose.jwtVerify(token, jose.createLocalJWKSet(jwks));
    }
  });

  it('refuses a key that ZIdentity would not take', () => {
    assert.throws(() => makeJwks([createPrivateKey(textOf('rsa-1024.pem'))]), { code: 'key-too-small' });
  });
});

describe('parseJwks', () => {
  const ec = toJwk(EC);
  const rsa = toJwk(RSA);
  const parse = (...keys: unknown[]) => parseJwks(JSON.stringify({ keys }));

  it('gives the usable keys, also those without kid, use and alg', () => {
    const { kid, use, alg, ...bare } = ec;
    const { keys, skipped, hadPrivateMembers } = parse(rsa, bare);
    assert.deepEqual(
      keys.map(({ index, alg: name, kid: id }) => [index, name, id]),
      [
        [0, 'RS256', rsa.kid],
        [1, 'ES256', undefined],
      ],
    );
    assert.ok(keys[1]!.key.equals(createPublicKey(EC)));
    assert.deepEqual([skipped, hadPrivateMembers], [[], false]);
    assert.ok(kid && use && alg);
  });

  it('reads what another library made', async () => {
    const { publicKey } = await jose.generateKeyPair('ES256');
    const { keys } = parse({ ...(await jose.exportJWK(publicKey)), kid: 'theirs', key_ops: ['verify'] });
    assert.deepEqual([keys.length, keys[0]?.kid], [1, 'theirs']);
  });

  it('drops private members and says that there were some', () => {
    const { keys, hadPrivateMembers } = parse(toJwk(EC, { private: true }));
    assert.equal(hadPrivateMembers, true);
    assert.equal(keys[0]!.key.type, 'public');
  });

  const small = createPublicKey(textOf('rsa-1024.pem')).export({ format: 'jwk' });
  const p384 = createPublicKey(textOf('ec-p384.pem')).export({ format: 'jwk' });
  for (const [what, key, reason] of [
    ['for encryption', { ...ec, use: 'enc' }, /"use" is "enc"/],
    ['of another type', { kty: 'OKP', crv: 'Ed25519', x: 'AA' }, /"kty" is "OKP"/],
    ['that is symmetric', { kty: 'oct', k: 'AAAA' }, /symmetric/],
    ['without a type', { kid: 'x' }, /"kty" is not there/],
    ['whose alg does not fit', { ...ec, alg: 'RS256' }, /"alg" is "RS256".*ES256/],
    ['with another RSA algorithm', { ...rsa, alg: 'PS256' }, /"alg" is "PS256"/],
    ['for signing only', { ...ec, key_ops: ['sign'] }, /"key_ops"/],
    ['that is damaged', { ...ec, y: 'AAAA' }, /damaged or incomplete/],
    ['that is too small', small, /1024 bits/],
    ['on another curve', p384, /P384/],
    ['that is no object', 'key', /not a JSON object/],
    ['that is null', null, /not a JSON object/],
    ['that is an array', [], /not a JSON object/],
  ] as const) {
    it(`skips a key ${what}, with the reason`, () => {
      const { keys, skipped } = parse(key, rsa);
      assert.deepEqual(
        keys.map(({ index }) => index),
        [1],
      );
      assert.equal(skipped[0]?.index, 0);
      assert.match(skipped[0]!.reason, reason);
    });
  }

  for (const [what, text, message] of [
    ['a web page', '<!doctype html><title>Sign in</title>', /web page/],
    ['no JSON', 'keys:', /not valid JSON/],
    ['a single JWK', JSON.stringify(ec), /single JWK/],
    ['another object', '{"a":1}', /no "keys" array/],
    ['keys that are no array', '{"keys":{}}', /no "keys" array/],
    ['null', 'null', /no "keys" array/],
    ['too many keys', JSON.stringify({ keys: Array(101).fill({}) }), /101 keys/],
    ['too large', `{"keys":[]}${' '.repeat(1024 * 1024)}`, /1 MiB/],
  ] as const) {
    it(`says of ${what} that it is no JWKS`, () => {
      assert.throws(
        () => parseJwks(text),
        (error) => {
          assert.ok(error instanceof WorkbenchError && error.code === 'jwks-malformed');
          assert.match(error.message, message);
          return error.hint !== undefined;
        },
      );
    });
  }

  it('answers any JSON with keys and reasons, and never throws for a key', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.record(
              {
                kty: fc.constantFrom('RSA', 'EC', 'oct'),
                n: fc.string(),
                e: fc.string(),
                crv: fc.constant('P-256'),
                x: fc.base64String(),
                y: fc.base64String(),
                use: fc.jsonValue(),
              },
              { requiredKeys: [] },
            ),
          ),
          { maxLength: 8 },
        ),
        (keys) => {
          const parsed = parseJwks(JSON.stringify({ keys }));
          assert.equal(parsed.keys.length + parsed.skipped.length, keys.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('algForKey', () => {
  it('refuses RSA-PSS and DSA keys, which sign neither algorithm', () => {
    assert.throws(() => algForKey(createPrivateKey(textOf('rsa-pss.pem'))), { code: 'key-wrong-type' });
    const { publicKey } = generateKeyPairSync('ed448');
    assert.throws(() => algForKey(publicKey), { code: 'key-wrong-type' });
  });
});

describe('findPemBlocks', () => {
  it('finds every block that was written, wherever it stands', () => {
    const label = fc.constantFrom('PRIVATE KEY', 'CERTIFICATE', 'X509 CRL');
    const between = fc.string({ maxLength: 40 }).filter((text) => !text.includes('-----'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(between, label, fc.uint8Array({ minLength: 1, maxLength: 200 })), { maxLength: 6 }),
        (parts) => {
          const text = parts.map(([before, name, bytes]) => `${before}\n${writePem(name, bytes)}`).join('');
          const blocks = findPemBlocks(text);
          assert.deepEqual(
            blocks.map((block) => [block.label, block.der?.toString('hex'), block.truncated]),
            parts.map(([, name, bytes]) => [name, Buffer.from(bytes).toString('hex'), false]),
          );
          for (const block of blocks)
            assert.ok(text.slice(block.start, block.end).startsWith(`-----BEGIN ${block.label}-----`));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stops at 64 blocks', () => {
    assert.equal(findPemBlocks(textOf('ec-public.pem').repeat(100)).length, 64);
  });

  it('tells a block that runs into the next one as cut off', () => {
    const [first, second] = findPemBlocks(`-----BEGIN PUBLIC KEY-----\nAAAA\n${textOf('ec-public.pem')}`);
    assert.deepEqual([first?.truncated, second?.truncated], [true, false]);
  });
});

describe('findPemAt', () => {
  const pem = textOf('ec-public.pem').trim();
  const text = `${'x\n'.repeat(200_000)}${pem}\n${'y\n'.repeat(200_000)}`;
  const start = text.indexOf('-----BEGIN');

  it('finds the block at each of its characters, and nothing beside it', () => {
    for (let offset = start; offset <= start + pem.length; offset++) {
      const found = findPemAt(text, offset);
      assert.deepEqual([found?.start, found?.end, found?.label], [start, start + pem.length, 'PUBLIC KEY']);
    }
    for (const offset of [0, start - 1, start + pem.length + 1, text.length, -1, text.length + 1, Number.NaN]) {
      assert.equal(findPemAt(text, offset), undefined);
    }
  });

  it('finds each of two blocks that follow one another', () => {
    const two = `${pem}\n${textOf('ec-pkcs8.pem')}`;
    assert.equal(findPemAt(two, 30)?.label, 'PUBLIC KEY');
    assert.equal(findPemAt(two, pem.length + 40)?.label, 'PRIVATE KEY');
  });
});
