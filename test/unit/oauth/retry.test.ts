import assert from 'node:assert/strict';
import { parseRetryAfter, pause, retryAfterMs } from '../../../src/oauth/retry.js';

const now = Date.UTC(2026, 10, 23, 10, 0, 0);

describe('Retry-After', () => {
  const table: [value: string | null, ms: number | undefined][] = [
    ['4', 4000],
    ['0', 0],
    [' 4 ', 4000],
    ['4s', 4000],
    ['1 seconds', 1000],
    ['1 second', 1000],
    ['1.5', 1500],
    ['2 minutes', 120_000],
    ['250ms', 250],
    ['Mon, 23 Nov 2026 10:00:07 GMT', 7000],
    ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
    ['Monday, 23-Nov-26 10:00:07 GMT', 7000],
    ['', undefined],
    [null, undefined],
    ['soon', undefined],
    ['-1', undefined],
    ['1e9', undefined],
    ['99999999999', undefined],
    ['2026-11-23', undefined],
  ];
  for (const [value, ms] of table) {
    it(`of ${JSON.stringify(value)} means ${ms} ms`, () => {
      assert.equal(parseRetryAfter(value, now), ms);
    });
  }

  it('is taken from the header before x-ratelimit-reset before the body', () => {
    const body = '{"message":"Rate Limit (1/SECOND) exceeded","Retry-After":"3 seconds"}';
    const of = (headers: Record<string, string>) => retryAfterMs({ headers: new Headers(headers), body }, now);
    assert.equal(of({ 'retry-after': '1', 'x-ratelimit-reset': '2' }), 1000);
    assert.equal(of({ 'x-ratelimit-reset': '2' }), 2000);
    assert.equal(of({}), 3000);
  });
});

describe('a pause', () => {
  it('ends as soon as it is cancelled, even where the given sleep never ends', async () => {
    const controller = new AbortController();
    const waiting = pause(60_000, { sleep: () => new Promise(() => {}), signal: controller.signal }, 'It');
    controller.abort();
    await assert.rejects(waiting, { code: 'cancelled' });
  });

  it('that is cancelled beforehand does not begin', async () => {
    await assert.rejects(pause(60_000, { signal: AbortSignal.abort() }, 'It'), { code: 'cancelled' });
  });
});
