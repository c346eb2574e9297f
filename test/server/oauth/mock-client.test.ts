import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { type ChangeKind, MockControl } from '../../../src/oauth/mock-client.js';
import { changeKinds } from '../../../src/oauth/mock-events.js';
import { type FakeServer, json, serve } from './fake-server.js';

describe('the mock’s control client', () => {
  let server: FakeServer;
  let answer: Parameters<typeof serve>[0];
  let mock: MockControl;
  const slept: number[] = [];

  beforeEach(async () => {
    slept.length = 0;
    server = await serve((...all) => answer(...all));
    mock = new MockControl({
      base: server.origin,
      adminToken: 'admin-1',
      io: {
        sleep: async (ms) => {
          slept.push(ms);
        },
      },
    });
  });
  afterEach(() => server.stop());

  const token = { jti: 'j/1', clientId: 'iq0', clientName: 'ci', issuedAt: 1, expiresAt: 2, status: 'ACTIVE' };

  it('lists tokens by its filters, with the admin token', async () => {
    answer = (_, response) => json(response, 200, { pageOffset: 0, pageSize: 100, totalRecord: 7, records: [token] });
    const page = await mock.tokens({ status: 'ACTIVE', issuedFrom: 5, limit: 10 });
    assert.deepEqual(page, { total: 7, records: [token] });
    assert.equal(server.seen[0]!.url, '/_mock/v1/tokens?status=ACTIVE&issuedFrom=5&limit=10');
    assert.equal(server.seen[0]!.headers.authorization, 'Bearer admin-1');
  });

  it('asks each path by its method, with ids encoded', async () => {
    const bodies: Record<string, unknown> = {
      'GET /info': { version: '1', policy: 'strict', pid: 1 },
      'GET /tokens/j%2F1': { ...token, jwt: 'a.b.c' },
      'GET /exchanges?clientId=iq0': {
        records: [
          {
            id: 'e',
            at: 'now',
            clientId: null,
            method: 'NONE',
            outcome: 'refused',
            steps: [{ name: 's', outcome: 'failed', detail: 'd' }],
          },
        ],
      },
      'GET /clock': { offsetSeconds: 0, now: 1 },
      'PUT /clock': { offsetSeconds: 60, now: 61 },
      'GET /faults': { records: [{ id: 'f', target: 'token', times: 1 }] },
      'POST /faults': { id: 'f', target: 'token', times: 1 },
      'POST /keys/rotate': { kid: 'k' },
      'GET /config': { vanity: 'acme' },
      'GET /settings': { policy: 'strict' },
      'PUT /settings': { policy: 'strict' },
      'PUT /jwks/a%20b': { url: 'http://127.0.0.1:1/a/jwks.json' },
    };
    answer = (request, response) => {
      const body = bodies[`${request.method} ${request.url.replace('/_mock/v1', '')}`];
      if (body === undefined) response.writeHead(204).end();
      else json(response, 200, body);
    };
    assert.equal((await mock.info()).policy, 'strict');
    assert.equal((await mock.token('j/1')).jwt, 'a.b.c');
    await mock.revoke('j/1');
    assert.equal((await mock.exchanges({ clientId: 'iq0' })).records[0]!.steps[0]!.outcome, 'failed');
    assert.equal((await mock.clock()).offsetSeconds, 0);
    assert.equal((await mock.setClock(60)).now, 61);
    assert.equal((await mock.faults()).total, 1);
    assert.equal((await mock.addFault({ target: 'token', times: 1, status: 429 })).id, 'f');
    await mock.removeFaults('f');
    await mock.removeFaults();
    assert.equal((await mock.rotateKeys()).kid, 'k');
    assert.deepEqual(await mock.config(), { vanity: 'acme' });
    await mock.setConfig({ vanity: 'x' });
    await mock.reset();
    assert.deepEqual(await mock.settings(), { policy: 'strict' });
    assert.deepEqual(await mock.setSettings({ policy: 'strict' }), { policy: 'strict' });
    assert.match((await mock.publishJwks('a b', { keys: [] })).url, /jwks\.json$/);
    await mock.unpublishJwks('a b');
    assert.deepEqual(
      server.seen
        .map(({ method, url }) => `${method} ${url.replace('/_mock/v1', '')}`)
        .filter((line) => !(line in bodies)),
      [
        'POST /tokens/j%2F1/revoke',
        'DELETE /faults/f',
        'DELETE /faults',
        'PUT /config',
        'POST /reset',
        'DELETE /jwks/a%20b',
      ],
    );
  });

  it('knows a healthy mock from anything else at its port', async () => {
    answer = (_, response) => json(response, 200, { status: 'ok' });
    assert.equal(await mock.isHealthy(), true);
    assert.equal(server.seen[0]!.headers.authorization, undefined);
    answer = (_, response) => void response.end('hello');
    assert.equal(await mock.isHealthy(), false);
    answer = (_, response) => json(response, 404, {});
    assert.equal(await mock.isHealthy(), false);
    assert.equal(
      await new MockControl({ base: 'http://127.0.0.1:1', adminToken: 'x', io: { sleep: async () => {} } }).isHealthy(),
      false,
    );
  });

  it('says mock-conflict for a token that is not active and mock-unauthorized for a wrong admin token', async () => {
    answer = (_, response) => json(response, 409, { detail: 'already revoked' });
    await assert.rejects(mock.revoke('j'), { code: 'mock-conflict', message: /already revoked/ });
    answer = (_, response) => json(response, 401, {});
    await assert.rejects(mock.tokens(), { code: 'mock-unauthorized', hint: /Attach/ });
  });
});

