import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Exchange = [request: IncomingMessage, response: ServerResponse];

/**
 * Hands on the requests of a connection one after another: the next one when the answer to the one before is sent, and
 * not in the same turn of the event loop. Node hands on all requests that came in one read at once, so thousands that
 * a caller sends ahead of their answers (RFC 9112 §9.3.2) would hold up everybody else.
 *
 * @param most requests of one connection that may wait; a caller that sends more ahead is left
 */
export function oneAtATime(listener: RequestListener, most: number): RequestListener {
  /** What waits on each connection whose answer is under way. */
  const lines = new WeakMap<Socket, Exchange[]>();

  function begin(socket: Socket, waiting: Exchange[], [request, response]: Exchange): void {
    response.once('close', () => {
      if (waiting.length === 0) lines.delete(socket);
      else setImmediate(next, socket, waiting);
    });
    listener(request, response);
  }

  function next(socket: Socket, waiting: Exchange[]): void {
    const exchange = waiting.shift();
    if (exchange === undefined || socket.destroyed) lines.delete(socket);
    else begin(socket, waiting, exchange);
  }

  return (request, response) => {
    const { socket } = request;
    if (socket.destroyed) return;
    const waiting = lines.get(socket);
    if (waiting === undefined) {
      const empty: Exchange[] = [];
      lines.set(socket, empty);
      begin(socket, empty, [request, response]);
    } else if (waiting.length < most) waiting.push([request, response]);
    else socket.destroy();
  };
}
