import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { WorkbenchError } from '../../errors.js';
import { maxHeaders } from '../http/dispatch.js';
import { LIMITS } from '../limits.js';
import type { CertificateAndKey, ServerCertificate } from '../tls/server-certificate.js';
import { parseAuthority } from './authority.js';
import type { HostTable } from './host-table.js';
import { oneAtATime } from './one-at-a-time.js';
import { RawSockets } from './raw-sockets.js';

export interface FrontPortOptions {
  hosts: () => HostTable;
  certificate: ServerCertificate;
  onRequest: RequestListener;
  /** A person should read it: TLS cannot be served. */
  warn: (message: string) => void;
  bounds?: Partial<FrontBounds>;
}

/** Bounds against callers that are slow or many. */
export interface FrontBounds {
  /** At the same time. */
  connections: number;
  headerBytes: number;
  /** Requests of one connection that wait for the answers to those before them. */
  waitingRequests: number;
  /** Milliseconds until the first byte, until TLS is agreed on, until the headers and the whole request are there. */
  firstByte: number;
  tlsHandshake: number;
  headers: number;
  request: number;
  /** Milliseconds between two requests of one connection. */
  keepAlive: number;
  /** Milliseconds for which nothing moves: a caller that does not read. Longer than any injected delay. */
  idle: number;
  /** Milliseconds after which headers and requests that are late are looked for. */
  check: number;
}

/** One port that answers plain HTTP, TLS and CONNECT. */
export interface FrontPort {
  readonly port: number;
  readonly sockets: RawSockets;
  /** Whether a stop has begun: answers then end their connections. */
  readonly stopping: boolean;
  /** @throws WorkbenchError `port-taken`, `port-forbidden`, `address-unavailable` */
  listen(port: number, host: string): Promise<void>;
  /** Answers what is in flight, but no longer than the grace, milliseconds; then ends every connection. */
  stop(graceMs: number): Promise<void>;
}

/** Each far beyond what an honest client does. */
const defaultBounds: FrontBounds = {
  connections: 1024,
  headerBytes: 16 * 1024,
  waitingRequests: 64,
  firstByte: 15_000,
  tlsHandshake: 10_000,
  headers: 15_000,
  request: 60_000,
  keepAlive: 30_000,
  idle: LIMITS.faultDelayMs + 60_000,
  check: 5_000,
};

/** RFC 8446 §5.1: a TLS record that holds a handshake begins with this byte; no HTTP method does. */
const tlsHandshake = 0x16;

