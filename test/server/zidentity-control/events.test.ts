import assert from 'node:assert/strict';
import { readEventStream } from '../../../src/oauth/event-stream.js';
import { config, type Running, startRunning } from './running.js';

describe('The event stream', function () {
  this.timeout(20_000);
  let running: Running;
  before(async () => {
    running = await startRunning();
  });
  after(() => running.mock.stop());

  async function listen(signal: AbortSignal) {
    const response = await fetch(`${running.mock.endpoints.http}/_mock/v1/events`, {
      headers: { authorization: `Bearer ${running.mock.adminToken}` },
      signal,
    });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    return readEventStream(response.body as ReadableStream<Uint8Array>);
  }

  /** Reads on until all kinds were told. */
  async function expectKinds(stream: AsyncIterator<{ event: string; data: string }>, kinds: string[]): Promise<number> {
    const missing = new Set(kinds);
    let events = 0;
    while (missing.size > 0) {
      const { value, done } = await stream.next();
      assert.ok(!done);
      if (value.event !== 'change') continue;
      events += 1;
      for (const kind of JSON.parse(value.data).kinds) missing.delete(kind);
    }
    return events;
  }

  it('tells each kind of change, and those of one moment together', async () => {
    const end = new AbortController();
    const stream = await listen(end.signal);
    const [answer] = await Promise.all([running.requestToken(), running.requestToken(), running.requestToken()]);
    assert.equal(await expectKinds(stream, ['tokens', 'exchanges']), 1);
    // A call at the gateway becomes a part of the exchange of its token.
    const headers = { authorization: `Bearer ${answer.body.access_token}` };
    assert.equal((await running.call('/zpa/x', { headers })).status, 403);
    await expectKinds(stream, ['exchanges']);
    await running.control('PUT', '/clock', { offsetSeconds: 1 });
    await expectKinds(stream, ['clock']);
    await running.control('POST', '/faults', { target: 'gateway' });
    await expectKinds(stream, ['faults']);
    await running.control('PUT', '/config', config);
    await expectKinds(stream, ['config']);
    end.abort();
  });

  it('takes no more listeners than it can serve, and has room again once one leaves', async () => {
    const ends: AbortController[] = [];
    const connect = async () => {
      const end = new AbortController();
      ends.push(end);
      const response = await fetch(`${running.mock.endpoints.http}/_mock/v1/events`, {
        headers: { authorization: `Bearer ${running.mock.adminToken}` },
        signal: end.signal,
      });
      return response.status;
    };
    // A listener that left just before may still count.
    while ((await connect()) === 200) assert.ok(ends.length <= 64);
    assert.ok(ends.length > 60);
    const answer = await running.control('GET', '/events');
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get('retry-after'), '5');
    for (const end of ends) end.abort();
    let status = 429;
    while (status === 429) status = await connect();
    ends.at(-1)?.abort();
    assert.equal(status, 200);
  });

  it('ends when the mock stops', async () => {
    const own = await startRunning();
    const response = await fetch(`${own.mock.endpoints.http}/_mock/v1/events`, {
      headers: { authorization: `Bearer ${own.mock.adminToken}` },
    });
    const text = response.text();
    await own.mock.stop();
    assert.match(await text, /^: listening/);
  });
});
