import type { ServerResponse } from 'node:http';
import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import type { Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { LIMITS } from '../limits.js';

/** Milliseconds between comments that keep a quiet connection open. */
const heartbeatMs = 15_000;

/** `GET /events`: a stream of what kinds of things changed (text/event-stream, HTML standard §9.2). */
export function streamEvents(_request: MockRequest, context: MockContext): Reply {
  if (context.events.listeners >= LIMITS.eventStreams) {
    throw new HttpError(429, `${LIMITS.eventStreams} listeners are connected already.`, { 'retry-after': '5' });
  }
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    stream: (response) => tell(response, context),
  };
}

function tell(response: ServerResponse, context: MockContext): void {
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
  });
}