export function createFrontPort(options: FrontPortOptions): FrontPort {
  const bounds = { ...defaultBounds, ...options.bounds };
  const sockets = new RawSockets();
  /** Connections inside a CONNECT; a tunnel in a tunnel has no use but to exhaust. */
  const tunnelled = new WeakSet<Socket>();
  /** Connections that have said nothing yet. */
  const silent = new Set<Socket>();
  let stopping = false;

  const http = createServer(
    { maxHeaderSize: bounds.headerBytes, insecureHTTPParser: false, connectionsCheckingInterval: bounds.check },
    oneAtATime(options.onRequest, bounds.waitingRequests),
  );
  http.maxHeadersCount = maxHeaders;
  http.maxConnections = bounds.connections;
  http.headersTimeout = bounds.headers;
  http.requestTimeout = bounds.request;
  http.keepAliveTimeout = bounds.keepAlive;
  http.timeout = bounds.idle;
  const speakHttp = http.listeners('connection')[0] as (socket: Socket) => void;
  http.removeAllListeners('connection');
  http.on('connection', (socket: Socket) => {
    sockets.add(socket);
    accept(socket);
  });
  http.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => connect(request, socket, head));
  let tls: TlsServer | undefined;
  let inUse: CertificateAndKey | undefined;

  /** Tells TLS from HTTP by the first byte. */
  function accept(socket: Socket): void {
    const giveUp = () => socket.destroy();
    socket.on('error', ignore);
    socket.setTimeout(bounds.firstByte, giveUp);
    socket.once('end', giveUp);
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    const look = () => {
      const first = socket.read() as Buffer | null;
      if (first === null) {
        socket.once('readable', look);
        return;
      }
      silent.delete(socket);
      socket.off('timeout', giveUp);
      socket.off('end', giveUp);
      socket.setTimeout(0);
      socket.unshift(first);
      if (first[0] === tlsHandshake) void speakTls(socket);
      else speakHttp.call(http, socket);
    };
    socket.once('readable', look);
  }

  async function speakTls(socket: Socket): Promise<void> {
    try {
      const pair = options.certificate.current() ?? (await options.certificate.renew());
      if (tls === undefined) tls = makeTlsServer(pair);
      else if (pair !== inUse) tls.setSecureContext(pair);
      inUse = pair;
    } catch (error) {
      options.warn(`TLS cannot be served: ${error instanceof WorkbenchError ? error.message : 'no certificate'}`);
      if (tls === undefined) {
        socket.destroy();
        return;
      }
    }
    if (!socket.destroyed) tls.emit('connection', socket);
  }

  function makeTlsServer(pair: CertificateAndKey): TlsServer {
    const server = createTlsServer({
      ...pair,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: bounds.tlsHandshake,
    });
    server.on('secureConnection', (secured) => {
      secured.on('error', ignore);
      const below = sockets.below(secured);
      if (below !== undefined && tunnelled.has(below)) tunnelled.add(secured);
      speakHttp.call(http, secured);
    });
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    return server;
  }

  function connect(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on('error', ignore);
    const target = parseAuthority(request.url ?? '');
    if (target?.port === undefined) {
      refuse(socket, '400 Bad Request', 'CONNECT wants host:port.');
      return;
    }
    const verdict = tunnelled.has(socket) ? 'foreign' : options.hosts().connect(target.host, target.port);
    if (verdict === 'foreign') {
      refuse(socket, '403 Forbidden', "This is no open proxy: it leads to port 443 of the tenant's own hosts alone.");
    } else if (verdict === 'absent') {
      refuse(socket, '502 Bad Gateway', "The mock's tenant has another vanity domain: there is no such host.");
    } else if (stopping) {
      socket.destroy();
    } else {
      tunnelled.add(socket);
      const below = sockets.below(socket);
      if (below !== undefined) tunnelled.add(below);
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
      accept(socket);
    }
  }

  return {
    get port() {
      return (http.address() as AddressInfo | null)?.port ?? 0;
    },
    sockets,
    get stopping() {
      return stopping;
    },
    listen: (port, host) => listen(http, port, host),
    async stop(graceMs) {
      stopping = true;
      await arrived();
      // Not http's own close(), which ends idle connections at once: on one of them a request may have arrived unread.
      NetServer.prototype.close.call(http);
      await arrived();
      const endIdle = () => {
        for (const socket of silent) socket.destroy();
        http.closeIdleConnections();
      };
      endIdle();
      const idle = setInterval(endIdle, 20);
      const overdue = setTimeout(() => sockets.destroy(), graceMs);
      await sockets.closed();
      clearInterval(idle);
      clearTimeout(overdue);
      http.close();
    },
  };
}

/** A connection's errors end that connection, which its 'close' tells; there is nobody to report them to. */
function ignore(): void {}

/** Resolves once everything was read that is there by now: the event loop went through its input once. */
async function arrived(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

function refuse(socket: Socket, status: string, reason: string): void {
  const body = `${reason}\n`;
  socket.write(
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
  socket.destroySoon();
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port, host)));
    server.once('listening', () => {
      server.removeAllListeners('error');
      // From here on an error is that of accepting one connection, e.g. too many open files.
      server.on('error', ignore);
      resolve();
    });
    server.listen({ port, host, exclusive: true });
  });
}

function listenError(cause: NodeJS.ErrnoException, port: number, host: string): WorkbenchError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new WorkbenchError('port-taken', `Port ${port} on ${host} is taken by another program.`, {
        hint: `Choose another port, e.g. --port ${port < 65_535 ? port + 1 : 8787}, or --port 0 for any free one.`,
        cause,
      });
    case 'EACCES':
      return new WorkbenchError('port-forbidden', `Port ${port} may not be opened by this user.`, {
        hint: 'Choose a port above 1023, or --port 0 for any free one.',
        cause,
      });
    default:
      return new WorkbenchError('address-unavailable', `The address ${host} cannot be listened on (${cause.code}).`, {
        hint: 'Give an address of this computer; 127.0.0.1 always is one.',
        cause,
      });
  }
}
