import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oneAtATime } from '../listener/one-at-a-time.js';
import type { PublishedJwks } from './published-jwks.js';

/** The web server that plays "a web server that ZIdentity can reach and trusts": a client's own JWKS host. */
export interface JwksHost {
  port: number;
  /** E.g. `http://127.0.0.1:8790`. */
  base: string;
  /** Whether the port asked for was taken, so that another was. */
  moved: boolean;
  close(): Promise<void>;
}

const host = '127.0.0.1';
/** Requests of one connection that wait for the answers to those before them. */
const mostWaiting = 64;
const pathForm = /^\/([A-Za-z0-9_-][A-Za-z0-9._-]{0,127})\/jwks\.json$/;

/**
 * Serves `GET /{name}/jwks.json` on loopback, on a port of its own.
 * @param port the port wanted; where it is taken, or 0, any free one
 */
export async function startJwksHost(published: PublishedJwks, port: number): Promise<JwksHost> {
  const server = createServer(
    { maxHeaderSize: 16 * 1024 },
    oneAtATime((request, response) => answer(request, response, published), mostWaiting),
  );
  // Nothing legitimate is slow on loopback.
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  server.maxConnections = 256;
  const moved = !(await listen(server, port)) && port !== 0;
  if (moved) await listenAnywhere(server);
  // A port that was taken shows up once; later errors of the server concern one connection and end with it.
  server.on('error', () => undefined);
  const base = `http://${host}:${(server.address() as AddressInfo).port}`;
  published.base = base;
  return {
    port: (server.address() as AddressInfo).port,
    base,
    moved,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      if (port !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) resolve(false);
      else reject(error);
    };
    const onListening = () => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen({ port, host, exclusive: true });
  });
}

async function listenAnywhere(server: Server): Promise<void> {
  await listen(server, 0);
}

function answer(request: IncomingMessage, response: ServerResponse, published: PublishedJwks): void {
  request.resume();
  const [path = ''] = (request.url ?? '').split('?', 1);
  const name = pathForm.exec(path)?.[1];
  const set = name === undefined ? undefined : published.get(name);
  const headers = {
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
  };
  const send = (status: number, type: string, body: string, more: Record<string, string> = {}) => {
    response.writeHead(status, {
      ...headers,
      ...more,
      'content-type': type,
      'content-length': Buffer.byteLength(body),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (!isLoopbackName(request.headers.host)) {
    // DNS rebinding: a page of a foreign name must not reach a server on loopback.
    send(421, 'text/plain', 'This server answers to loopback names alone.\n');
  } else if (set === undefined) {
    send(404, 'text/plain', 'No JWKS is published under this name.\n');
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    send(405, 'text/plain', 'A JWKS can be read alone.\n', { allow: 'GET, HEAD' });
  } else {
    send(200, 'application/jwk-set+json', JSON.stringify(set));
  }
}

function isLoopbackName(header: string | undefined): boolean {
  const name = (header ?? '').replace(/:\d+$/, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);
}
