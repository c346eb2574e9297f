import type { ServerResponse } from 'node:http';
import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import type { Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { LIMITS } from '../limits.js';

/** Milliseconds between comments that keep a quiet connection open. */
const heartbeatMs = 15_000;

/** Open streams of each mock. Others than streams listen for changes too, and count for nothing. */
const openStreams = new WeakMap<MockContext, number>();

function count(context: MockContext, change: number): void {
  openStreams.set(context, (openStreams.get(context) ?? 0) + change);
}

/** `GET /events`: a stream of what kinds of things changed (text/event-stream, HTML standard §9.2). */
export function streamEvents(_request: MockRequest, context: MockContext): Reply {
  if ((openStreams.get(context) ?? 0) >= LIMITS.eventStreams) {
    throw new HttpError(429, `${LIMITS.eventStreams} listeners are connected already.`, { 'retry-after': '5' });
  }
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    stream: (response) => tell(response, context),
  };
}

function tell(response: ServerResponse, context: MockContext): void {
  count(context, 1);
  response.write(': listening\n\n');
  const send = (text: string) => {
    // A listener that does not read must not fill the memory: it connects again and reads everything anew.
    if (response.writableLength > 64 * 1024) response.destroy();
    else response.write(text);
  };
  const stop = context.events.listen(
    (kinds) => send(`event: change\ndata: ${JSON.stringify({ kinds })}\n\n`),
    () => response.end(),
  );
  const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs).unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
    count(context, -1);
  });
}
