import assert from 'node:assert/strict';
import { Mock } from './running-mock.js';

const base = '/ziam/admin/api/v1';

describe('the admin API', () => {
  let mock: Mock;
  before(async () => {
    mock = await Mock.start();
  });
  after(() => mock.stop());

  const body = { name: 'x', accessTokenLifeTime: 60, clientAuthentication: { authType: 'SECRET' } };

  it('is closed without a token, and for a token that is none', async () => {
    for (const path of ['/api-clients', '/resource-servers', '/users', '/groups', '/api-clients/x/secrets']) {
      for (const root of [base, '/admin/api/v1', '/zidentity/api/v1']) {
        assert.equal((await mock.ask('GET', root + path, undefined, '')).status, 401, root + path);
        assert.equal((await mock.ask('GET', root + path, undefined, 'nonsense')).status, 401, root + path);
      }
    }
    assert.equal((await mock.ask('POST', `${base}/api-clients`, body, '')).status, 401);
  });

  it('answers 401 in the gateway’s form at the gateway, in its own elsewhere', async () => {
    const gateway = await mock.ask('GET', `${base}/api-clients`, undefined, '');
    assert.equal(Buffer.byteLength(gateway.text), 71);
    assert.equal(gateway.json.detail, 'unauthorized');
    assert.equal(gateway.headers.get('x-oneapi-api-category'), 'public');
    const own = await mock.ask('GET', '/admin/api/v1/api-clients', undefined, '');
    assert.deepEqual(Object.keys(own.json), ['type', 'title', 'status', 'detail']);
    assert.equal(own.headers.get('www-authenticate'), 'Bearer');
  });

  it('carries the gateway’s headers at the gateway, on refusals too', async () => {
    for (const path of ['/api-clients', '/api-clients/iq00000000000']) {
      const { headers } = await mock.ask('GET', base + path);
      assert.match(headers.get('x-oneapi-request-id') ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(headers.get('x-oneapi-host'), mock.base);
    }
  });

  it('answers with faults that were asked for ZIAM', async () => {
    await mock.ask('POST', '/_mock/v1/faults', {
      target: 'gateway',
      product: 'ZIAM',
      times: 1,
      status: 429,
      headers: { 'retry-after': '3' },
    });
    const answer = await mock.ask('GET', `${base}/api-clients`);
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get('retry-after'), '3');
    assert.equal((await mock.ask('GET', `${base}/api-clients`)).status, 200);
  });

  it('is closed for a client without a role for ZIAM', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role01' });
    assert.equal((await mock.ask('GET', `${base}/api-clients`, undefined, token)).status, 403);
  });

  it('is read by View Only Admin, who writes nothing', async () => {
    const { id, token } = await mock.client({ ZIAM: 'View Only Admin' });
    assert.equal((await mock.ask('GET', `${base}/api-clients/${id}`, undefined, token)).status, 200);
    assert.equal((await mock.ask('POST', `${base}/api-clients`, body, token)).status, 403);
    assert.equal((await mock.ask('PUT', `${base}/api-clients/${id}`, body, token)).status, 403);
    assert.equal((await mock.ask('POST', `${base}/api-clients/${id}/secrets`, {}, token)).status, 403);
    assert.equal((await mock.ask('DELETE', `${base}/api-clients/${id}`, undefined, token)).status, 403);
  });

  it('is read and written by Super Admin', async () => {
    const { token } = await mock.client({ ZIAM: 'Super Admin' });
    const created = await mock.ask('POST', `${base}/api-clients`, body, token);
    assert.equal(created.status, 201);
    assert.equal((await mock.ask('DELETE', `${base}/api-clients/${created.json.id}`, undefined, token)).status, 204);
  });

  it('is closed for a client whose access policy blocks ZIAM', async () => {
    const { id, token } = await mock.client({ ZIAM: 'Super Admin' });
    const policy = `/_mock/v1/policies/${id}`;
    assert.equal((await mock.ask('PUT', policy, { action: 'BLOCK', services: ['ZIAM'] })).status, 200);
    assert.equal((await mock.ask('GET', `${base}/api-clients`, undefined, token)).status, 403);
    assert.equal((await mock.ask('DELETE', policy)).status, 204);
    assert.equal((await mock.ask('GET', `${base}/api-clients`, undefined, token)).status, 200);
  });

  it('has users and groups to read, none to change', async () => {
    const users = (await mock.ask('GET', `${base}/users`)).json;
    assert.ok(users.records.length > 1);
    const user = users.records[0];
    assert.deepEqual((await mock.ask('GET', `${base}/users/${user.id}`)).json, user);
    const groups = (await mock.ask('GET', `${base}/users/${user.id}/groups`)).json.records;
    assert.ok(groups.length > 0);
    const members = (await mock.ask('GET', `${base}/groups/${groups[0].id}/users`)).json.records;
    assert.ok(members.some((member: { id: string }) => member.id === user.id));
    assert.equal((await mock.ask('GET', `${base}/users/ih00000000000`)).status, 404);
    assert.equal((await mock.ask('POST', `${base}/users`, {})).status, 405);
    assert.equal((await mock.ask('GET', `${base}/groups?excludedynamicgroups=true`)).json.records.length, 2);
    for (const kind of ['admin-entitlements', 'service-entitlements']) {
      assert.equal((await mock.ask('GET', `${base}/users/${user.id}/${kind}`)).status, 200);
    }
  });

  it('shows the resource server in the shape of a live answer', async () => {
    const list = (await mock.ask('GET', `${base}/resource-servers`)).json;
    assert.equal(list.totalRecord, 1);
    const server = list.records[0];
    assert.deepEqual(Object.keys(server), [
      'id',
      'name',
      'displayName',
      'description',
      'primaryAud',
      'defaultApi',
      'serviceScopes',
    ]);
    const zpa = server.serviceScopes.find((entry: { service: { name: string } }) => entry.service.name === 'ZPA');
    assert.deepEqual(Object.keys(zpa.service), ['id', 'name', 'displayName', 'cloudName', 'orgName', 'zapsOnboarded']);
    assert.equal(zpa.scopes[0].name, 'Scope:Default: Role:API Full Access');
    assert.deepEqual((await mock.ask('GET', `${base}/resource-servers/${server.id}`)).json, server);
    assert.equal((await mock.ask('GET', `${base}/resource-servers/jh00000000000`)).status, 404);
  });

  it('has no token list, as the real one', async () => {
    assert.equal((await mock.ask('GET', `${base}/tokens`)).status, 404);
  });

  it('keeps access policies out of the documented form, and takes them beside it', async () => {
    const { id } = await mock.client({ ZIA: 'API_Role01' });
    const policy = `/_mock/v1/policies/${id}`;
    assert.equal((await mock.ask('GET', policy)).status, 404);
    const rule = { action: 'ALLOW', from: 1_700_000_000, to: 1_800_000_000, services: ['ZIA'] };
    assert.deepEqual((await mock.ask('PUT', policy, rule)).json, rule);
    assert.deepEqual((await mock.ask('GET', policy)).json, rule);
    assert.equal((await mock.ask('GET', `${base}/api-clients/${id}`)).json.accessPolicy, undefined);
    const config = (await mock.ask('GET', '/_mock/v1/config')).json;
    assert.deepEqual(config.clients.find((client: { id: string }) => client.id === id).accessPolicy, rule);
    assert.equal((await mock.ask('PUT', policy, { action: 'MAYBE' })).status, 400);
    assert.equal((await mock.ask('PUT', policy, { action: 'BLOCK', services: ['NOPE'] })).status, 400);
    assert.equal((await mock.ask('GET', policy, undefined, '')).status, 401);
  });
});
