import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { WorkbenchError } from '../errors.js';
import { isLoopback } from '../oauth/loopback.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Fetch = typeof globalThis.fetch;

/** Milliseconds until the proxy must have opened its tunnel. */
const tunnelMs = 20_000;

/**
 * The proxy for an HTTPS address as the environment names it, in the variables that curl and the SDKs read; undefined
 * for none, for an address of this computer, and for one that NO_PROXY leaves out. Node's own fetch heeds none of them
 * before version 24.
 *
 * @throws WorkbenchError `proxy-invalid`
 */
export function proxyFor(address: string, env: Environment): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const text = env.https_proxy || env.HTTPS_PROXY || env.all_proxy || env.ALL_PROXY;
  if (url?.protocol !== 'https:' || !text || isLoopback(url.hostname) || leftOut(url, env)) return undefined;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy !== undefined && /^https?:$/.test(proxy.protocol) && proxy.hostname !== '') return proxy;
  // Not repeated: it may hold a password.
  throw new WorkbenchError('proxy-invalid', 'HTTPS_PROXY is not the URL of an HTTP proxy.', {
    hint: 'It looks like http://127.0.0.1:8787. NO_PROXY names the hosts that need no proxy.',
  });
}

/** Entries of NO_PROXY are names with all below them, with a port or without, or `*`. */
function leftOut({ hostname, port }: URL, env: Environment): boolean {
  return (env.no_proxy || env.NO_PROXY || '').split(/[\s,]+/).some((entry) => {
    const [, name = '', of] = /^\*?\.?([^:]*)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (entry === '*') return true;
    if (name === '' || (of !== undefined && of !== (port || '443'))) return false;
    return hostname === name || hostname.endsWith(`.${name}`);
  });
}

/** A `fetch` for HTTPS addresses that goes through a tunnel of the proxy. */
export function fetchThrough(proxy: URL): Fetch {
  return async (input, init = {}) => {
    const url = new URL(String(input));
    const signal = init.signal ?? undefined;
    const tunnel = await openTunnel(proxy, `${url.hostname}:${url.port || 443}`, signal);
    return exchange(await secure(tunnel, url.hostname), url, init);
  };
}

function openTunnel(proxy: URL, authority: string, signal: AbortSignal | undefined): Promise<Socket> {
  const { username, password } = proxy;
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  return new Promise((resolve, reject) => {
    const sent = (proxy.protocol === 'https:' ? requestHttps : requestHttp)({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(username === '' ? {} : { 'proxy-authorization': `Basic ${credentials}` }) },
      timeout: tunnelMs,
      ...(signal && { signal }),
    });
    const refuse = ({ statusCode = 0 }: IncomingMessage, socket: { destroy(): void }) => {
      socket.destroy();
      reject(refused(proxy.host, authority, statusCode));
    };
    sent.once('connect', (answer: IncomingMessage, socket: Socket) =>
      answer.statusCode === 200 ? resolve(socket) : refuse(answer, socket),
    );
    sent.once('response', (answer: IncomingMessage) => refuse(answer, answer));
    sent.once('timeout', () => sent.destroy(Object.assign(new Error('no tunnel'), { code: 'ETIMEDOUT' })));
    sent.once('error', (cause) => reject(new WorkbenchError('proxy-failed', ...unreachable(proxy.host, cause))));
    sent.end();
  });
}

function unreachable(proxy: string, cause: NodeJS.ErrnoException): [string, { hint: string; cause: unknown }] {
  const code = cause.code === undefined ? '' : ` (${cause.code})`;
  return [`The proxy ${proxy} cannot be reached${code}.`, { hint: 'Check HTTPS_PROXY, or unset it.', cause }];
}

const refusals: Readonly<Record<number, string>> = {
  403: 'It leads elsewhere alone. A mock leads to the hosts of its own tenant.',
  407: 'Give user and password in HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.',
  502: 'It finds no such host. Check the vanity domain and the cloud; a mock knows its own alone.',
};

function refused(proxy: string, authority: string, status: number): WorkbenchError {
  return new WorkbenchError('proxy-refused', `The proxy ${proxy} answered ${status} for ${authority}.`, {
    hint: refusals[status] ?? 'Check HTTPS_PROXY, and whether this proxy allows the address.',
  });
}

function secure(socket: Socket, servername: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({ socket, servername, ALPNProtocols: ['http/1.1'] });
    secured.once('secureConnect', () => resolve(secured)).once('error', reject);
  });
}

function exchange(socket: TLSSocket, url: URL, init: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = requestHttps(url, {
      method: init.method ?? 'GET',
      headers: { ...(init.headers as Record<string, string>), host: url.host, connection: 'close' },
      createConnection: () => socket,
      ...(init.signal && { signal: init.signal }),
    });
    sent.once('error', reject);
    sent.once('response', (answer) => {
      const headers = new Headers();
      for (const [name, values] of Object.entries(answer.headersDistinct)) {
        for (const value of values ?? []) headers.append(name, value);
      }
      const status = answer.statusCode ?? 0;
      const body = [204, 205, 304].includes(status) ? null : (Readable.toWeb(answer) as ReadableStream);
      resolve(new Response(body, { status, headers }));
    });
    sent.end(init.body as string | undefined);
  });
}
