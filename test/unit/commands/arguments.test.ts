import assert from 'node:assert/strict';
import * as v from 'valibot';
import { ARGUMENT_BOUNDS, beyondBounds } from '../../../src/commands/argument-bounds.js';
import { readArguments, text } from '../../../src/commands/arguments.js';

const schema = v.strictObject({
  clientId: text,
  count: v.optional(v.pipe(v.number(), v.integer('it is no whole number'))),
  auth: v.optional(v.picklist(['SECRET', 'JWKS'])),
});

const refusal = (given: unknown) => {
  try {
    readArguments(schema, given);
  } catch (error) {
    return (error as Error).message;
  }
  return 'taken';
};

describe('The argument object of a command', () => {
  it('is taken where it fits', () => {
    assert.deepEqual(readArguments(schema, { clientId: 'iq1', count: 2 }), { clientId: 'iq1', count: 2 });
  });

  it('is refused with the member that is wrong and what it should be', () => {
    assert.match(refusal({}), /"clientId" is not usable: it is missing/);
    assert.match(refusal({ clientId: '' }), /"clientId" is not usable: it is empty/);
    assert.match(refusal({ clientId: 5 }), /"clientId" is not usable: expected string/);
    assert.match(refusal({ clientId: 'a', count: 1.5 }), /"count" is not usable: it is no whole number/);
    assert.match(refusal({ clientId: 'a', auth: 'NONE' }), /"auth" is not usable: expected .*SECRET/);
    assert.match(refusal({ clientId: 'a', clientid: 'b' }), /"clientid" is not usable: there is no such member/);
    assert.match(refusal('iq1'), /The argument is not usable: expected Object/);
  });

  it('is refused where it is larger than its bounds, before anything else is looked at', () => {
    assert.match(refusal({ clientId: 'x'.repeat(ARGUMENT_BOUNDS.characters) }), /too large/);
    const circle: Record<string, unknown> = { clientId: 'iq1' };
    circle.more = circle;
    assert.match(refusal(circle), /too large/);
  });

  it('has bounds that are taken at their edge and refused one behind it', () => {
    const { depth, values, characters } = ARGUMENT_BOUNDS;
    const nested = (levels: number) => {
      let value: unknown = 1;
      for (let level = 0; level < levels; level += 1) value = [value];
      return value;
    };
    assert.deepEqual([beyondBounds(nested(depth)), beyondBounds(nested(depth + 1))], [undefined, 'depth']);
    const list = (length: number) => Array.from({ length }, () => 1);
    assert.deepEqual([beyondBounds(list(values)), beyondBounds(list(values + 1))], [undefined, 'values']);
    const long = (length: number) => ({ a: 'x'.repeat(length - 1) });
    assert.deepEqual([beyondBounds(long(characters)), beyondBounds(long(characters + 1))], [undefined, 'characters']);
    assert.equal(beyondBounds({ ['x'.repeat(characters + 1)]: 1 }), 'characters');
  });

  it('is not quoted in the message, since it may be a secret', () => {
    assert.doesNotMatch(refusal({ clientId: ['hush'] }), /hush/);
    assert.doesNotMatch(refusal({ clientId: 'a', auth: 'hush' }), /hush/);
  });

  it('is not quoted either where a value was given as a name', () => {
    for (const name of ['hush hush', 'hush'.repeat(20), '-----BEGIN PRIVATE KEY-----\nhush']) {
      assert.match(
        refusal({ clientId: 'a', [name]: 1 }),
        /^The argument has a member that is not usable: there is no/,
        name,
      );
      assert.doesNotMatch(refusal({ clientId: 'a', [name]: 1 }), /hush/);
    }
  });

  it('is read as it is, without what its prototype has', () => {
    assert.match(refusal(Object.create({ clientId: 'a' })), /"clientId" is not usable: it is missing/);
    assert.match(refusal(JSON.parse('{"clientId":"a","__proto__":{"auth":"JWKS"}}')), /there is no such member/);
    assert.match(refusal({ clientId: 'a', constructor: 'b' }), /there is no such member/);
    assert.match(refusal(['iq1']), /The argument is not usable: expected Object/);
  });

  it('has no text longer than any that a command is for', () => {
    assert.match(refusal({ clientId: 'a'.repeat(2 * 1024 * 1024) }), /"clientId" is not usable: it is too long/);
  });

  it('is refused with the members that there are', () => {
    assert.throws(() => readArguments(schema, {}), { hint: 'Its members are clientId, count?, auth?.' });
  });
});
