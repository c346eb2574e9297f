import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionFault, Reply } from './reply.js';

/** Headers that concern the connection; they are the listener's own, whatever a handler or a fault says. */
const ownHeaders = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer']);

export interface ReplyOptions {
  /** Headers that go with every answer, e.g. those of CORS. */
  common?: Readonly<Record<string, string>> | undefined;
  /** The connection ends after this answer. */
  close?: boolean;
  /** The TCP connection below, for faults that break it. */
  rawSocket: () => Socket | undefined;
  /** Told of a response that goes on after its head. */
  onStream?: (response: ServerResponse) => void;
}

/** @throws where a header's name or value cannot be sent: a bug of the handler; nothing was sent yet */
export async function writeReply(response: ServerResponse, reply: Reply, options: ReplyOptions): Promise<void> {
  if (reply.fault !== undefined && (await applied(reply.fault, response, options))) return;
  const body = bytesOf(reply, response);
  if (options.common !== undefined) setHeaders(response, options.common);
  if (reply.headers !== undefined) setHeaders(response, reply.headers);
  if (options.close) response.setHeader('connection', 'close');
  response.statusCode = reply.status;
  // An injected status without a registered phrase must not go out as "unknown".
  response.statusMessage = STATUS_CODES[reply.status] ?? 'Injected';
  if (reply.stream !== undefined) {
    response.flushHeaders();
    if (response.req.method === 'HEAD') {
      response.end();
      return;
    }
    options.onStream?.(response);
    reply.stream(response);
    return;
  }
  if (body === undefined) {
    if (!isBodiless(reply.status)) response.setHeader('content-length', 0);
    response.end();
    return;
  }
  response.setHeader('content-length', body.length);
  if (reply.fault?.break === 'truncate') truncate(response, body, options);
  else response.end(body);
}

function isBodiless(status: number): boolean {
  return status === 204 || status === 304 || status < 200;
}

function bytesOf({ body, status }: Reply, response: ServerResponse): Buffer | undefined {
  if (body === undefined || isBodiless(status)) return undefined;
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'string') {
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    return Buffer.from(body);
  }
  response.setHeader('content-type', 'application/json');
  return Buffer.from(JSON.stringify(body));
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string | string[]>>): void {
  for (const name in headers) {
    if (!ownHeaders.has(name.toLowerCase())) response.setHeader(name, headers[name] as string | string[]);
  }
}

/** @returns whether the connection is gone, so that nothing is left to send */
async function applied(fault: ConnectionFault, response: ServerResponse, options: ReplyOptions): Promise<boolean> {
  if (fault.delayMs !== undefined && fault.delayMs > 0) await delay(fault.delayMs, response);
  if (fault.break === 'reset') reset(response, options.rawSocket());
  return response.destroyed;
}

/** Ends early where the caller goes away. */
function delay(milliseconds: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      response.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    response.once('close', done);
  });
}

function reset(response: ServerResponse, raw: Socket | undefined): void {
  try {
    raw?.resetAndDestroy();
  } catch {
    // Some platforms' sockets know no reset; a connection that ends without an answer is the next best.
  }
  response.destroy();
}

/** Half of the body, then the end of the connection: less than `content-length` promised, and no farewell of TLS. */
function truncate(response: ServerResponse, body: Buffer, options: ReplyOptions): void {
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    options.rawSocket()?.destroy();
    response.destroy();
  });
}
