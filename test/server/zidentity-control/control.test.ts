import assert from 'node:assert/strict';
import { CI, claimsOf, config, OTHER, type Running, SECRET, startRunning } from './running.js';

describe('/_mock/v1', function () {
  this.timeout(20_000);
  let running: Running;
  before(async () => {
    running = await startRunning();
  });
  after(() => running.mock.stop());
  beforeEach(async () => {
    await running.control('POST', '/reset');
    await running.control('PUT', '/config', config);
  });

  it('tells its health without a token, and nothing else', async () => {
    assert.equal((await running.call('/_mock/v1/health')).text, '{"status":"ok"}');
    const token = await running.token();
    const paths = ['/tokens', '/exchanges', '/clock', '/faults', '/config', '/events', '/info', '/jwks', '/settings'];
    for (const path of paths) {
      for (const authorization of ['', 'Bearer x', `Bearer ${token}`, `Basic ${running.mock.adminToken}`]) {
        const answer = await running.call(`/_mock/v1${path}`, {
          headers: authorization === '' ? {} : { authorization },
        });
        assert.equal(answer.status, 401, path);
        assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/);
      }
    }
    assert.equal((await running.call('/_mock/v1/reset', { method: 'POST' })).status, 401);
  });

  it('tells where the mock is reached', async () => {
    const { body } = await running.control('GET', '/info');
    assert.equal(body.pid, process.pid);
    assert.equal(body.policy, 'zidentity');
    assert.equal(body.endpoints.http, running.mock.endpoints.http);
    assert.equal(body.endpoints.jwks, running.mock.endpoints.jwks);
  });

  describe('tokens', () => {
    it('are listed, the last one first, in the list envelope', async () => {
      const first = claimsOf(await running.token());
      const second = claimsOf(await running.token(OTHER));
      const { body } = await running.control('GET', '/tokens');
      assert.deepEqual(
        body.records.map((record: { jti: string }) => record.jti),
        [second.jti, first.jti],
      );
      assert.deepEqual(body.records[1], {
        jti: first.jti,
        clientId: CI,
        clientName: 'ci',
        issuedAt: first.iat,
        expiresAt: first.exp,
        status: 'ACTIVE',
      });
      assert.deepEqual(Object.keys(body), ['pageOffset', 'pageSize', 'totalRecord', 'records', 'results_total']);
      assert.equal(body.totalRecord, 2);
    });

    it('come by pages whose links lead on and back', async () => {
      for (let count = 0; count < 3; count += 1) await running.token();
      const { body } = await running.control('GET', '/tokens?limit=2&clientId=iq0000000000a');
      assert.equal(body.records.length, 2);
      assert.equal(body.prev_link, undefined);
      const next = new URL(body.next_link);
      assert.equal(next.origin, running.mock.endpoints.http);
      const { body: rest } = await running.control('GET', `/tokens${next.search}`);
      assert.equal(rest.records.length, 1);
      assert.equal(rest.next_link, undefined);
      assert.equal(new URL(rest.prev_link).searchParams.get('offset'), '0');
      assert.equal(new URL(rest.prev_link).searchParams.get('clientId'), CI);
    });

    it('are filtered by status in any case, client and times', async () => {
      const { jti, iat } = claimsOf(await running.token());
      await running.token(OTHER);
      await running.control('POST', `/tokens/${jti}/revoke`);
      const totalOf = async (query: string) => (await running.control('GET', `/tokens?${query}`)).body.totalRecord;
      assert.equal(await totalOf('status=REVOKED'), 1);
      assert.equal(await totalOf('STATUS=active'), 1);
      assert.equal(await totalOf('status=EXPIRED'), 0);
      assert.equal(await totalOf(`clientid=${CI}`), 1);
      assert.equal(await totalOf(`issuedFrom=${(iat as number) + 100}`), 0);
      assert.equal(await totalOf(`issuedTo=${(iat as number) + 100}&expiresFrom=${iat}&status=&clientId=`), 2);
    });

    it('are searched by client and jti, in pages whose links keep the search', async () => {
      const { jti } = claimsOf(await running.token());
      for (let count = 0; count < 2; count += 1) await running.token(OTHER);
      const search = async (text: string, more = '') =>
        (await running.control('GET', `/tokens?search=${encodeURIComponent(text)}${more}`)).body;
      assert.equal((await search('CI')).totalRecord, 1);
      assert.equal((await search(OTHER.toUpperCase())).totalRecord, 2);
      assert.equal((await search(String(jti).slice(0, 13).toUpperCase())).records[0].jti, jti);
      assert.equal((await search('no such client')).totalRecord, 0);
      assert.equal((await search('')).totalRecord, 3);
      const page = await search(OTHER, '&limit=1');
      assert.equal(page.records.length, 1);
      const { body: rest } = await running.control('GET', `/tokens${new URL(page.next_link).search}`);
      assert.deepEqual([rest.records.length, rest.totalRecord], [1, 2]);
    });

    for (const query of ['limit=1001', 'limit=-1', 'offset=x', 'status=GONE', 'issuedFrom=1.5', 'limit=1&limit=2']) {
      it(`refuse ${query} with 400`, async () => {
        const { status, body } = await running.control('GET', `/tokens?${query}`);
        assert.equal(status, 400);
        assert.ok(body.detail.length > 10);
      });
    }

    it('show their JWT while they are active', async () => {
      const token = await running.token();
      const path = `/tokens/${claimsOf(token).jti}`;
      assert.equal((await running.control('GET', path)).body.jwt, token);
      await running.control('POST', '/keys/rotate');
      assert.equal((await running.control('GET', path)).body.jwt, token, 'also after a rotation');
      assert.equal((await running.control('POST', `${path}/revoke`)).status, 204);
      const { body } = await running.control('GET', path);
      assert.equal(body.status, 'REVOKED');
      assert.equal(body.jwt, undefined);
      assert.equal((await running.control('GET', '/tokens/nothing')).status, 404);
    });

    it('are revoked once: 204, then 409, and 404 for what was never issued', async () => {
      const path = `/tokens/${claimsOf(await running.token()).jti}/revoke`;
      assert.equal((await running.control('POST', path)).status, 204);
      assert.equal((await running.control('POST', path)).status, 409);
      assert.equal((await running.control('POST', `/tokens/${crypto.randomUUID()}/revoke`)).status, 404);
    });
  });

  describe('exchanges', () => {
    it('are listed by client, newest first', async () => {
      await running.requestToken();
      await running.requestToken(CI, 'wrong');
      await running.requestToken(OTHER);
      const { body } = await running.control('GET', `/exchanges?clientId=${CI}`);
      assert.deepEqual(
        body.records.map((record: { outcome: string }) => record.outcome),
        ['refused', 'issued'],
      );
      assert.equal((await running.control('GET', '/exchanges?limit=1')).body.records[0].clientId, OTHER);
      assert.equal((await running.control('GET', '/exchanges/nothing')).status, 404);
    });
  });

  describe('clock', () => {
    it('is shifted and put back', async () => {
      const before = (await running.control('GET', '/clock')).body;
      assert.equal(before.offsetSeconds, 0);
      const { status, body } = await running.control('PUT', '/clock', { offsetSeconds: -3600 });
      assert.equal(status, 200);
      assert.equal(body.offsetSeconds, -3600);
      assert.ok(Math.abs(body.now - before.now + 3600) < 60);
    });

    for (const body of [
      {},
      { offsetSeconds: '1' },
      { offsetSeconds: 1.5 },
      { offsetSeconds: 1e12 },
      { offset: 1 },
      [],
    ]) {
      it(`refuses ${JSON.stringify(body)}`, async () => {
        const answer = await running.control('PUT', '/clock', body);
        assert.equal(answer.status, 400);
        assert.equal((await running.control('GET', '/clock')).body.offsetSeconds, 0);
      });
    }
  });

  describe('configuration', () => {
    it('comes back as it was put, with hashes in place of secrets', async () => {
      const { body, text } = await running.control('GET', '/config');
      assert.ok(!text.includes(SECRET));
      assert.equal(body.clients.length, 2);
      const { hash } = body.clients[0].authentication.secrets[0].value;
      assert.match(hash, /^scrypt-/);
      assert.equal((await running.control('PUT', '/config', body)).status, 200);
      assert.deepEqual((await running.control('GET', '/config')).body, body);
      assert.equal((await running.requestToken()).status, 200, 'the hash stands for the secret');
    });

    it('with a fault changes nothing and names the place', async () => {
      const before = (await running.control('GET', '/config')).text;
      const bad = { clients: [{ name: 'x', authentication: { type: 'NOTHING' } }] };
      const { status, body } = await running.control('PUT', '/config', bad);
      assert.equal(status, 400);
      assert.match(body.detail, /clients\[0\]\.authentication/);
      for (const text of ['', 'no json', '[]', '{"__proto__":{}}', '{"vanity":7}']) {
        assert.equal((await running.control('PUT', '/config', text)).status, 400, text);
      }
      assert.equal((await running.control('GET', '/config')).text, before);
    });

    it('revokes the tokens of clients that it leaves out', async () => {
      const { jti } = claimsOf(await running.token());
      await running.control('PUT', '/config', { clients: [] });
      assert.equal((await running.control('GET', `/tokens/${jti}`)).body.status, 'REVOKED');
      assert.equal((await running.requestToken()).body.error, 'invalid_client');
    });

    it('renames the tenant', async () => {
      await running.control('PUT', '/config', { ...config, vanity: 'globex', cloud: 'beta' });
      assert.equal(claimsOf(await running.token()).iss, 'https://globex.zsloginbeta.net');
      assert.equal(
        (await running.call('/.well-known/openid-configuration')).body.issuer,
        'https://globex.zsloginbeta.net',
      );
      await running.control('PUT', '/config', { ...config, vanity: 'acme', cloud: 'PRODUCTION' });
    });
  });

  it('resets everything but keys, names and its own token', async () => {
    const token = await running.token();
    await running.control('POST', '/faults', { target: 'token' });
    await running.control('PUT', '/clock', { offsetSeconds: 60 });
    await running.control('PUT', '/jwks/ci', { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] });
    const keys = (await running.call('/oauth2/v1/keys')).text;
    assert.equal((await running.control('POST', '/reset')).status, 204);
    for (const path of ['/tokens', '/exchanges', '/faults', '/jwks']) {
      assert.equal((await running.control('GET', path)).body.totalRecord, 0, path);
    }
    assert.deepEqual((await running.control('GET', '/config')).body.clients, []);
    assert.equal((await running.control('GET', '/clock')).body.offsetSeconds, 0);
    assert.equal((await running.call('/oauth2/v1/keys')).text, keys);
    const { body } = await running.form(
      '/oauth2/v1/introspect',
      { token },
      { authorization: `Bearer ${running.mock.adminToken}` },
    );
    assert.equal(body.active, false);
  });

  describe('settings', () => {
    it('change how the mock guesses, one by one', async () => {
      const { body: before } = await running.control('GET', '/settings');
      assert.equal(before.policy, 'zidentity');
      assert.equal(before.rateLimits, false);
      const ask = () =>
        running.form('/oauth2/v1/token', { grant_type: 'client_credentials', client_id: CI, client_secret: SECRET });
      assert.equal((await ask()).status, 200);
      const { body } = await running.control('PUT', '/settings', { audienceRequired: true });
      assert.deepEqual(body, { ...before, audienceRequired: true });
      assert.equal((await ask()).body.error, 'invalid_request');
      await running.control('PUT', '/settings', before);
      assert.equal((await ask()).status, 200);
    });

    it('answer a refused client as documented, or as it was recorded', async () => {
      const ask = () =>
        running.form('/oauth2/v1/token', { grant_type: 'client_credentials', client_id: CI, client_secret: 'wrong' });
      assert.equal((await ask()).status, 400);
      await running.control('PUT', '/settings', { refusedClientStatus: 401 });
      const recorded = await ask();
      assert.equal(recorded.status, 401);
      assert.deepEqual(recorded.body, { error: 'invalid_client' });
      await running.control('PUT', '/settings', { refusedClientStatus: 400 });
    });

    for (const body of [{ policy: 'lax' }, { notEntitledStatus: 500 }, { unknown: 1 }, [], 'null', '']) {
      it(`refuse ${JSON.stringify(body)}`, async () => {
        assert.equal((await running.control('PUT', '/settings', body)).status, 400);
      });
    }
  });
});
