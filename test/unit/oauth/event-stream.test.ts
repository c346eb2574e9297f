import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readEventStream, type StreamEvent } from '../../../src/oauth/event-stream.js';

async function read(...chunks: (string | Uint8Array)[]): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of bytes) controller.enqueue(chunk);
      controller.close();
    },
  });
  for await (const event of readEventStream(body)) events.push(event);
  return events;
}

describe('an event stream', () => {
  it('has an event at each empty line', async () => {
    assert.deepEqual(await read('event: change\ndata: {"a":1}\n\ndata: x\n\n'), [
      { event: 'change', data: '{"a":1}' },
      { event: 'message', data: 'x' },
    ]);
  });

  it('joins several data lines, and passes over comments and other fields', async () => {
    assert.deepEqual(await read(': hello\nid: 7\nretry: 10\ndata: a\ndata:b\ndata\n\n'), [
      { event: 'message', data: 'a\nb\n' },
    ]);
  });

  it('has no event without data, nor of an unfinished end', async () => {
    assert.deepEqual(await read('event: x\n\n:\n\ndata: cut'), []);
  });

  it('reads the same whatever the line ends and wherever it is cut', async () => {
    const text = 'event: change\ndata: ä😀\n\ndata: b\n\n';
    const expected = [
      { event: 'change', data: 'ä😀' },
      { event: 'message', data: 'b' },
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(60), { maxLength: 6 }), async (lineEnd, cuts) => {
        const bytes = new TextEncoder().encode(text.replaceAll('\n', lineEnd));
        const at = [0, ...cuts.map((cut) => cut % bytes.length).sort((one, other) => one - other), bytes.length];
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        assert.deepEqual(await read(...chunks), expected);
      }),
    );
  });

  it('drops an event without end, and goes on', async () => {
    const long = `data: ${'x'.repeat(600_000)}\n`;
    assert.deepEqual(await read(long, long, '\n', 'data: y\n\n'), [{ event: 'message', data: 'y' }]);
  });
});
