import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findJwtAt, findJwts, findJwtsInSteps, MAX_TOKEN_LENGTH } from '../../../src/jwt/find.js';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjaSJ9.c2lnbmF0dXJl';
const UNSIGNED = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJjaSJ9.';
const JWE = 'eyJhbGciOiJSU0EtT0FFUCJ9.a2V5.aXY.Y2lwaGVydGV4dA.dGFn';
const JWE_DIRECT = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn';

const tokensOf = (text: string) => [...findJwts(text)].map(({ token }) => token);
const base64url = fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/);
const jwt = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9_-]{8,40}$/), base64url, fc.oneof(base64url, fc.constant('')))
  .map(([header, payload, signature]) => `eyJ${header}.${payload}.${signature}`);

describe('findJwts', () => {
  for (const [where, before, after] of [
    ['alone', '', ''],
    ['behind Bearer', 'Authorization: Bearer ', '\r\n'],
    ['in JSON', '{"access_token":"', '","token_type":"Bearer"}'],
    ['in .env', 'TOKEN=', '\nOTHER=1'],
    ['in a URL', 'https://x.test/cb?access_token=', '&state=1'],
    ['in a fragment', 'https://x.test/cb#id_token=', ''],
    ['in a path', 'https://x.test/t/', '/x'],
    ['in an encoded URL', 'https://x.test/?q=%22', '%22'],
    ['behind an encoded blank', 'auth=Bearer%20', ''],
    ['in single quotes', "curl -H 'Authorization: Bearer ", "'"],
    ['in backticks', '`', '`'],
    ['in brackets', '(', ')'],
    ['in XML', '<token>', '</token>'],
    ['behind an escaped line break', '"line\\n', '"'],
    ['behind an escaped quote', '\\u0022', '\\u0022'],
    ['behind a hexadecimal escape', '\\x22', '\\x22'],
    ['in a log', '2026-11-23T10:00:00Z token=', ' status=200'],
    ['before a comma', '', ', and more'],
  ] as const) {
    it(`finds a token ${where}`, () => {
      const [found, ...more] = findJwts(before + TOKEN + after);
      assert.deepEqual(found, { start: before.length, end: before.length + TOKEN.length, token: TOKEN, kind: 'jws' });
      assert.deepEqual(more, []);
    });
  }

  it('leaves the full stop of a sentence out', () => {
    assert.deepEqual(tokensOf(`The token is ${TOKEN}. It works.`), [TOKEN]);
  });

  it('finds an unsigned token with its last dot', () => {
    assert.deepEqual(tokensOf(`x ${UNSIGNED} y "${UNSIGNED}"`), [UNSIGNED, UNSIGNED]);
  });

  it('finds an encrypted token and says that it is one', () => {
    for (const token of [JWE, JWE_DIRECT]) {
      assert.deepEqual(
        [...findJwts(`"${token}"`)].map((found) => [found.token, found.kind]),
        [[token, 'jwe']],
      );
    }
  });

  it('finds several on one line', () => {
    assert.deepEqual(tokensOf(`${TOKEN} ${UNSIGNED},${TOKEN}|${JWE}`), [TOKEN, UNSIGNED, TOKEN, JWE]);
  });

  for (const [what, text] of [
    ['in the middle of a word', `x${TOKEN}`],
    ['behind a dot', `a.${TOKEN}`],
    ['with two parts', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjaSJ9'],
    ['with an empty payload', 'eyJhbGciOiJSUzI1NiJ9..c2ln'],
    ['with an empty header', '.eyJzdWIiOiJjaSJ9.c2ln'],
    ['whose header is too short', 'eyJ.foo.bar'],
    ['that is a property', 'eyJson.parse(text)'],
    ['that is not there', 'nothing here'],
    ['longer than 64 KiB', `eyJhbGciOiJSUzI1NiJ9.${'A'.repeat(MAX_TOKEN_LENGTH)}.AA`],
  ] as const) {
    it(`finds no token ${what}`, () => assert.deepEqual(tokensOf(text), []));
  }

  it('finds every token between other words, once, in order, where it stands', () => {
    const word = fc.stringMatching(/^[a-z{}":,=;<>()\n\t ]{0,30}$/).filter((text) => !text.includes('ey'));
    fc.assert(
      fc.property(fc.array(fc.tuple(word, jwt), { maxLength: 6 }), word, (parts, tail) => {
        const text = `${parts.map(([before, token]) => ` ${before} ${token}`).join('')} ${tail}`;
        const found = [...findJwts(text)];
        assert.deepEqual(
          found.map(({ token }) => token),
          parts.map(([, token]) => token),
        );
        for (const { start, end, token } of found) assert.equal(text.slice(start, end), token);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with findJwtAt at every offset of every text', () => {
    const piece = fc.oneof(
      jwt,
      fc.constantFrom('eyJ', '.', '..', ' ', '%22', '\\n', '"', 'eyJhbGciOiJSUzI1NiJ9', 'x'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const text = pieces.join('');
        const all = [...findJwts(text)];
        for (const found of all) {
          for (const offset of [found.start, Math.floor((found.start + found.end) / 2)]) {
            assert.deepEqual(findJwtAt(text, offset), found);
          }
        }
        for (let offset = 0; offset <= text.length; offset++) {
          const at = findJwtAt(text, offset);
          if (at) assert.ok(all.some(({ start, end }) => start === at.start && end === at.end));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('looks at each part of a text a bounded number of times, however it is made up', function () {
    this.timeout(20_000);
    // A quadratic search of 4 million characters would not end within the time limit of a test.
    for (const pattern of [
      'eyJ',
      'eyJ.',
      '.eyJ',
      '..eyJ',
      ' eyJhbGciOiJSUzI1NiJ9.',
      'eyJhbGciOiJSUzI1NiJ9..',
      '%22eyJ',
      'eyJhbGci.eyJhbGci',
      '\\neyJ.',
    ]) {
      const text = pattern.repeat(Math.ceil(4_000_000 / pattern.length));
      let count = 0;
      for (const _ of findJwts(text)) count++;
      assert.ok(count < text.length);
    }
  });

  it('searches a part of a text alone, when asked', () => {
    const text = `${TOKEN} ${TOKEN} ${TOKEN}`;
    const second = TOKEN.length + 1;
    assert.deepEqual(
      [...findJwts(text, 1, second + 1)].map(({ start }) => start),
      [second],
    );
    assert.deepEqual([...findJwts(text, 1, second)], []);
  });
});

describe('findJwtsInSteps', () => {
  const large = `${' '.repeat(512 * 1024 - 2)}${TOKEN} ${TOKEN}${' '.repeat(600 * 1024)}${TOKEN}`;

  it('finds what findJwts finds, also across the borders of its steps, and pauses in between', async () => {
    let pauses = 0;
    const found = [];
    for await (const each of findJwtsInSteps(large, async () => pauses++)) found.push(each);
    assert.deepEqual(found, [...findJwts(large)]);
    assert.equal(found.length, 3);
    assert.ok(pauses >= 2);
  });

  it('does not find the tail of a token that began in the step before', async () => {
    const text = `${' '.repeat(512 * 1024 - 10)}eyJhbGciOiJSUzI1NiJ9..eyJhbGciOiJSUzI1NiJ9.eyJhbGciOiJSUzI1NiJ9.eyJhbGciOiJSUzI1NiJ9`;
    const found = [];
    for await (const each of findJwtsInSteps(text, async () => {})) found.push(each);
    assert.deepEqual(found, [...findJwts(text)]);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const found = [];
    for await (const each of findJwtsInSteps(large, async () => stop.abort(), stop.signal)) found.push(each);
    assert.ok(found.length < 3);
  });
});

describe('findJwtAt', () => {
  const text = `Authorization: Bearer ${TOKEN}; next`;
  const start = text.indexOf(TOKEN);

  it('finds the token at any of its characters, and right behind it', () => {
    for (let offset = start; offset <= start + TOKEN.length; offset++)
      assert.equal(findJwtAt(text, offset)?.token, TOKEN);
  });

  it('finds the token behind the word Bearer under the cursor', () => {
    for (let offset = text.indexOf('Bearer'); offset < start; offset++)
      assert.equal(findJwtAt(text, offset)?.start, start);
    assert.equal(findJwtAt(`bearer  ${TOKEN}`, 2)?.token, TOKEN);
  });

  it('finds nothing beside it', () => {
    for (const offset of [
      0,
      text.indexOf('Bearer') - 2,
      start + TOKEN.length + 1,
      text.length,
      -1,
      text.length + 1,
      Number.NaN,
    ]) {
      assert.equal(findJwtAt(text, offset), undefined);
    }
  });

  it('takes the nearer of two tokens side by side', () => {
    const two = `${TOKEN},${UNSIGNED}`;
    assert.equal(findJwtAt(two, TOKEN.length + 1)?.token, UNSIGNED);
    assert.equal(findJwtAt(two, TOKEN.length)?.token, TOKEN);
  });

  it('looks no further than 64 Ki characters around', () => {
    const line = `${'A'.repeat(2_499_990)} ${'eyJ'.padEnd(2_500_000, 'A')}`;
    let looked = 0;
    const counting = new Proxy(Object(line), {
      get(target, name) {
        if (name === 'charCodeAt')
          return (at: number) => {
            looked++;
            return line.charCodeAt(at);
          };
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(line) : value;
      },
    });
    assert.equal(findJwtAt(counting as string, 2_500_000), undefined);
    assert.ok(looked <= 3 * MAX_TOKEN_LENGTH, `${looked} characters`);
  });
});
