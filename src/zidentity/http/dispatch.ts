import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { WorkbenchError } from '../../errors.js';
import type { MockContext } from '../context.js';
import type { Area, Surface } from './area.js';
import type { Cors } from './cors.js';
import { HttpError, statusTitle } from './http-error.js';
import { IncomingRequest, type Seen } from './incoming-request.js';
import type { Reply } from './reply.js';
import { Router } from './router.js';
import { writeReply } from './write-reply.js';

/** Where a request came in, or the refusal of a host that is not served. */
export type Front = (incoming: IncomingMessage) => Seen & { surfaces: readonly Surface[] };

export interface DispatchOptions {
  areas: readonly Area[];
  context: MockContext;
  /** @throws HttpError 400, 403, 421 */
  front: Front;
  cors: Cors;
  /** Whether connections end after their answer, since the mock stops. */
  stopping: () => boolean;
  rawSocket: (socket: Socket) => Socket | undefined;
  onStream: (response: ServerResponse) => void;
  /** A bug of the mock: where it happened, without anything of the request but its method. */
  onBug: (report: string) => void;
}

/** Node reads no more headers than this; whoever sends as many is refused, lest some were left out. */
export const maxHeaders = 200;

/**
 * Turns requests into calls of handlers and their replies into answers. Every refusal has a status below 500,
 * a bug's too: a test against the mock would otherwise take it for the service's own failure, which is only ever
 * injected. A bug answers 400, says that it is one, and is reported.
 */
export function createDispatcher(options: DispatchOptions): RequestListener {
  const routers = new Map<string, { router: Router; areas: readonly Area[] }>();

  function serving(surfaces: readonly Surface[]) {
    const name = surfaces.join(' ');
    let found = routers.get(name);
    if (found === undefined) {
      const areas = options.areas.filter((area) => area.surfaces.some((surface) => surfaces.includes(surface)));
      found = { areas, router: new Router(areas.flatMap((area) => area.routes)) };
      routers.set(name, found);
    }
    return found;
  }

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<Reply> {
    let request: IncomingRequest | undefined;
    let areas: readonly Area[] = [];
    try {
      checkHeaders(incoming);
      const seen = options.front(incoming);
      request = new IncomingRequest(incoming, response, seen);
      const preflight = incoming.method === 'OPTIONS' ? options.cors.preflight(incoming.headers) : undefined;
      if (preflight !== undefined) return { status: 204, headers: preflight };
      const { router, areas: served } = serving(seen.surfaces);
      areas = served;
      const match = router.match(request.method, seen.path);
      if (!match?.found) areaOf(seen.path, served)?.admit?.(request, options.context);
      if (match === undefined) throw new HttpError(404, `There is nothing at this path of ${seen.host}.`);
      if (!match.found) {
        if (request.method === 'OPTIONS') return { status: 204, headers: { allow: `${match.allow}, OPTIONS` } };
        throw new HttpError(405, `This path takes ${match.allow}.`, { allow: match.allow });
      }
      request.params = match.params;
      return await match.handler(request, options.context);
    } catch (error) {
      const refusal = refusalOf(error, incoming.method ?? '', options.onBug);
      return refuse(refusal, request, areas);
    }
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await answer(incoming, response);
    if (response.destroyed) return;
    const common = options.cors.headersFor(incoming.headers);
    if (options.context.clock.offsetSeconds !== 0) {
      response.setHeader('date', new Date(options.context.now()).toUTCString());
    }
    await writeReply(response, reply, {
      common,
      close: options.stopping(),
      rawSocket: () => options.rawSocket(incoming.socket),
      onStream: options.onStream,
    });
  }

  return (incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      // The reply itself could not be sent.
      options.onBug(reportOf(error, incoming.method ?? ''));
      if (response.headersSent) response.destroy();
      else {
        for (const name of response.getHeaderNames()) response.removeHeader(name);
        response.writeHead(400, { connection: 'close' }).end();
      }
    });
  };
}

function checkHeaders(incoming: IncomingMessage): void {
  const { rawHeaders } = incoming;
  if (rawHeaders.length >= 2 * maxHeaders) throw new HttpError(431, 'The request has too many headers.');
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  // RFC 9112 §3.2: more than one Host is answered with 400.
  if (hosts > 1) throw new HttpError(400, 'The request has more than one Host header.');
}

function refusalOf(error: unknown, method: string, onBug: (report: string) => void): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof WorkbenchError) {
    return new HttpError(400, error.hint === undefined ? error.message : `${error.message} ${error.hint}`);
  }
  onBug(reportOf(error, method));
  return new HttpError(400, 'The mock failed on this request. This is a bug of the mock, not of your request.');
}

/** Where it happened. An error's message may repeat what a request held, so it is left out. */
function reportOf(error: unknown, method: string): string {
  if (!(error instanceof Error)) return `${method}: something was thrown that is no error`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${method}: ${error.name}`, ...frames.slice(0, 8)].join('\n');
}

function refuse(error: HttpError, request: IncomingRequest | undefined, areas: readonly Area[]): Reply {
  const area = request && areaOf(request.path, areas);
  const reply =
    area?.refuse === undefined || request === undefined ? defaultRefusal(error) : area.refuse(error, request);
  return { ...reply, headers: { ...error.headers, ...reply.headers } };
}

function areaOf(path: string, areas: readonly Area[]): Area | undefined {
  let best: Area | undefined;
  let length = 0;
  for (const area of areas) {
    for (const prefix of area.prefixes) {
      if (prefix.length > length && path.startsWith(prefix)) {
        best = area;
        length = prefix.length;
      }
    }
  }
  return best;
}

/** The form of the admin API's errors, which is that of RFC 9457 too. */
function defaultRefusal(error: HttpError): Reply {
  return {
    status: error.status,
    body: { type: 'about:blank', title: statusTitle(error.status), status: error.status, detail: error.message },
  };
}