describe('the changes of a mock', () => {
  let server: FakeServer;
  afterEach(() => server.stop());

  const change = (...kinds: string[]) => `event: change\ndata: ${JSON.stringify({ kinds })}\n\n`;

  function begin(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  }

  /** Listens until `enough` says so; gives back all that was told. */
  async function listen(enough: (told: (readonly ChangeKind[])[]) => boolean, adminToken = 'admin-1') {
    const controller = new AbortController();
    const told: (readonly ChangeKind[])[] = [];
    const connections: boolean[] = [];
    const mock = new MockControl({ base: server.origin, adminToken, io: { sleep: async () => {} } });
    await mock.events({
      signal: controller.signal,
      onChange: (kinds) => {
        told.push(kinds);
        if (enough(told)) controller.abort();
      },
      onConnection: (connected) => connections.push(connected),
    });
    return { told, connections };
  }

  it('are told as they come, with the kinds that this version knows', async () => {
    server = await serve((request, response) => {
      assert.equal(request.headers.authorization, 'Bearer admin-1');
      begin(response);
      response.write(
        `: ping\n\n${change('tokens', 'kind-of-tomorrow')}event: other\ndata: {}\n\n${change('clients', 'exchanges')}`,
      );
    });
    const { told, connections } = await listen((all) => all.length === 2);
    assert.deepEqual(told, [['tokens'], ['clients', 'exchanges']]);
    assert.deepEqual(connections, [true]);
  });

  it('are all told after the connection was lost, since nobody knows what was missed', async () => {
    server = await serve((_, response, count) => {
      begin(response);
      response.write(change('clock'), () => {
        if (count === 0) response.destroy();
      });
    });
    const { told, connections } = await listen((all) => all.length === 3);
    assert.deepEqual(told, [['clock'], changeKinds, ['clock']]);
    assert.deepEqual(connections, [true, false, true]);
  });

  it('are told again after answers that are none', async () => {
    server = await serve((_, response, count) => {
      if (count === 0) return void response.writeHead(503).end();
      if (count === 1) return json(response, 200, {});
      if (count === 2) return void response.destroy();
      begin(response);
      response.write(`data: {"kinds":["tokens"]}\n\nevent: change\ndata: no json\n\n${change('faults')}`);
    });
    const { told } = await listen((all) => all.length === 1);
    assert.deepEqual(told, [['faults']]);
    assert.equal(server.seen.length, 4);
  });

  it('are not asked for again with a refused admin token', async () => {
    server = await serve((_, response) => json(response, 401, {}));
    await assert.rejects(
      listen(() => false),
      { code: 'mock-unauthorized' },
    );
    assert.equal(server.seen.length, 1);
  });

  it('end at once when nobody listens any more, also while waiting for the mock', async () => {
    server = await serve((_, response) => void response.writeHead(503).end());
    const controller = new AbortController();
    const mock = new MockControl({
      base: server.origin,
      adminToken: 'x',
      io: {
        sleep: () => {
          controller.abort();
          return new Promise(() => {});
        },
      },
    });
    await mock.events({ signal: controller.signal, onChange: () => assert.fail('nothing changed') });
    assert.equal(server.seen.length, 1);
  });

  it('are not asked for with an admin token that no header can carry, and no error shows it', async () => {
    server = await serve((_, response) => json(response, 200, {}));
    const mock = new MockControl({ base: server.origin, adminToken: 'sekret-1\nx' });
    for (const asking of [mock.events({ signal: new AbortController().signal, onChange: () => {} }), mock.info()]) {
      await assert.rejects(asking, (error: Error & { code?: string }) => {
        assert.equal(error.code, 'request-header-invalid');
        return error.cause === undefined && !`${error.message}${error.stack}`.includes('sekret-1');
      });
    }
    assert.equal(server.seen.length, 0);
  });

  it('let a bug of the listener be seen', async () => {
    server = await serve((_, response) => {
      begin(response);
      response.write(change('tokens'));
    });
    const mock = new MockControl({ base: server.origin, adminToken: 'x' });
    const bug = new TypeError('bug');
    const listening = mock.events({
      signal: new AbortController().signal,
      onChange: () => {
        throw bug;
      },
    });
    await assert.rejects(listening, bug);
  });
});
