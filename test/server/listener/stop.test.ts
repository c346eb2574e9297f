import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Reply } from '../../../src/zidentity/http/reply.js';
import { startMock } from '../../../src/zidentity/start.js';
import { area, type ServedAreas, serveAreas } from './areas.js';
import { getText, openSocket, parseAnswer, portOf, readAll, readHead, secure } from './wire.js';

/** A handler that tells when it was asked, and answers when it is told to. */
function gate() {
  let open = (_reply: Reply): void => undefined;
  let entered = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const reply = new Promise<Reply>((resolve) => {
    open = resolve;
  });
  const handler = () => {
    entered();
    return reply;
  };
  return { asked, open, handler };
}

describe('A mock that stops', () => {
  let served: ServedAreas | undefined;
  afterEach(() => served?.close());

  it('answers what is in flight, over HTTP and TLS, and ends those connections', async () => {
    const [plain, tls] = [gate(), gate()];
    const door = await serveAreas([
      area([
        { method: 'GET', pattern: '/plain', handler: plain.handler },
        { method: 'GET', pattern: '/tls', handler: tls.handler },
      ]),
    ]);
    served = door;
    const keepAlive = (path: string) => getText(path, 'localhost').replace('Connection: close\r\n', '');
    const one = await openSocket(door.port);
    const two = await secure(await openSocket(door.port), 'localhost', door.caFile);
    const answers = [readAll(one), readAll(two)];
    one.write(keepAlive('/plain'));
    two.write(keepAlive('/tls'));
    await Promise.all([plain.asked, tls.asked]);
    const stopped = door.front.stop(60_000);
    plain.open({ status: 200, body: 'plain' });
    tls.open({ status: 200, body: 'tls' });
    for (const [index, body] of ['plain', 'tls'].entries()) {
      const answer = parseAnswer(await (answers[index] as Promise<string>));
      assert.deepEqual([answer.status, answer.body, answer.headers.connection], [200, body, 'close']);
    }
    await stopped;
  });

  it('waits neither for idle connections nor for silent ones', async () => {
    const door = await serveAreas([area([{ method: 'GET', pattern: '/', handler: () => ({ status: 204 }) }])]);
    served = door;
    const silent = await openSocket(door.port);
    const idle = await openSocket(door.port);
    idle.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await readHead(idle);
    const idleTls = await secure(await openSocket(door.port), 'localhost', door.caFile);
    const closed = [silent, idle, idleTls].map((socket) => {
      socket.resume();
      return once(socket, 'close');
    });
    idleTls.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(idleTls, 'data');
    await door.front.stop(60_000);
    await Promise.all(closed);
  });

  it('answers what has arrived though nobody has read it yet', async () => {
    const door = await serveAreas([
      area([{ method: 'GET', pattern: '/', handler: () => ({ status: 200, body: 'it' }) }]),
    ]);
    served = door;
    const [fresh, used] = await Promise.all([openSocket(door.port), openSocket(door.port)]);
    const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
    used.write(request);
    await readHead(used);
    used.read();
    const answers = [readAll(fresh), readAll(used)];
    fresh.write(request);
    used.write(request);
    await door.front.stop(60_000);
    for (const answer of answers) assert.equal(parseAnswer(await answer).status, 200);
  });

  it('takes no connection any more', async () => {
    const door = await serveAreas([area([])]);
    await door.front.stop(60_000);
    await assert.rejects(openSocket(door.port), { code: 'ECONNREFUSED' });
  });

  it('ends what is not answered when its patience is over', async () => {
    const never = gate();
    const door = await serveAreas([area([{ method: 'GET', pattern: '/', handler: never.handler }])]);
    served = door;
    const socket = await openSocket(door.port);
    const all = readAll(socket);
    socket.write(getText('/', 'localhost'));
    await never.asked;
    await door.front.stop(1);
    assert.equal(await all, '');
  });

  it('ends event streams at once', async () => {
    const mock = await startMock({ port: 0 });
    const socket = await openSocket(portOf(mock.endpoints.http));
    socket.write(getText('/_mock/v1/events', 'localhost', `Authorization: Bearer ${mock.adminToken}\r\n`));
    assert.match(await readHead(socket), /text\/event-stream/);
    const ended = once(socket, 'end');
    socket.resume();
    await Promise.all([mock.stop(), ended]);
  });

  it('may be stopped twice', async () => {
    const mock = await startMock({ port: 0 });
    await Promise.all([mock.stop(), mock.stop()]);
  });
});
