import assert from 'node:assert/strict';
import { evaluateAccessPolicy } from '../../../src/zidentity/authenticate/access-policy.js';
import { createReplayMemory } from '../../../src/zidentity/authenticate/replay.js';
import type { AccessPolicyRule } from '../../../src/zidentity/model.js';

describe('An access policy rule', () => {
  const allowed = (rule: AccessPolicyRule | undefined, second = 100) => {
    const decision = evaluateAccessPolicy(rule, second * 1000);
    return ['ZIA', 'ZPA'].filter((service) => decision.allows(service));
  };

  it('that is not there allows everything', () => assert.deepEqual(allowed(undefined), ['ZIA', 'ZPA']));
  it('that blocks without more blocks everything', () => assert.deepEqual(allowed({ action: 'BLOCK' }), []));
  it('that blocks a service leaves the others', () => {
    assert.deepEqual(allowed({ action: 'BLOCK', services: ['ZIA'] }), ['ZPA']);
  });
  it('that allows a service blocks the others', () => {
    assert.deepEqual(allowed({ action: 'ALLOW', services: ['ZIA'] }), ['ZIA']);
  });
  it('blocks within its window, bounds included', () => {
    const rule: AccessPolicyRule = { action: 'BLOCK', from: 100, to: 200 };
    assert.deepEqual(
      [99, 100, 200, 201].map((second) => allowed(rule, second).length),
      [2, 0, 0, 2],
    );
  });
  it('allows within its window alone', () => {
    const rule: AccessPolicyRule = { action: 'ALLOW', from: 100, to: 200 };
    assert.deepEqual(
      [99, 100, 200, 201].map((second) => allowed(rule, second).length),
      [0, 2, 2, 0],
    );
  });
  it('says what it does', () => {
    assert.match(
      evaluateAccessPolicy({ action: 'BLOCK', services: ['ZIA'], to: 60 }, 0).detail,
      /blocks the resources ZIA\. It applies until 1970/,
    );
  });
});

describe('The memory against replay', () => {
  it('takes a jti once for each client, until it expired', () => {
    const memory = createReplayMemory();
    assert.equal(memory.use('a', 'x', 200, 100), true);
    assert.equal(memory.use('a', 'x', 200, 100), false);
    assert.equal(memory.use('b', 'x', 200, 100), true);
    assert.equal(memory.use('a', 'x', 300, 200), false);
    assert.equal(memory.use('a', 'x', 300, 201), true);
  });

  it('is bounded: the oldest goes first', () => {
    const memory = createReplayMemory(2);
    for (const jti of ['x', 'y', 'z']) assert.equal(memory.use('a', jti, 200, 100), true);
    assert.equal(memory.use('a', 'z', 200, 100), false);
    assert.equal(memory.use('a', 'x', 200, 100), true);
  });
});
