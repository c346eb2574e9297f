import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { area, type ServedAreas, serveAreas } from './areas.js';
import { getText, openSocket, openTunnel, parseAnswer, readAll, secure } from './wire.js';

describe('Injected faults of the connection', () => {
  let served: ServedAreas;
  const body = JSON.stringify({ text: 'x'.repeat(1000) });

  before(async () => {
    served = await serveAreas([
      area([
        { method: 'GET', pattern: '/reset', handler: () => ({ status: 200, body, fault: { break: 'reset' } }) },
        { method: 'GET', pattern: '/truncate', handler: () => ({ status: 200, body, fault: { break: 'truncate' } }) },
        { method: 'GET', pattern: '/late', handler: () => ({ status: 503, body, fault: { delayMs: 5 } }) },
        { method: 'GET', pattern: '/never', handler: () => ({ status: 200, fault: { delayMs: 600_000 } }) },
      ]),
    ]);
  });
  after(() => served.close());

  const ways: [string, () => Promise<Socket>][] = [
    ['plain HTTP', () => openSocket(served.port)],
    ['TLS', async () => secure(await openSocket(served.port), 'localhost', served.caFile)],
    [
      'a tunnel',
      async () => {
        const socket = await openSocket(served.port);
        assert.equal(await openTunnel(socket, 'api.zsapi.net:443'), 200);
        return secure(socket, 'api.zsapi.net', served.caFile);
      },
    ],
  ];

  for (const [name, open] of ways) {
    it(`reset the connection over ${name} before anything is answered`, async () => {
      const socket = await open();
      const failed = new Promise<NodeJS.ErrnoException>((resolve) => socket.once('error', resolve));
      socket.write(getText('/reset', 'localhost'));
      assert.equal((await failed).code, 'ECONNRESET');
    });

    it(`end the answer over ${name} in its middle`, async () => {
      const socket = await open();
      const all = readAll(socket);
      socket.write(getText('/truncate', 'localhost'));
      const answer = parseAnswer(await all);
      assert.equal(answer.status, 200);
      assert.equal(Number(answer.headers['content-length']), body.length);
      assert.equal(answer.body, body.slice(0, Math.floor(body.length / 2)));
    });

    it(`answer late over ${name}`, async () => {
      const socket = await open();
      const all = readAll(socket);
      socket.write(getText('/late', 'localhost'));
      assert.equal(parseAnswer(await all).status, 503);
    });
  }

  it('stop waiting once the caller is gone', async () => {
    const socket = await openSocket(served.port);
    socket.write(getText('/never', 'localhost'));
    await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
    await served.front.sockets.closed();
    assert.equal(served.front.sockets.size, 0);
  });
});
