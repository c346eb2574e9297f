import assert from 'node:assert/strict';
import { AdminClient } from '../../../src/oauth/admin-client.js';
import { type FakeServer, json, serve } from './fake-server.js';

const apiClient = {
  id: 'iq41q3fpgg6st',
  name: 'ci',
  description: '',
  status: true,
  accessTokenLifeTime: 3600,
  clientAuthentication: { authType: 'SECRET', somethingNew: 1 },
  clientResources: [
    { id: 'jhlm4bhr7g7j2', name: 'Zscaler APIs', defaultApi: true, selectedScopes: [{ id: 'a::b', name: 'Role:R' }] },
  ],
  fieldOfTomorrow: { x: 1 },
};

describe('the admin API client', () => {
  let server: FakeServer;
  let answer: Parameters<typeof serve>[0];
  let admin: AdminClient;
  const asked: ({ renew: boolean } | undefined)[] = [];
  let tokens: string[];

  beforeEach(async () => {
    asked.length = 0;
    tokens = ['token-1'];
    server = await serve((...all) => answer(...all));
    admin = new AdminClient({
      base: `${server.origin}/ziam/admin/api/v1/`,
      authorize: async (options) => {
        asked.push(options);
        return tokens.length > 1 ? tokens.shift()! : tokens[0]!;
      },
      io: { sleep: async () => {} },
    });
  });
  afterEach(() => server.stop());

  const list = (records: unknown[], next?: string) => ({
    pageOffset: 0,
    pageSize: 100,
    totalRecord: 9,
    records,
    next_link: next,
    results_total: 9,
  });

  it('lists API clients with the bearer token, keeping fields that it does not know', async () => {
    answer = (_, response) => json(response, 200, list([apiClient]));
    assert.deepEqual(await admin.listClients(), [apiClient]);
    assert.equal(server.seen[0]!.url, '/ziam/admin/api/v1/api-clients?offset=0&limit=1000');
    assert.equal(server.seen[0]!.headers.authorization, 'Bearer token-1');
  });

  it('asks for clients by name', async () => {
    answer = (_, response) => json(response, 200, list([]));
    await admin.listClients({ nameLike: 'a&b' });
    assert.equal(new URL(server.seen[0]!.url, server.origin).searchParams.get('name[like]'), 'a&b');
  });

  it('follows the pages to their end', async () => {
    answer = (_, response, count) =>
      json(
        response,
        200,
        list(
          [{ ...apiClient, id: `iq${count}` }],
          count < 2 ? `${server.origin}/ziam/admin/api/v1/api-clients?offset=${count + 1}` : undefined,
        ),
      );
    assert.deepEqual(
      (await admin.listClients()).map(({ id }) => id),
      ['iq0', 'iq1', 'iq2'],
    );
  });

  it('follows a relative link, and ends at one that leads back', async () => {
    answer = (_, response, count) =>
      json(response, 200, list([apiClient], count === 0 ? '?offset=1' : '?offset=0&limit=1000'));
    assert.equal((await admin.listClients()).length, 2);
  });

  it('sends no token to another origin, whatever a link says', async () => {
    const other = await serve((_, response) => json(response, 200, list([])));
    for (const link of [`${other.origin}/x`, '//evil.example/x', 'ftp://x/y', 'http://']) {
      answer = (_, response) => json(response, 200, list([apiClient], link));
      await assert.rejects(admin.listClients(), { code: 'admin-page-elsewhere' });
    }
    assert.equal(other.seen.length, 0);
    await other.stop();
  });

  it('gives up on pages without end', async () => {
    let count = 0;
    const endless = new AdminClient({
      base: 'https://api.zsapi.net/ziam/admin/api/v1',
      authorize: async () => 'token-1',
      fetch: async () => Response.json(list([], `?offset=${++count}`)),
    });
    await assert.rejects(endless.listClients(), { code: 'admin-page-elsewhere', message: /ever more pages/ });
  });

  it('creates, reads, replaces and deletes an API client', async () => {
    const input = { name: 'ci', accessTokenLifeTime: 3600, clientAuthentication: { authType: 'SECRET' } };
    answer = (request, response) =>
      request.method === 'DELETE' ? void response.writeHead(204).end() : json(response, 200, apiClient);
    assert.equal((await admin.createClient(input)).id, apiClient.id);
    assert.equal((await admin.getClient('iq/0?x')).id, apiClient.id);
    await admin.updateClient('iq0', input);
    await admin.deleteClient('iq0');
    assert.deepEqual(
      server.seen.map(({ method, url }) => `${method} ${url.replace('/ziam/admin/api/v1', '')}`),
      ['POST /api-clients', 'GET /api-clients/iq%2F0%3Fx', 'PUT /api-clients/iq0', 'DELETE /api-clients/iq0'],
    );
    assert.deepEqual(JSON.parse(server.seen[0]!.body), input);
  });

  it('changes one field and writes all others back as they were, known or not', async () => {
    answer = (request, response) =>
      json(response, 200, request.method === 'PUT' ? JSON.parse(request.body) : apiClient);
    await admin.changeClient('iq0', { status: false });
    assert.deepEqual(JSON.parse(server.seen[1]!.body), { ...apiClient, status: false });
  });

  it('reads an API client anew where a PUT answers without a body', async () => {
    answer = (request, response) =>
      request.method === 'PUT' ? void response.writeHead(200).end() : json(response, 200, apiClient);
    assert.equal((await admin.updateClient('iq0', apiClient)).id, apiClient.id);
  });

  it('makes a secret and shows its value once', async () => {
    answer = (request, response) =>
      request.method === 'POST'
        ? json(response, 201, { id: 's1', value: 'the-secret', createdAt: 1, expiresAt: '1800000000' })
        : json(response, 200, [{ id: 's1', value: '******', createdAt: 1, expiresAt: 2 }]);
    const created = await admin.createSecret('iq0', { expiresAt: 1_800_000_000 });
    assert.equal(created.value, 'the-secret');
    assert.equal(created.expiresAt, 1_800_000_000);
    assert.deepEqual(JSON.parse(server.seen[0]!.body), { expiresAt: 1_800_000_000 });
    assert.equal((await admin.listSecrets('iq0'))[0]!.id, 's1');
  });

  it('says so where a secret came without its value', async () => {
    answer = (_, response) => json(response, 201, { id: 's1' });
    await assert.rejects(admin.createSecret('iq0'), { code: 'admin-answer-unexpected' });
  });

  it('lists resource servers with the scopes that can be selected', async () => {
    const resource = {
      id: 'jh0',
      name: 'Zscaler APIs',
      serviceScopes: [
        { service: { id: 'hh0', name: 'ZIA', displayName: 'ZIA' }, scopes: [{ id: 'hh0::hp0', name: 'Role:R' }] },
      ],
    };
    answer = (request, response) =>
      json(response, 200, request.url.includes('resource-servers?') ? list([resource]) : resource);
    assert.equal((await admin.listResourceServers())[0]!.serviceScopes![0]!.scopes![0]!.name, 'Role:R');
    assert.equal((await admin.getResourceServer('jh0')).name, 'Zscaler APIs');
  });

  it('asks for another token once where the first was refused', async () => {
    tokens = ['old', 'new'];
    answer = (request, response) =>
      request.headers.authorization === 'Bearer new'
        ? json(response, 200, list([]))
        : json(response, 401, { detail: 'unauthorized', type: '', title: '', status: '' });
    await admin.listClients();
    assert.deepEqual(asked, [undefined, { renew: true }]);
  });

  it('does not try again with the same refused token', async () => {
    answer = (_, response) => json(response, 401, { detail: 'unauthorized', type: '', title: '', status: '' });
    await assert.rejects(admin.listClients(), {
      code: 'admin-unauthorized',
      status: 401,
      message: /unauthorized/,
      hint: /ZIAM role/,
    });
    assert.equal(server.seen.length, 1);
  });

  const failures: [status: number, code: string][] = [
    [400, 'admin-bad-request'],
    [403, 'admin-forbidden'],
    [404, 'admin-not-found'],
    [409, 'admin-conflict'],
    [418, 'admin-refused'],
    [500, 'admin-server-error'],
    [302, 'admin-redirect'],
  ];
  for (const [status, code] of failures) {
    it(`says ${code} for ${status}, with the server’s words and a hint`, async () => {
      answer = (_, response) =>
        json(response, status, { type: 'x', title: 'Bad thing', status, detail: 'name is taken' });
      await assert.rejects(admin.getClient('iq0'), (error: Error & { code?: string; hint?: string }) => {
        assert.equal(error.code, code);
        assert.match(error.message, /Bad thing: name is taken/);
        assert.notEqual(error.hint ?? '', '');
        return true;
      });
    });
  }

  it('never shows the token, even where the server repeats it', async () => {
    answer = (_, response) => json(response, 400, { detail: 'token-1 is bad' });
    await assert.rejects(
      admin.getClient('iq0'),
      (error: Error) => !`${error.message}${error.stack}`.includes('token-1'),
    );
  });

  it('waits and asks again after a 429', async () => {
    answer = (_, response, count) =>
      count === 0 ? json(response, 429, {}, { 'retry-after': '1' }) : json(response, 200, apiClient);
    await admin.getClient('iq0');
    assert.equal(server.seen.length, 2);
  });

  it('does not repeat a POST whose answer was lost, since it may have been carried out', async () => {
    answer = (_, response) => void response.destroy();
    await assert.rejects(admin.createSecret('iq0'), { code: 'network-reset' });
    assert.equal(server.seen.length, 1);
  });

  it('names the fault of an answer in another form, without its values', async () => {
    answer = (_, response) => json(response, 200, list([{ ...apiClient, name: { secret: 'sekret' } }]));
    await assert.rejects(admin.listClients(), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'admin-answer-unexpected');
      assert.match(error.message, /name should be string/);
      return !error.message.includes('sekret');
    });
  });

  it('says so where a web page came in place of JSON', async () => {
    answer = (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    await assert.rejects(admin.listClients(), { code: 'admin-answer-not-json' });
  });

  it('takes no id that would lead to another path', async () => {
    for (const id of ['', '.', '..']) await assert.rejects(admin.getClient(id), { code: 'admin-id-invalid' });
    assert.equal(server.seen.length, 0);
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    await assert.rejects(admin.listClients({ signal: controller.signal }), { code: 'cancelled' });
  });
});
