import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createQuotaCounter, uuid } from '../../../src/zidentity/gateway/gateway-headers.js';
import { products } from '../../../src/zidentity/gateway/products.js';
import { createRateLimiter } from '../../../src/zidentity/gateway/rate-limits.js';
import { forbidden, gatewayRefusal, unauthorized } from '../../../src/zidentity/gateway/refusals.js';

const product = (name: string) => {
  const found = products.find(({ names }) => names.includes(name));
  assert.ok(found);
  return found;
};

describe('the rate limiter', () => {
  it('never lets more pass in any window than its rule says', () => {
    const zia = product('ZIA');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 80 }), (gaps) => {
        const limiter = createRateLimiter();
        const passed: number[] = [];
        let at = 1_000_000;
        for (const gap of gaps) {
          at += gap;
          if (limiter.count(zia, 'GET', 'c', at) === undefined) passed.push(at);
        }
        for (const start of passed) {
          const inWindow = passed.filter((time) => time >= start && time < start + 1000).length;
          assert.ok(inWindow <= 2, `${inWindow} in one second`);
        }
      }),
    );
  });

  it('lets a caller pass again when it said that it would', () => {
    const limiter = createRateLimiter();
    const zpa = product('ZPA');
    for (let n = 0; n < 20; n += 1) assert.equal(limiter.count(zpa, 'GET', 'a', n * 100), undefined);
    const breach = limiter.count(zpa, 'GET', 'a', 2_000);
    assert.equal(breach?.retryAfter, 8);
    assert.equal(limiter.count(zpa, 'GET', 'a', 2_000 + 8_000), undefined);
  });

  it('counts callers and products apart, and does not count what it refuses', () => {
    const limiter = createRateLimiter();
    const [zia, ztw] = [product('ZIA'), product('ZTW')];
    for (let n = 0; n < 9; n += 1) limiter.count(zia, 'POST', 'a', 0);
    assert.ok(limiter.count(zia, 'POST', 'a', 999));
    assert.equal(limiter.count(zia, 'POST', 'b', 0), undefined);
    assert.equal(limiter.count(ztw, 'POST', 'a', 0), undefined);
    assert.equal(limiter.count(zia, 'POST', 'a', 1_000), undefined);
  });

  it('goes on after the clock was set back', () => {
    const limiter = createRateLimiter();
    const zcc = product('ZCC');
    for (let n = 0; n < 100; n += 1) limiter.count(zcc, 'GET', 'a', 10_000_000);
    assert.ok(limiter.count(zcc, 'GET', 'a', 10_000_001));
    assert.equal(limiter.count(zcc, 'GET', 'a', 5_000_000), undefined);
  });

  it('has no limit for a product without one', () => {
    const limiter = createRateLimiter();
    for (let n = 0; n < 5_000; n += 1) assert.equal(limiter.count(product('BI'), 'GET', 'a', 0), undefined);
  });
});

describe('the gateway’s headers', () => {
  it('tell what is left of the quota, anew in each window', () => {
    const quotas = createQuotaCounter();
    const headers = (at: number) => quotas.headers(product('ZIA'), 'a', at);
    assert.deepEqual(headers(0), {
      'x-ratelimit-limit': '5000, 5000;w=60',
      'x-ratelimit-remaining': '4999',
      'x-ratelimit-reset': '60',
    });
    assert.equal(headers(30_500)['x-ratelimit-remaining'], '4998');
    assert.equal(headers(30_500)['x-ratelimit-reset'], '30');
    assert.equal(headers(60_000)['x-ratelimit-remaining'], '4999');
  });

  it('never say that less than nothing is left', () => {
    const quotas = createQuotaCounter();
    for (let n = 0; n < 150; n += 1) quotas.headers(product('ZCC'), 'a', 0);
    assert.equal(quotas.headers(product('ZCC'), 'a', 0)['x-ratelimit-remaining'], '0');
  });

  it('have UUIDs of version 4', () => {
    for (let n = 0; n < 50; n += 1) {
      assert.match(uuid(randomBytes), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });
});

describe('the gateway’s refusals', () => {
  it('are JSON of the four fields', () => {
    for (const reply of [unauthorized(), forbidden(), gatewayRefusal(404, 'a "quoted"\ndetail')]) {
      assert.deepEqual(Object.keys(JSON.parse(String(reply.body))), ['detail', 'type', 'title', 'status']);
    }
  });
});
