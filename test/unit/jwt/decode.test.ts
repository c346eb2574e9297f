import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WorkbenchError } from '../../../src/errors.js';
import { cleanPastedToken, decodeJwt, MAX_JSON_DEPTH } from '../../../src/jwt/decode.js';
import { inspectJson } from '../../../src/jwt/json.js';

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const token = (header: unknown, payload: unknown, signature = 'c2ln') =>
  `${encode(header)}.${encode(payload)}.${signature}`;
const raw = (header: Buffer | string, payload: Buffer | string) =>
  `${Buffer.from(header).toString('base64url')}.${Buffer.from(payload).toString('base64url')}.c2ln`;

describe('decodeJwt', () => {
  it('takes a token apart', () => {
    const text = token({ alg: 'RS256', kid: 'k' }, { sub: 'ci', exp: 1, ü: '€' });
    assert.deepEqual(decodeJwt(text), {
      token: text,
      header: { alg: 'RS256', kid: 'k' },
      payload: { sub: 'ci', exp: 1, ü: '€' },
      signature: 'c2ln',
      signingInput: text.slice(0, text.lastIndexOf('.')),
      duplicates: [],
    });
  });

  it('takes an unsigned token apart', () => {
    assert.equal(decodeJwt(token({ alg: 'none' }, {}, '')).signature, '');
  });

  it('names claims and parameters that occur twice, also by another spelling and at any depth', () => {
    const text = raw('{"alg":"RS256","alg":"none"}', '{"exp":1,"a":{"b":1,"\\u0062":2},"e\\u0078p":9}');
    const { duplicates, payload } = decodeJwt(text);
    assert.deepEqual(duplicates, ['header.alg', 'b', 'exp']);
    assert.equal(payload.exp, 9);
  });

  it('is not fooled by names that objects have by nature', () => {
    const { payload } = decodeJwt(raw('{"alg":"none"}', '{"__proto__":{"exp":1},"constructor":2}'));
    assert.equal((payload as { exp?: unknown }).exp, undefined);
    assert.deepEqual(Object.keys(payload), ['__proto__', 'constructor']);
    assert.equal(({} as { exp?: unknown }).exp, undefined);
  });

  for (const [what, text, message] of [
    ['empty', '', /is empty/],
    ['a word', 'abc', /no dots/],
    ['two parts', 'eyJhIjoxfQ.e30', /2 parts/],
    ['four parts', 'eyJhIjoxfQ.e30.c2ln.x', /4 parts/],
    ['seven parts', 'a.b.c.d.e.f.g', /more than five parts/],
    ['an empty header', '.e30.c2ln', /header is empty/],
    ['an empty payload', 'eyJhIjoxfQ..c2ln', /payload is empty/],
    ['plain base64', 'eyJhIjoxfQ==.e30.c2ln', /header is plain base64 \("=" at position 11\)/],
    ['a plus sign', 'eyJhIjoxfQ.e3+0.c2ln', /payload is plain base64 \("\+" at position 3\)/],
    ['another character', 'eyJhIjoxfQ.e30.c2*n', /signature is not base64url.*position 3/],
    ['a cut-off part', 'eyJhIjoxfQ.e30.c2lna', /signature is cut off/],
    ['bytes that are no text', raw(Buffer.from([0x7b, 0xff, 0x7d]), '{}'), /header is not UTF-8/],
    ['a header that is no JSON', raw('{"alg"', '{}'), /header is not valid JSON/],
    ['a payload that is no JSON', raw('{}', 'hello'), /payload is not valid JSON/],
    ['a header that is an array', raw('[]', '{}'), /header is not a JSON object but an array/],
    ['a payload that is null', raw('{}', 'null'), /payload is not a JSON object but null/],
    ['a payload that is a string', raw('{}', '"x"'), /payload is not a JSON object but a string/],
    ['a payload that is a number', raw('{}', '7'), /but a number/],
    ['a byte order mark', raw('\uFEFF{}', '{}'), /header is not valid JSON/],
    ['a deep payload', raw('{}', `{"a":${'['.repeat(MAX_JSON_DEPTH)}${']'.repeat(MAX_JSON_DEPTH)}}`), /32 levels/],
    ['a very deep payload', raw('{}', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`), /32 levels/],
    ['too long', `eyJhIjoxfQ.${'A'.repeat(65_536)}.`, /64 KiB/],
  ] as const) {
    it(`says what is wrong with ${what}`, () => {
      assert.throws(
        () => decodeJwt(text),
        (error) => {
          assert.ok(error instanceof WorkbenchError && error.code === 'jwt-malformed' && error.hint);
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }

  it('says of an encrypted token that it is one', () => {
    assert.throws(() => decodeJwt('eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn'), { code: 'jwt-encrypted' });
  });

  it('accepts JSON as deep as the bound', () => {
    decodeJwt(raw('{}', `{"a":${'['.repeat(MAX_JSON_DEPTH - 1)}${']'.repeat(MAX_JSON_DEPTH - 1)}}`));
  });

  it('gives back every header and payload that was encoded', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }));
    fc.assert(
      fc.property(object, object, (header, payload) => {
        const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
        const decoded = decodeJwt(token(header, payload));
        assert.deepEqual([decoded.header, decoded.payload, decoded.duplicates], [plain(header), plain(payload), []]);
      }),
      { numRuns: 300 },
    );
  });

  it('answers every text with a decoded token or a WorkbenchError that does not quote it', () => {
    const part = fc.oneof(
      fc.base64String().map((text) => text.replace(/=+$/, '')),
      fc.string(),
      fc.json().map((json) => encode(json)),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const text = parts.join('.');
        try {
          decodeJwt(text);
        } catch (error) {
          assert.ok(error instanceof WorkbenchError);
          for (const each of parts) if (each.length > 12) assert.ok(!error.message.includes(each));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('inspectJson', () => {
  it('knows depth and duplicates of any JSON', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        assert.deepEqual(inspectJson(json), { depth: depthOf(JSON.parse(json)), duplicates: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('does not take a name in another object, in an array, or a string with brackets for a duplicate', () => {
    assert.deepEqual(inspectJson('{"a":{"a":"{\\"a\\":[\\\\"},"b":["a","a"],"c":[{"a":1},{"a":1}]}').duplicates, []);
  });
});

describe('cleanPastedToken', () => {
  const bare = 'eyJhbGciOiJub25lIn0.e30.';
  for (const pasted of [
    bare,
    `  ${bare}\n`,
    `"${bare}"`,
    `'${bare}',`,
    `Bearer ${bare}`,
    `bearer   ${bare}`,
    `Authorization: Bearer ${bare}`,
    `"Authorization": "Bearer ${bare}",`,
    `${bare.slice(0, 10)}\n${bare.slice(10)}`,
  ]) {
    it(`finds the token in ${JSON.stringify(pasted.replace(bare, '…'))}`, () =>
      assert.equal(cleanPastedToken(pasted), bare));
  }

  // Where each of them began a search of its own, this took minutes.
  it('goes through a run of quotation marks once', () => {
    const quotes = '"'.repeat(128 * 1024 - 1);
    assert.equal(cleanPastedToken(`${quotes}a`), `${quotes.slice(2)}a`);
  });
});
