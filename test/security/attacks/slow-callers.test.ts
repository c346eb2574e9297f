// Callers that are slow or many, against the listener with bounds of milliseconds in place of seconds.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { createFrontPort, type FrontBounds, type FrontPort } from '../../../src/zidentity/listener/front-port.js';
import { createHostTable } from '../../../src/zidentity/listener/host-table.js';
import { authorityInMemory } from '../../../src/zidentity/tls/authority-store.js';
import { createServerCertificate } from '../../../src/zidentity/tls/server-certificate.js';
import { ask, openSocket, parse, readAll } from './wire.js';

const hosts = createHostTable({ vanity: 'acme', cloud: 'PRODUCTION' }, []);
const answerAll: RequestListener = (request, response) => {
  request.resume().once('end', () => response.end('ok'));
};

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;

const unbounded = 3_600_000;
const patient: FrontBounds = {
  connections: 1024,
  headerBytes: 16 * 1024,
  waitingRequests: 64,
  firstByte: unbounded,
  tlsHandshake: unbounded,
  headers: unbounded,
  request: unbounded,
  keepAlive: unbounded,
  idle: unbounded,
  check: 10,
};

/** Every bound is an hour but the one that is tried, so that no other can be what ends the connection. */
async function withBounds(
  bounds: Partial<FrontBounds>,
  work: (port: number, front: FrontPort) => Promise<void>,
  onRequest = answerAll,
): Promise<void> {
  const store = await authorityInMemory();
  const { randomBytes } = await import('node:crypto');
  const wanted = { names: hosts.certificateNames, domains: hosts.domains };
  const certificate = createServerCertificate(() => wanted, { store, now: Date.now, randomBytes, warn: assert.fail });
  const front = createFrontPort({
    hosts: () => hosts,
    certificate,
    onRequest,
    warn: assert.fail,
    bounds: { ...patient, ...bounds },
  });
  await front.listen(0, '127.0.0.1');
  try {
    await work(front.port, front);
  } finally {
    await front.stop(0);
    await store.close();
  }
}

/** What came on a connection until the mock ended it. */
async function untilEnd(port: number, begin: string | Buffer): Promise<number[]> {
  const socket = await openSocket(port);
  const all = readAll(socket);
  if (begin.length > 0) socket.write(begin);
  return parse(await all).statuses;
}

describe('A caller that is slow', () => {
  it('is left where it says nothing', () =>
    withBounds({ firstByte: 20 }, async (port) => {
      assert.deepEqual(await untilEnd(port, ''), []);
    }));

  it('is left where it does not end its handshake', () =>
    withBounds({ tlsHandshake: 20 }, async (port) => {
      assert.deepEqual(await untilEnd(port, Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x01])), []);
    }));

  it('is told so where its headers do not come to their end', () =>
    withBounds({ headers: 20, request: unbounded }, async (port) => {
      assert.deepEqual(await untilEnd(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '), [408]);
    }));

  it('is told so where its body does not come to its end', () =>
    withBounds({ headers: 20, request: 40 }, async (port) => {
      const begin = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf';
      assert.deepEqual(await untilEnd(port, begin), [408]);
    }));

  it('is left where it keeps a connection for nothing', () =>
    withBounds({ keepAlive: 20 }, async (port) => {
      assert.deepEqual(await untilEnd(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'), [200]);
    }));

  it('is left where it says nothing in a tunnel', () =>
    withBounds({ firstByte: 20 }, async (port) => {
      const begin = 'CONNECT api.zsapi.net:443 HTTP/1.1\r\nHost: api.zsapi.net:443\r\n\r\n';
      assert.deepEqual(await untilEnd(port, begin), [200]);
    }));

  it('is left where it does not read its answers', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const large = Buffer.alloc(64 * 1024 * 1024);
    await withBounds(
      { idle: 50 },
      async (port) => {
        const socket = await openSocket(port);
        socket.pause();
        socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
        await asked;
        await closed;
        socket.destroy();
      },
      (_request, response) => {
        closed = once(response, 'close');
        response.end(large);
        tellAsked();
      },
    );
  });
});

let tellAsked: () => void;
const asked = new Promise<void>((resolve) => {
  tellAsked = resolve;
});

describe('Callers that are many', () => {
  it('are turned away beyond the bound, and served again once others have gone', () =>
    withBounds({ connections: 8 }, async (port, front) => {
      const early: Socket[] = [];
      for (let count = 0; count < 8; count += 1) early.push(await openSocket(port));
      const late = await openSocket(port);
      assert.equal(await readAll(late), '');
      assert.equal(front.sockets.size, 8);

      const [first] = early;
      assert.ok(first);
      const served = readAll(first);
      first.end('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
      assert.deepEqual(parse(await served).statuses, [200]);
      await gone(front, 7);
      assert.deepEqual((await ask(port, { path: '/', headers: { host: 'localhost' } })).statuses, [200]);
      for (const socket of early) socket.destroy();
    }));

  it('are not held up by one that sends requests ahead: its next one has to wait until the answer before it is sent', async () => {
    const order: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await withBounds(
      {},
      async (port) => {
        const greedy = await openSocket(port);
        const all = readAll(greedy);
        greedy.write(get('/held') + get('/second') + get('/third', 'Connection: close\r\n'));
        const other = await ask(port, { path: '/other', headers: { host: 'localhost' } });
        assert.deepEqual(other.statuses, [200]);
        assert.deepEqual(order, ['/held', '/other']);
        release();
        assert.deepEqual(parse(await all).statuses, [200, 200, 200]);
        assert.deepEqual(order, ['/held', '/other', '/second', '/third']);
      },
      async (request, response) => {
        order.push(request.url ?? '');
        if (request.url === '/held') await held;
        response.end('ok');
      },
    );
  });

  for (const [count, statuses] of [
    [5, [200, 200, 200, 200, 200]],
    [6, []],
  ] as const) {
    it(`are ${statuses.length > 0 ? 'answered' : 'left'} where they send ${count} requests at once and 4 may wait`, () =>
      withBounds({ waitingRequests: 4 }, async (port) => {
        const last = get('/', 'Connection: close\r\n');
        const bytes = Buffer.from(get('/').repeat(count - 1) + last);
        assert.deepEqual(await untilEnd(port, bytes), statuses);
      }));
  }

  it('are let go whole: nothing of them is remembered', () =>
    withBounds({}, async (port, front) => {
      for (let round = 0; round < 5; round += 1) {
        const sockets = await Promise.all(Array.from({ length: 50 }, () => openSocket(port)));
        for (const socket of sockets) socket.resetAndDestroy();
      }
      await gone(front, 0);
    }));
});

/** Turns of the event loop until the listener has seen that callers went. */
async function gone(front: FrontPort, left: number): Promise<void> {
  while (front.sockets.size > left) await new Promise((resolve) => setImmediate(resolve));
}
