import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeTime, tokenState } from '../../../src/jwt/state.js';
import { formatDuration, formatTime, timeProblem } from '../../../src/jwt/time.js';

const now = Date.UTC(2026, 10, 23, 10, 0, 0) / 1000;
const stateOf = (payload: Record<string, unknown>) => tokenState(payload, now * 1000);

describe('tokenState', () => {
  it('is active until exp and expired from exp on (RFC 7519 §4.1.4)', () => {
    assert.equal(stateOf({ exp: now + 1 }).state, 'active');
    assert.equal(stateOf({ exp: now }).state, 'expired');
    assert.equal(stateOf({ exp: now - 1 }).state, 'expired');
    assert.equal(tokenState({ exp: now }, now * 1000 - 1).state, 'active');
  });

  it('is not yet valid before nbf and active from nbf on (RFC 7519 §4.1.5)', () => {
    assert.equal(stateOf({ nbf: now + 1, exp: now + 9 }).state, 'not-yet-valid');
    assert.equal(stateOf({ nbf: now, exp: now + 9 }).state, 'active');
    assert.equal(stateOf({ nbf: now + 1 }).state, 'not-yet-valid');
  });

  it('has no expiry without exp', () => {
    assert.equal(stateOf({}).state, 'no-expiry');
    assert.equal(stateOf({ iat: now, nbf: now }).state, 'no-expiry');
  });

  it('calls an expired token expired even where it would not be valid yet', () => {
    assert.equal(stateOf({ exp: now - 5, nbf: now + 5 }).state, 'expired');
  });

  it('takes fractions of a second, as RFC 7519 §2 allows them', () => {
    assert.equal(stateOf({ exp: now + 0.5 }).state, 'active');
    assert.equal(stateOf({ exp: now - 0.5 }).state, 'expired');
    assert.equal(stateOf({ exp: now + 0.5 }).secondsLeft, 0.5);
  });

  for (const [what, exp] of [
    ['a string', '1800000000'],
    ['null', null],
    ['a boolean', true],
    ['an array', [1800000000]],
    ['an object', {}],
    ['NaN', Number.NaN],
    ['infinite', JSON.parse('1e999')],
    ['negative', -1],
    ['negative infinity', Number.NEGATIVE_INFINITY],
    ['milliseconds', (now + 3600) * 1000],
    ['beyond the calendar', 1e20],
  ] as const) {
    it(`never calls a token active whose exp is ${what}`, () => {
      const state = stateOf({ exp });
      assert.equal(state.state, 'malformed-time');
      assert.match(state.description, /"exp" is not a time: /);
      assert.equal(state.expiresAt, undefined);
    });
  }

  it('never calls a token active whose nbf or iat is no time', () => {
    assert.equal(stateOf({ exp: now + 9, nbf: 'x' }).state, 'malformed-time');
    assert.equal(stateOf({ exp: now + 9, iat: {} }).state, 'malformed-time');
    assert.equal(stateOf({ exp: now + 9, iat: {} }).expiresAt, now + 9);
  });

  it('says milliseconds where a time is one', () => {
    assert.match(stateOf({ exp: (now + 3600) * 1000 }).description, /milliseconds/);
  });

  it('names what is odd about clear times', () => {
    assert.match(stateOf({ exp: now + 900, iat: now + 300 }).problems.join(), /"iat" lies in the future/);
    assert.match(stateOf({ exp: now + 5, iat: now + 5 }).problems.join(), /"exp" does not lie after "iat"/);
    assert.deepEqual(stateOf({ exp: now + 5, iat: now + 1 }).problems, []);
  });

  it('does not take what objects have by nature for a claim', () => {
    assert.equal(tokenState(Object.create({ exp: now + 9 }), now * 1000).state, 'no-expiry');
  });

  it('is active only with a finite exp in the future, whatever the payload holds', () => {
    const value = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.record({ exp: value, nbf: value, iat: value }, { requiredKeys: [] }), (payload) => {
        const { state, description } = stateOf(payload);
        assert.ok(description.length > 0);
        if (state === 'active') {
          assert.ok(typeof payload.exp === 'number' && Number.isFinite(payload.exp) && payload.exp > now);
          assert.ok(payload.nbf === undefined || (payload.nbf as number) <= now);
        }
        if (state === 'no-expiry') assert.ok(!Object.hasOwn(payload, 'exp'));
      }),
      { numRuns: 500 },
    );
  });
});

describe('describeTime', () => {
  for (const [distance, words] of [
    [0, 'now'],
    [1, 'in 1 second'],
    [-1, '1 second ago'],
    [119, 'in 119 seconds'],
    [120, 'in 2 minutes'],
    [720, 'in 12 minutes'],
    [-3600, '60 minutes ago'],
    [7200, 'in 2 hours'],
    [-86_400, '24 hours ago'],
    [172_800, 'in 2 days'],
    [86_400 * 800, 'in 2 years'],
  ] as const) {
    it(`says "${words}"`, () => {
      assert.equal(describeTime(now + distance, now * 1000), `${formatTime(now + distance)} (${words})`);
    });
  }

  it('writes the time in UTC to the second', () => {
    assert.equal(describeTime(now + 720, now * 1000), '2026-11-23 10:12:00Z (in 12 minutes)');
    assert.equal(formatTime(0), '1970-01-01 00:00:00Z');
  });

  it('says of a number outside the calendar that it is no time', () => {
    for (const wild of [Number.NaN, Number.POSITIVE_INFINITY, -5, 1e20]) assert.match(describeTime(wild, 0), /\(it /);
  });

  it('answers every number', () => {
    fc.assert(
      fc.property(fc.double(), fc.double({ min: 0, max: 4e12, noNaN: true }), (time, at) => {
        assert.ok(describeTime(time, at).length > 0);
        assert.equal(timeProblem(time) === undefined, time >= 0 && time < 1e11);
      }),
    );
  });
});

describe('formatDuration', () => {
  it('has no sign', () => assert.equal(formatDuration(-90), formatDuration(90)));
});
