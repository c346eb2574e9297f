import assert from 'node:assert/strict';
import { createClock } from '../../../src/zidentity/control/clock.js';
import { createFaultEngine } from '../../../src/zidentity/control/faults.js';
import { createSettings } from '../../../src/zidentity/control/settings.js';
import { createExchangeLog, type Exchange } from '../../../src/zidentity/exchanges/exchange-log.js';

describe('The fault engine', () => {
  it('takes a fault for its product alone, in any case', () => {
    const faults = createFaultEngine(() => undefined);
    faults.add({ target: 'gateway', product: 'ZIA', times: 1, status: 500 });
    assert.equal(faults.take('gateway', 'ZPA'), undefined);
    assert.equal(faults.take('gateway'), undefined);
    assert.equal(faults.take('token', 'ZIA'), undefined);
    assert.equal(faults.take('gateway', 'zia')?.status, 500);
    assert.equal(faults.take('gateway', 'ZIA'), undefined);
  });

  it('tells of every change, and holds a bounded number', () => {
    let changes = 0;
    const faults = createFaultEngine(() => (changes += 1));
    for (let count = 0; count < 1000; count += 1) assert.ok(faults.add({ target: 'token', times: 1 }));
    assert.equal(faults.add({ target: 'token', times: 1 }), undefined);
    assert.equal(changes, 1000);
    assert.equal(faults.waiting('token'), true);
    faults.clear();
    assert.equal(faults.waiting('token'), false);
    faults.clear();
    assert.equal(changes, 1001);
  });
});

describe('The exchange log', () => {
  const exchange = (id: number): Exchange => ({
    id: String(id),
    at: '',
    clientId: id % 2 === 0 ? 'even' : 'odd',
    method: 'NONE',
    outcome: 'issued',
    steps: [],
  });

  it('keeps the last ones, newest first', () => {
    const log = createExchangeLog(() => undefined, 4);
    const ids = (query: { clientId?: string; offset: number; limit: number }) =>
      log.list(query).records.map(({ id }) => Number(id));
    for (let id = 0; id < 3; id += 1) log.add(exchange(id));
    assert.deepEqual(ids({ offset: 0, limit: 9 }), [2, 1, 0]);
    for (let id = 3; id < 11; id += 1) log.add(exchange(id));
    assert.deepEqual(ids({ offset: 0, limit: 9 }), [10, 9, 8, 7]);
    assert.deepEqual(ids({ offset: 1, limit: 2 }), [9, 8]);
    assert.deepEqual(log.list({ clientId: 'odd', offset: 0, limit: 1 }), { total: 2, records: [exchange(9)] });
    assert.equal(log.get('6'), undefined);
    assert.equal(log.get('7')?.id, '7');
    log.clear();
    log.add(exchange(1));
    assert.deepEqual(ids({ offset: 0, limit: 9 }), [1]);
  });

  it('knows which exchange issued a token as long as it keeps the exchange', () => {
    const issued = (id: number) => ({ ...exchange(id), jti: `jti-${id}` });
    const log = createExchangeLog(() => undefined, 3, [issued(0), exchange(1)]);
    for (const id of [2, 3]) log.add(issued(id));
    assert.equal(log.issuing('jti-0'), undefined);
    assert.equal(log.issuing('jti-3')?.id, '3');
    assert.deepEqual(log.list({ jti: 'jti-2', offset: 0, limit: 9 }), { total: 1, records: [issued(2)] });
    log.clear();
    assert.equal(log.issuing('jti-3'), undefined);
  });

  it('tells that it changed when a call is noted', () => {
    let changes = 0;
    const log = createExchangeLog(() => {
      changes += 1;
    }, 3);
    const issued = { ...exchange(0), jti: 'a' };
    log.add(issued);
    const call = { kind: 'reads', product: 'ZIA', status: 401, method: 'GET', path: '/zia/x', found: '' } as const;
    for (let n = 0; n < 2; n += 1) log.noteCall(issued, { ...call, reason: 'token-revoked' });
    assert.equal(changes, 3);
    assert.deepEqual(log.get('0')?.calls, [{ ...call, reason: 'token-revoked', count: 2 }]);
  });
});

describe('The clock', () => {
  it('is the machine’s, shifted', () => {
    let real = 1_800_000_000_000;
    const clock = createClock(() => real);
    clock.setOffset(-10);
    assert.equal(clock.now(), 1_799_999_990_000);
    real += 5;
    assert.equal(clock.now(), 1_799_999_990_005);
    assert.equal(clock.real(), real);
  });

  for (const offset of [0.5, Number.NaN, Number.POSITIVE_INFINITY, -1_800_000_000, 2_600_000_000, 1e15]) {
    it(`refuses ${offset}, and stays`, () => {
      const clock = createClock(() => 1_800_000_000_000);
      assert.throws(() => clock.setOffset(offset), { code: 'clock-offset-invalid' });
      assert.equal(clock.offsetSeconds, 0);
    });
  }
});

describe('The settings', () => {
  it('change together or not at all', () => {
    const settings = createSettings({}, () => undefined);
    assert.match(settings.update({ rateLimits: true, policy: 'lax' }) ?? '', /^policy: /);
    assert.equal(settings.values.rateLimits, false);
    assert.equal(settings.update({ rateLimits: true, policy: 'strict' }), undefined);
    assert.deepEqual([settings.values.rateLimits, settings.values.policy], [true, 'strict']);
  });
});
