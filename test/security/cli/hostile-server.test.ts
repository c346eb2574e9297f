// A token endpoint in the hand of an attacker, asked by `oneapi-mock token`.
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { isPlain, runHere } from '../../server/cli/fake-terminal.js';

const secret = 'marked-secret-of-the-client';
const escapes = '\u001b[2J\u001b]0;owned\u0007\r\n\u202eevil\u2028';

interface Answer {
  name: string;
  /** Status and JSON, or a whole listener. */
  answer: RequestListener | { status: number; body: unknown };
}

const token = (access_token: unknown, more: object = {}) => ({
  status: 200,
  body: { access_token, token_type: 'Bearer', expires_in: 3599, ...more },
});
const text =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

const answers: Answer[] = [
  {
    name: 'escape sequences in its error',
    answer: { status: 400, body: { error: escapes, error_description: escapes } },
  },
  {
    name: 'the secret itself in its error',
    answer: { status: 400, body: { error: 'invalid_client', error_description: `wrong: ${secret}` } },
  },
  {
    name: 'an error of a million characters',
    answer: { status: 400, body: { error: 'x'.repeat(1e6), error_description: 'y'.repeat(1e6) } },
  },
  { name: 'an error that is an object', answer: { status: 400, body: { error: { a: 1 }, error_description: [1] } } },
  { name: 'an error with a prototype', answer: text(400, '{"__proto__":{"polluted":1},"error":"x"}') },
  { name: 'a web page', answer: text(500, '<script>alert(1)</script>', { 'content-type': 'text/html' }) },
  { name: 'nothing', answer: text(200, '') },
  { name: 'null', answer: text(200, 'null') },
  { name: 'JSON that is cut off', answer: text(200, '{"access_token":"eyJ') },
  { name: 'JSON of a hundred thousand levels', answer: text(200, '['.repeat(100_000)) },
  { name: 'bytes that are no text', answer: text(200, Buffer.alloc(1000, 0xff)) },
  { name: 'an answer of twenty mebibytes', answer: text(200, Buffer.alloc(20 * 1024 * 1024, 0x20)) },
  { name: 'a token that is no text', answer: token(['a']) },
  { name: 'a token with a line break', answer: token('a\nb') },
  { name: 'a token with escape sequences', answer: token(`a${escapes}`) },
  { name: 'an empty token', answer: token('') },
  { name: 'a token of two million characters', answer: token('a'.repeat(2e6)) },
  { name: 'a redirect to itself', answer: text(307, '', { location: '/again' }) },
  { name: 'a connection that ends early', answer: (request) => request.socket.destroy() },
];

describe('oneapi-mock token, against a server that answers with', () => {
  let server: Server;
  let listener: RequestListener;
  before(async () => {
    server = createServer((request, response) => listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  const ask = (port: number) =>
    runHere(['token', '--client-id', 'iq1', '--url', `http://127.0.0.1:${port}/oauth2/v1/token`], {
      env: { ZSCALER_CLIENT_SECRET: secret },
      isTTY: true,
    });

  function assertRefused({ code, stdout, stderr }: Awaited<ReturnType<typeof ask>>): void {
    assert.deepEqual([code, stdout], [1, ''], stderr.slice(0, 1000));
    assert.ok(isPlain(stderr), JSON.stringify(stderr.slice(0, 1000)));
    assert.ok(stderr.length < 4000, `${stderr.length} characters`);
    assert.doesNotMatch(stderr, /marked-secret|a bug, please/);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  }

  for (const { name, answer } of answers) {
    it(`${name}: prints no token, a short and plain message, and no secret`, async () => {
      listener = typeof answer === 'function' ? answer : text(answer.status, JSON.stringify(answer.body));
      assertRefused(await ask((server.address() as AddressInfo).port));
    });
  }

  it('a redirect to another origin: takes the secret there by no means', async () => {
    let hits = 0;
    const other = createServer((_request, response) => {
      hits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    listener = text(307, '', { location });
    assertRefused(await ask((server.address() as AddressInfo).port));
    assert.equal(hits, 0);
    other.close();
  });

  it('bytes that are no HTTP: says that nobody sensible answers', async () => {
    const other = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(Buffer.from('\u001b[2J SSH-2.0\r\n\r\n'));
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    assertRefused(await ask((other.address() as AddressInfo).port));
    other.close();
  });
});
