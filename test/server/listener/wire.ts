import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** An answer as it came over the wire, not as a tolerant client makes it. */
export interface RawAnswer {
  status: number;
  head: string;
  headers: Record<string, string>;
  body: string;
}

export function portOf(url: string): number {
  return Number(new URL(url).port);
}

export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Reads until the other side ends, however it ends. */
export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  if (!socket.closed) await once(socket, 'close').catch(() => undefined);
  return Buffer.concat(chunks).toString('latin1');
}

/** Reads one head, and leaves what follows it in the socket. */
export async function readHead(socket: Socket): Promise<string> {
  let seen = Buffer.alloc(0);
  for (;;) {
    const chunk = socket.read() as Buffer | null;
    if (chunk === null) {
      await once(socket, 'readable');
      continue;
    }
    seen = Buffer.concat([seen, chunk]);
    const end = seen.indexOf('\r\n\r\n');
    if (end === -1) continue;
    if (seen.length > end + 4) socket.unshift(seen.subarray(end + 4));
    return seen.subarray(0, end).toString('latin1');
  }
}

export function parseAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const head = end === -1 ? text : text.slice(0, end);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(first.split(' ')[1] ?? 0), head, headers, body: end === -1 ? '' : text.slice(end + 4) };
}

/** Sends bytes as they are and reads the answer until the connection ends. */
export async function sendRaw(target: number | Socket, text: string): Promise<RawAnswer> {
  const socket = typeof target === 'number' ? await openSocket(target) : target;
  const all = readAll(socket);
  socket.write(text, 'latin1');
  return parseAnswer(await all);
}

/** A GET that ends its connection. */
export function getText(path: string, host: string, more = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${more}\r\n`;
}

/** TLS on a socket, verified as a careful client does. */
export async function secure(socket: Socket, servername: string, caFile: string): Promise<TLSSocket> {
  const isIp = /^[\d.]+$/.test(servername);
  const secured = connectTls({
    socket,
    ca: readFileSync(caFile),
    ...(isIp ? { host: servername } : { servername }),
  });
  await new Promise<void>((resolve, reject) => {
    secured.once('secureConnect', resolve);
    secured.once('error', reject);
  });
  secured.on('error', () => undefined);
  return secured;
}

/** Asks for a tunnel; the answer's status, and the socket for what goes through it. */
export async function openTunnel(socket: Socket, authority: string): Promise<number> {
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  const head = await readHead(socket);
  return parseAnswer(`${head}\r\n\r\n`).status;
}
