import { readFileSync } from 'node:fs';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/**
 * A `fetch` as a program has it that is set up for a proxy and one certificate authority, and for nothing else: every
 * request goes through a tunnel, and the authorities of the system are not trusted.
 *
 * @param proxy the proxy's address, such as `http://127.0.0.1:8787`
 * @param caFile the certificate of the one authority that is trusted
 */
export function proxyFetch(proxy: string, caFile: string): typeof globalThis.fetch {
  const ca = readFileSync(caFile);
  return async (input, init = {}) => {
    const url = new URL(String(input));
    try {
      const secured = await secure(await openTunnel(new URL(proxy), `${url.hostname}:${url.port || 443}`), url, ca);
      return await exchange(secured, url, init);
    } catch (error) {
      // As the built-in one says it.
      throw new TypeError('fetch failed', { cause: error });
    }
  };
}

function openTunnel(proxy: URL, authority: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    requestHttp({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: authority })
      .once('connect', (answer: IncomingMessage, socket: Socket) => {
        if (answer.statusCode === 200) return resolve(socket);
        socket.destroy();
        reject(new Error(`The proxy answered ${answer.statusCode} for ${authority}.`));
      })
      .once('error', reject)
      .end();
  });
}

function secure(socket: Socket, url: URL, ca: Buffer): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({ socket, servername: url.hostname, ca });
    secured.once('secureConnect', () => resolve(secured)).once('error', reject);
  });
}

function exchange(socket: TLSSocket, url: URL, init: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = requestHttps(url, {
      method: init.method ?? 'GET',
      // Without an agent for the connection Node would name port 80.
      headers: { ...(init.headers as Record<string, string>), host: url.host, connection: 'close' },
      createConnection: () => socket,
      ...(init.signal ? { signal: init.signal } : {}),
    });
    sent.once('error', reject);
    sent.once('response', async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      const headers = new Headers();
      for (const [name, values] of Object.entries(answer.headersDistinct)) {
        for (const value of values ?? []) headers.append(name, value);
      }
      const status = answer.statusCode ?? 0;
      resolve(new Response([204, 304].includes(status) ? null : Buffer.concat(chunks), { status, headers }));
    });
    sent.end(init.body as string | undefined);
  });
}
