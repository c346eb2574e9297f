import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';

/** What came back for one thing that was sent. */
export interface Sent {
  /** Statuses of all answers on the connection, in order; none where it was ended without an answer. */
  statuses: number[];
  /** Of the first answer. */
  headers: IncomingHttpHeaders;
  /** All that came back, or the body where the request was a plain one. */
  text: string;
}

export interface Asked {
  method?: string;
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer | undefined;
  /** Bearer. */
  token?: string | undefined;
}

/** A well-formed request, with whatever path, Host and headers. */
export async function ask(port: number, asked: Asked): Promise<Sent> {
  const { method = 'GET', path, headers = {}, body, token } = asked;
  const request = httpRequest({
    host: '127.0.0.1',
    port,
    method,
    path,
    agent: false,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      ...headers,
    },
  });
  // An answer may come, and the connection end, before a large body is sent to its end.
  request.on('error', () => undefined);
  request.end(body);
  try {
    const [response] = await once(request, 'response');
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return {
      statuses: [response.statusCode as number],
      headers: response.headers,
      text: Buffer.concat(chunks).toString('utf8'),
    };
  } catch {
    return { statuses: [], headers: {}, text: '' };
  }
}

export async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes as they are, then ends its side, and reads until the other does. */
export async function raw(port: number, bytes: string | Buffer): Promise<Sent> {
  const socket = await openSocket(port);
  const all = readAll(socket);
  socket.end(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return parse(await all);
}

export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => {
    socket.once('end', resolve);
    socket.once('close', resolve);
  });
  socket.destroy();
  return Buffer.concat(chunks).toString('latin1');
}

export function parse(text: string): Sent {
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]));
  const headers: IncomingHttpHeaders = {};
  const [head = ''] = text.split('\r\n\r\n', 1);
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { statuses, headers, text };
}
