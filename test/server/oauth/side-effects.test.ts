import assert from 'node:assert/strict';
import { AdminClient } from '../../../src/oauth/admin-client.js';
import { MockControl } from '../../../src/oauth/mock-client.js';
import { type FakeServer, json, serve } from './fake-server.js';

type Api = { admin: AdminClient; mock: MockControl };

/** Everything that changes something, by what it does to the server. */
const changes: readonly {
  name: string;
  method: string;
  run: (api: Api, options: { signal?: AbortSignal }) => Promise<unknown>;
}[] = [
  {
    name: 'a new API client',
    method: 'POST',
    run: ({ admin }, options) =>
      admin.createClient(
        { name: 'x', accessTokenLifeTime: 60, clientAuthentication: { authType: 'SECRET' }, clientResources: [] },
        options,
      ),
  },
  { name: 'a new secret', method: 'POST', run: ({ admin }, options) => admin.createSecret('iq0', {}, options) },
  { name: 'a removed secret', method: 'DELETE', run: ({ admin }, options) => admin.deleteSecret('iq0', 's', options) },
  { name: 'a deleted API client', method: 'DELETE', run: ({ admin }, options) => admin.deleteClient('iq0', options) },
  { name: 'a revoked token', method: 'POST', run: ({ mock }, options) => mock.revoke('jti', options) },
  { name: 'a fault', method: 'POST', run: ({ mock }, options) => mock.addFault({ target: 'token' }, options) },
  { name: 'a rotated key', method: 'POST', run: ({ mock }, options) => mock.rotateKeys(options) },
  { name: 'a reset', method: 'POST', run: ({ mock }, options) => mock.reset(options) },
  { name: 'a removed fault', method: 'DELETE', run: ({ mock }, options) => mock.removeFaults('f', options) },
  { name: 'an unpublished JWKS', method: 'DELETE', run: ({ mock }, options) => mock.unpublishJwks('n', options) },
  { name: 'a shifted clock', method: 'PUT', run: ({ mock }, options) => mock.setClock(60, options) },
];

describe('A change whose answer was lost', () => {
  let server: FakeServer;
  let answer: Parameters<typeof serve>[0];
  const pauses: number[] = [];
  let api: Api;

  beforeEach(async () => {
    pauses.length = 0;
    server = await serve((...all) => answer(...all));
    const io = {
      sleep: async (ms: number) => {
        pauses.push(ms);
      },
    };
    const base = `${server.origin}/ziam/admin/api/v1`;
    api = {
      admin: new AdminClient({ base, authorize: async () => 'token', io }),
      mock: new MockControl({ base: server.origin, adminToken: 'token', io }),
    };
  });
  afterEach(() => server.stop());

  for (const { name, method, run } of changes) {
    const once = method === 'POST';
    it(`by a reset: ${name} is ${once ? 'not asked for twice' : 'asked for again, since twice is as once'}`, async () => {
      answer = (_, response, count) => (count === 0 ? void response.destroy() : void response.writeHead(204).end());
      const outcome = await run(api, {}).catch((error: Error & { code?: string; hint?: string }) => error);
      assert.equal(server.seen.length, once ? 1 : 2);
      assert.equal(server.seen[0]!.method, method);
      if (!once) return;
      const { code, hint } = outcome as { code?: string; hint?: string };
      assert.equal(code, 'network-reset');
      assert.notEqual(hint ?? '', '');
    });

    it(`by breaking off: ${name} is not asked for twice`, async () => {
      answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{', () => response.destroy());
      };
      await assert.rejects(run(api, {}), { code: 'network-cut-short' });
      assert.equal(server.seen.length, 1);
    });

    it(`is not the case with 429 and 503: ${name} is asked for again after the pause`, async () => {
      answer = (_, response, count) =>
        json(response, count === 0 ? 429 : count === 1 ? 503 : 418, {}, { 'retry-after': String(count + 2) });
      await assert.rejects(run(api, {}), { status: 418 });
      assert.equal(server.seen.length, 3);
      assert.deepEqual(pauses, [2000, 3000]);
    });

    it(`ends at once where ${name} is cancelled while the server thinks`, async () => {
      const controller = new AbortController();
      answer = () => controller.abort();
      await assert.rejects(run(api, { signal: controller.signal }), { code: 'cancelled' });
      assert.equal(server.seen.length, 1);
    });
  }

  it('deleted all the same: that it is gone already is no fault then', async () => {
    answer = (_, response, count) => (count === 0 ? void response.destroy() : json(response, 404, {}));
    await api.admin.deleteClient('iq0');
    assert.equal(server.seen.length, 2);
  });

  it('is something else than a 404 at the first try, which is told', async () => {
    answer = (_, response) => json(response, 404, {});
    await assert.rejects(api.admin.deleteClient('iq0'), { code: 'admin-not-found' });
  });

  it('ends at once where it is cancelled while the access token is asked for', async () => {
    const controller = new AbortController();
    const signals: unknown[] = [];
    const admin = new AdminClient({
      base: server.origin,
      authorize: (options) => {
        signals.push(options?.signal);
        controller.abort();
        return new Promise(() => {});
      },
    });
    await assert.rejects(admin.listClients({ signal: controller.signal }), { code: 'cancelled' });
    assert.deepEqual(signals, [controller.signal]);
  });
});
