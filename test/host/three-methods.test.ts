import assert from 'node:assert/strict';
import { activated, run } from './workbench.js';

interface Client {
  id: string;
  name: string;
}

interface Token {
  accessToken: string;
  jti: string;
  expiresAt: number;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

const locations = { method: 'GET', path: '/zia/api/v1/locations/lite' };

describe('An API client of each method, by argument objects alone', () => {
  before(async () => {
    const { mock } = await activated();
    await mock.start();
    await run('oneapi.mock.reset', {});
  });

  for (const auth of ['SECRET', 'PUBKEYCERT', 'JWKS'] as const) {
    it(`${auth}: it gets a token that opens its resource, until the token is revoked`, async () => {
      const client = await run<Client>('oneapi.client.add', {
        name: `by ${auth}`,
        auth,
        lifetimeSeconds: 600,
        scopes: ['ZIA:API_Role01'],
        description: 'made by a test',
      });
      assert.match(client.id, /^iq[0-9a-v]{11}$/);
      assert.equal(client.name, `by ${auth}`);

      const token = await run<Token>('oneapi.token.get', { clientId: client.id });
      assert.equal(token.accessToken.split('.').length, 3);
      assert.ok(token.expiresAt > Date.now() / 1000 + 500);

      const inspected = await run<{ signature: { status: string } }>('oneapi.token.inspect', {
        token: token.accessToken,
      });
      assert.equal(inspected.signature.status, 'verified');

      const opened = await run<Answer>('oneapi.api.call', { clientId: client.id, ...locations });
      assert.equal(opened.status, 200);
      assert.ok(Array.isArray(opened.body));
      const elsewhere = await run<Answer>('oneapi.api.call', {
        clientId: client.id,
        method: 'GET',
        path: '/zcc/papi/public/v1/getDevices',
      });
      assert.equal(elsewhere.status, 403);

      await run('oneapi.token.revoke', { jti: token.jti });
      const refused = await run<Answer>('oneapi.api.call', { clientId: client.id, ...locations });
      assert.equal(refused.status, 401);
      assert.deepEqual(refused.body, { detail: 'unauthorized', type: '', title: '', status: '' });

      const next = await run<Token>('oneapi.token.get', { clientId: client.id });
      assert.notEqual(next.jti, token.jti);
      assert.equal((await run<Answer>('oneapi.api.call', { clientId: client.id, ...locations })).status, 200);
    });
  }

  it('a token that was revoked can not be revoked again', async () => {
    const { id } = await run<Client>('oneapi.client.add', { name: 'revoked twice', auth: 'SECRET' });
    const { jti } = await run<Token>('oneapi.token.get', { clientId: id });
    await run('oneapi.token.revoke', { jti });
    await assert.rejects(run('oneapi.token.revoke', { jti }), /409/);
  });

  it('a client without a role gets a token that opens nothing', async () => {
    const { id } = await run<Client>('oneapi.client.add', { name: 'no role', auth: 'SECRET' });
    const answer = await run<Answer>('oneapi.api.call', { clientId: id, ...locations });
    assert.equal(answer.status, 403);
  });

  it('other extensions get an access token of it through the API', async () => {
    const api = await activated();
    const { id } = await run<Client>('oneapi.client.add', { name: 'for others', auth: 'SECRET' });
    const first = await api.getAccessToken(id);
    assert.equal(first.accessToken.split('.').length, 3);
    assert.deepEqual(await api.getAccessToken(id), first, 'a token that is still good is handed out again');
  });

  it('an EC key works as well', async () => {
    for (const auth of ['PUBKEYCERT', 'JWKS']) {
      const { id } = await run<Client>('oneapi.client.add', { name: `EC ${auth}`, auth, keyType: 'EC-P256' });
      const { accessToken } = await run<Token>('oneapi.token.get', { clientId: id });
      assert.equal(accessToken.split('.').length, 3);
    }
  });

  it('what it made survives that the mock is stopped and started', async () => {
    const { mock } = await activated();
    const { id } = await run<Client>('oneapi.client.add', {
      name: 'survivor',
      auth: 'JWKS',
      scopes: ['ZIA:API_Role01'],
    });
    await mock.stop();
    await mock.start();
    const answer = await run<Answer>('oneapi.api.call', { clientId: id, ...locations });
    assert.equal(answer.status, 200);
  });
});
