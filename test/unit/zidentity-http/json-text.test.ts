import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HttpError } from '../../../src/zidentity/http/http-error.js';
import { parseJsonBody } from '../../../src/zidentity/http/json-text.js';

const parse = (text: string) => parseJsonBody(Buffer.from(text));

describe('parseJsonBody', () => {
  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        fc.pre(!text.includes('__proto__'));
        assert.deepEqual(parse(text), JSON.parse(text));
      }),
      { numRuns: 50 },
    );
  });

  it('takes an empty body for none', () => {
    assert.equal(parse(''), undefined);
    assert.equal(parse(' \r\n'), undefined);
  });

  it('names the place of a fault and repeats nothing of the text', () => {
    assert.throws(
      () => parse('{\n  "secret": "hunter22" oops}'),
      (error) =>
        error instanceof HttpError &&
        error.status === 400 &&
        /line 2/.test(error.message) &&
        !/hunter22|oops/.test(error.message),
    );
  });

  it('refuses what nests too deeply, before it is parsed', () => {
    assert.throws(() => parse('['.repeat(100_000)), /nests deeper/);
    assert.throws(() => parse(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`), /nests deeper/);
    assert.doesNotThrow(() => parse(`${'['.repeat(64)}${']'.repeat(64)}`));
  });

  it('does not count brackets inside of strings', () => {
    const text = JSON.stringify(['['.repeat(1000), '\\"[[{{'.repeat(100)]);
    assert.deepEqual(parse(text), JSON.parse(text));
  });

  it('refuses a member that would become a prototype, however it is written', () => {
    for (const text of [
      '{"__proto__":{}}',
      '{"a":[{"__proto__":1}]}',
      '{"__\\u0070roto__":{}}',
      '{"\\u005f_proto__":{}}',
    ]) {
      assert.throws(() => parse(text), /__proto__/, text);
    }
    assert.deepEqual(parse('{"a":"__proto__"}'), { a: '__proto__' });
  });

  it('refuses what is not UTF-8', () => {
    assert.throws(() => parseJsonBody(Buffer.from([0x22, 0xff, 0x22])), /UTF-8/);
  });
});
