import assert from 'node:assert/strict';
import { once } from 'node:events';
import { json } from '../../../src/zidentity/http/reply.js';
import { area, type ServedAreas, serveAreas } from './areas.js';
import { getText, openSocket, sendRaw } from './wire.js';

describe('What a request may be', () => {
  let served: ServedAreas;

  before(async () => {
    served = await serveAreas([
      area([
        {
          method: 'GET',
          pattern: '/thing',
          handler: (request) => json(200, { host: request.host, origin: request.origin }),
        },
        { method: 'POST', pattern: '/json', handler: async (request) => json(200, { got: await request.json() }) },
        {
          method: 'POST',
          pattern: '/small',
          handler: async (request) => json(200, { size: (await request.body(10)).length }),
        },
        { method: 'POST', pattern: '/unread', handler: () => json(200, {}) },
        {
          method: 'GET',
          pattern: '/bug',
          handler: () => {
            throw new TypeError('secret-in-message');
          },
        },
        {
          method: 'GET',
          pattern: '/injection',
          handler: () => ({ status: 200, headers: { 'x-a': 'a\r\nx-evil: 1' } }),
        },
        {
          method: 'GET',
          pattern: '/framing',
          handler: () => ({
            status: 200,
            headers: { 'Content-Length': '1', 'Transfer-Encoding': 'chunked' },
            body: 'abc',
          }),
        },
        { method: 'GET', pattern: '/odd-status', handler: () => ({ status: 599 }) },
      ]),
    ]);
  });
  after(() => served.close());

  const post = (path: string, body: string, more = '') =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;

  it('is refused where both length and chunks frame its body', async () => {
    const text =
      'POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /thing HTTP/1.1\r\n\r\n';
    const { status, body } = await sendRaw(served.port, text);
    assert.equal(status, 400);
    assert.ok(!body.includes('HTTP/1.1 200'));
  });

  it('is refused where its framing is not plain', async () => {
    const heads = [
      'Content-Length: 5\r\nContent-Length: 6\r\n',
      'Content-Length: +5\r\n',
      'Content-Length: 5, 5\r\n',
      'Transfer-Encoding: xchunked\r\n',
      'Transfer-Encoding : chunked\r\n',
      ' Folded: header\r\n',
      'X-Bare: a\nb\r\n',
    ];
    for (const head of heads) {
      const { status } = await sendRaw(served.port, `POST /json HTTP/1.1\r\nHost: localhost\r\n${head}\r\nabcde`);
      assert.equal(status, 400, head);
    }
  });

  it('is refused with two Host headers, and with too many headers', async () => {
    assert.equal((await sendRaw(served.port, getText('/thing', 'localhost', 'Host: evil.example\r\n'))).status, 400);
    const many = Array.from({ length: 300 }, (_, index) => `x-${index}: 1\r\n`).join('');
    assert.equal((await sendRaw(served.port, getText('/thing', 'localhost', many))).status, 431);
    const long = `x-long: ${'a'.repeat(20_000)}\r\n`;
    assert.equal((await sendRaw(served.port, getText('/thing', 'localhost', long))).status, 431);
  });

  it('is refused where its path is not one', async () => {
    for (const path of ['/a/../thing', '/%2e%2e/thing', '/thing%zz', '/thing%00', '/thing%2fx']) {
      assert.equal((await sendRaw(served.port, getText(path, 'localhost'))).status, 400, path);
    }
    assert.equal((await sendRaw(served.port, getText('//thing', 'localhost'))).status, 404);
  });

  it('is told which methods the path takes', async () => {
    const refused = await sendRaw(served.port, post('/thing', ''));
    assert.deepEqual([refused.status, refused.headers.allow], [405, 'GET, HEAD']);
    const options = await sendRaw(
      served.port,
      'OPTIONS /thing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    assert.deepEqual([options.status, options.headers.allow], [204, 'GET, HEAD, OPTIONS']);
  });

  it('gets by HEAD what GET has, without the body', async () => {
    const head = await sendRaw(served.port, 'HEAD /thing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const get = await sendRaw(served.port, getText('/thing', 'localhost'));
    assert.equal(head.body, '');
    assert.equal(head.headers['content-length'], get.headers['content-length']);
  });

  it('sees the mock as it addressed it', async () => {
    const { body } = await sendRaw(served.port, getText('/thing', 'LOCALHOST:8787'));
    assert.deepEqual(JSON.parse(body), { host: 'localhost', origin: 'http://localhost:8787' });
  });

  it('may bring a body of a mebibyte, and is told where it is larger', async () => {
    const fits = JSON.stringify('a'.repeat(1024 * 1024 - 2));
    assert.equal((await sendRaw(served.port, post('/json', fits))).status, 200);
    assert.equal((await sendRaw(served.port, post('/json', `${fits} `))).status, 413);
    assert.equal((await sendRaw(served.port, post('/json', 'x'.repeat(3 * 1024 * 1024)))).status, 413);
    assert.equal((await sendRaw(served.port, post('/small', '0123456789'))).status, 200);
    const chunked =
      'POST /small HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n';
    assert.equal((await sendRaw(served.port, chunked)).status, 413);
  });

  it('is answered where nobody reads its body', async () => {
    assert.equal((await sendRaw(served.port, post('/unread', 'x'.repeat(500_000)))).status, 200);
  });

  it('is told where its JSON is wrong', async () => {
    for (const body of ['{', '{"__proto__":{"a":1}}', '['.repeat(1000)]) {
      assert.equal((await sendRaw(served.port, post('/json', body))).status, 400, body);
    }
  });

  it('gets no answer of the five hundreds where the mock has a bug, and the bug is reported without its message', async () => {
    served.bugs.length = 0;
    const { status, body } = await sendRaw(served.port, getText('/bug', 'localhost'));
    assert.equal(status, 400);
    assert.match(body, /bug of the mock/);
    assert.equal(served.bugs.length, 1);
    assert.ok(!/secret-in-message/.test(served.bugs[0] + body));
  });

  it('never gets a header that a handler smuggles in', async () => {
    const { status, head } = await sendRaw(served.port, getText('/injection', 'localhost'));
    assert.equal(status, 400);
    assert.ok(!/x-evil/.test(head));
  });

  it('gets its answer framed by the listener, whatever a handler says', async () => {
    const { body, headers } = await sendRaw(served.port, getText('/framing', 'localhost'));
    assert.deepEqual([body, headers['content-length'], headers['transfer-encoding']], ['abc', '3', undefined]);
    assert.equal((await sendRaw(served.port, getText('/odd-status', 'localhost'))).status, 599);
  });

  it('shares its connection with the next one', async () => {
    const socket = await openSocket(served.port);
    const first = getText('/thing', 'localhost').replace('Connection: close\r\n', '');
    const { body } = await sendRaw(socket, first + getText('/thing', 'localhost'));
    assert.match(body, /HTTP\/1\.1 200 OK/);
    if (!socket.closed) await once(socket, 'close');
  });
});

describe('Web pages', () => {
  it('of an allowed origin may read answers, refusals included; of others they may not', async () => {
    const served = await serveAreas(
      [area([{ method: 'GET', pattern: '/thing', handler: () => json(200, {}) }])],
      ['http://localhost:3000'],
    );
    try {
      const origin = async (path: string, value: string) =>
        (await sendRaw(served.port, getText(path, 'localhost', `Origin: ${value}\r\n`))).headers[
          'access-control-allow-origin'
        ];
      assert.equal(await origin('/thing', 'http://localhost:3000'), 'http://localhost:3000');
      assert.equal(await origin('/nothing', 'http://localhost:3000'), 'http://localhost:3000');
      assert.equal(await origin('/thing', 'http://evil.example'), undefined);
      const preflight = `OPTIONS /thing HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:3000\r\nAccess-Control-Request-Method: GET\r\nConnection: close\r\n\r\n`;
      assert.equal((await sendRaw(served.port, preflight)).headers['access-control-allow-methods'], 'GET');
    } finally {
      await served.close();
    }
  });
});
