import assert from 'node:assert/strict';
import { CI, type Running, startRunning } from './running.js';

describe('An injected fault', function () {
  this.timeout(20_000);
  let running: Running;
  before(async () => {
    running = await startRunning();
  });
  after(() => running.mock.stop());
  afterEach(() => running.control('DELETE', '/faults'));

  it('applies to so many token requests, then things work again', async () => {
    const { status, body } = await running.control('POST', '/faults', {
      target: 'token',
      times: 2,
      status: 429,
      headers: { 'retry-after': '1' },
      body: { error: 'slow_down' },
    });
    assert.equal(status, 201);
    assert.equal(body.times, 2);
    for (const left of [1, 0]) {
      const answer = await running.requestToken();
      assert.equal(answer.status, 429);
      assert.equal(answer.headers.get('retry-after'), '1');
      assert.deepEqual(answer.body, { error: 'slow_down' });
      const { records } = (await running.control('GET', '/faults')).body;
      assert.deepEqual(
        records.map((fault: { times: number }) => fault.times),
        left === 0 ? [] : [left],
      );
      const exchange = await running.exchangeOf(answer);
      assert.equal(exchange.clientId, CI);
      assert.equal(exchange.outcome, 'refused');
      assert.equal(exchange.steps[0]?.reason, 'injected-fault');
    }
    assert.equal((await running.requestToken()).status, 200);
  });

  it('without a status leaves the answer and adds its headers', async () => {
    await running.control('POST', '/faults', {
      target: 'token',
      headers: { 'x-ratelimit-remaining': '0' },
      delayMs: 1,
    });
    const answer = await running.requestToken();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('x-ratelimit-remaining'), '0');
  });

  it('resets the connection, and no token is issued', async () => {
    const before = (await running.control('GET', '/tokens')).body.totalRecord;
    await running.control('POST', '/faults', { target: 'token', break: 'reset' });
    await assert.rejects(
      running.requestToken(),
      (error: Error) => (error.cause as { code?: string }).code === 'ECONNRESET',
    );
    assert.equal((await running.control('GET', '/tokens')).body.totalRecord, before);
  });

  it('cuts the answer off', async () => {
    await running.control('POST', '/faults', { target: 'token', break: 'truncate' });
    await assert.rejects(running.requestToken());
    assert.equal((await running.requestToken()).status, 200);
  });

  it('can be a server error, which nothing else ever is', async () => {
    await running.control('POST', '/faults', { target: 'token', status: 503 });
    assert.equal((await running.requestToken()).status, 503);
  });

  it('is taken in the order in which faults were made', async () => {
    await running.control('POST', '/faults', { target: 'token', status: 500 });
    await running.control('POST', '/faults', { target: 'token', status: 502 });
    assert.deepEqual([(await running.requestToken()).status, (await running.requestToken()).status], [500, 502]);
  });

  it('of another target does not concern the token endpoint', async () => {
    await running.control('POST', '/faults', { target: 'gateway', product: 'ZIA', status: 500 });
    assert.equal((await running.requestToken()).status, 200);
    assert.equal((await running.control('GET', '/faults')).body.totalRecord, 1);
  });

  it('for a product takes its names in any case, and refuses one that nobody calls', async () => {
    for (const [sent, official] of [
      ['zia', 'ZIA'],
      ['ZTW', 'CLOUD_CONNECTOR'],
      ['ZIAM', 'ZIAM'],
    ]) {
      const { status, body } = await running.control('POST', '/faults', {
        target: 'gateway',
        product: sent,
        status: 503,
      });
      assert.deepEqual([status, body.product], [201, official]);
    }
    const mistyped = await running.control('POST', '/faults', { target: 'gateway', product: 'ZAI', status: 503 });
    assert.equal(mistyped.status, 400);
    assert.match(mistyped.body.detail, /^product must be one of ZIA, ZPA, ZCC, .*ZIAM\.$/);
  });

  const malformed: [body: unknown, says: string][] = [
    [{}, 'target: is missing.'],
    [{ target: 'tokens' }, 'target: must be one of "token", "gateway", "jwks".'],
    [{ target: 'token', times: 0 }, 'times: must be at least 1.'],
    [{ target: 'token', times: 1.5 }, 'times: must be a whole number.'],
    [{ target: 'token', status: '429' }, 'status: must be a number.'],
    [{ target: 'token', statuz: 429 }, 'statuz: is not known here.'],
    [{ target: 'token', headers: { 'a b': 'c' } }, 'headers.a b: is no name of a header.'],
    [7, 'The body: must be an object.'],
  ];
  it('that is malformed is refused with the member and what is wrong with it', async () => {
    for (const [body, says] of malformed) {
      const answer = await running.control('POST', '/faults', body);
      assert.deepEqual([answer.status, answer.body.detail], [400, says]);
    }
  });

  it('is removed by its id, or all at once', async () => {
    const make = async () => (await running.control('POST', '/faults', { target: 'token', status: 500 })).body.id;
    const [first] = [await make(), await make(), await make()];
    assert.equal((await running.control('DELETE', `/faults/${first}`)).status, 204);
    assert.equal((await running.control('DELETE', `/faults/${first}`)).status, 404);
    assert.equal((await running.control('GET', '/faults')).body.totalRecord, 2);
    assert.equal((await running.control('DELETE', '/faults')).status, 204);
    assert.equal((await running.requestToken()).status, 200);
  });

  const bad: Record<string, object> = {
    'no target': { times: 1 },
    'an unknown target': { target: 'moon' },
    'an unknown member': { target: 'token', state: 500 },
    'no times': { target: 'token', times: 0 },
    'a status below 200': { target: 'token', status: 101 },
    'a status beyond 599': { target: 'token', status: 600 },
    'a header with a line break': { target: 'token', headers: { a: 'b\r\nc: d' } },
    'a header with a space in its name': { target: 'token', headers: { 'a b': 'c' } },
    'a delay of an hour': { target: 'token', delayMs: 3_600_000 },
    'an unknown way to break': { target: 'token', break: 'explode' },
    'a product at the token endpoint': { target: 'token', product: 'ZIA' },
  };
  for (const [name, body] of Object.entries(bad)) {
    it(`is refused with ${name}`, async () => {
      const answer = await running.control('POST', '/faults', body);
      assert.equal(answer.status, 400);
      assert.ok(answer.body.detail.length > 10);
      assert.equal((await running.control('GET', '/faults')).body.totalRecord, 0);
    });
  }
});
