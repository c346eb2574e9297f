import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { openContext } from '../../../src/zidentity/open-context.js';
import { builtInTenant } from '../../../src/zidentity/tenant/built-in-tenant.js';
import { jwk, makeClient, rsa, sdkClaims, signJwt } from '../zidentity-authenticate/world.js';
import { type Running, startRunning } from '../zidentity-control/running.js';
import { withFolder } from '../zidentity-state/folder.js';

const key = jwk(rsa.publicKey, { kid: 'one', use: 'sig' });

describe('The JWKS host', function () {
  this.timeout(20_000);
  let running: Running;
  before(async () => {
    running = await startRunning();
  });
  after(() => running.mock.stop());

  it('serves what is published, until it is withdrawn', async () => {
    const { status, body } = await running.control('PUT', '/jwks/ci', { keys: [key] });
    assert.equal(status, 200);
    assert.equal(body.url, `${running.mock.endpoints.jwks}/ci/jwks.json`);
    const response = await fetch(body.url);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/jwk-set+json');
    assert.deepEqual(await response.json(), { keys: [key] });
    assert.deepEqual((await running.control('GET', '/jwks')).body.records, [{ name: 'ci', url: body.url, keys: 1 }]);
    assert.equal((await running.control('DELETE', '/jwks/ci')).status, 204);
    assert.equal((await fetch(body.url)).status, 404);
    assert.equal((await running.control('DELETE', '/jwks/ci')).status, 404);
  });

  it('lets a client get a token with the key it published, and with the next one at once', async () => {
    const { url } = (await running.control('PUT', '/jwks/app', { keys: [key] })).body;
    const id = 'iq0000000000c';
    const config = { clients: [{ id, name: 'app', authentication: { type: 'JWKS', url } }] };
    assert.equal((await running.control('PUT', '/config', config)).status, 200);
    const ask = () => {
      const now = Math.floor(Date.now() / 1000);
      return running.form('/oauth2/v1/token', {
        grant_type: 'client_credentials',
        client_id: id,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: signJwt({ claims: sdkClaims(id, { exp: now + 600 }) }),
      });
    };
    assert.equal((await ask()).status, 200);
    await running.control('PUT', '/jwks/app', { keys: [jwk(rsa.publicKey, { use: 'enc' })] });
    assert.equal((await ask()).body.error, 'invalid_client');
    await running.control('PUT', '/jwks/app', { keys: [jwk(rsa.publicKey)] });
    assert.equal((await ask()).status, 200);
  });

  const bad: Record<string, unknown> = {
    'a private key': { keys: [jwk(rsa.privateKey)] },
    'a shared secret': { keys: [{ kty: 'oct', k: 'AAAA' }] },
    'no keys': { keys: [] },
    'no set': [],
    'a key without kty': { keys: [{ n: 'AQAB' }] },
    'a text in place of a key': { keys: ['key'] },
    'more keys than anybody has': { keys: Array.from({ length: 101 }, () => key) },
  };
  for (const [name, body] of Object.entries(bad)) {
    it(`publishes no set with ${name}`, async () => {
      const answer = await running.control('PUT', '/jwks/bad', body);
      assert.equal(answer.status, 400);
      assert.equal((await fetch(`${running.mock.endpoints.jwks}/bad/jwks.json`)).status, 404);
    });
  }

  for (const name of ['.hidden', 'a%20b', 'x'.repeat(129)]) {
    it(`takes no name like ${name.slice(0, 12)}`, async () => {
      assert.equal((await running.control('PUT', `/jwks/${name}`, { keys: [key] })).status, 400);
    });
  }

  it('answers to loopback names alone, reads alone, and has nothing else', async () => {
    await running.control('PUT', '/jwks/ci', { keys: [key] });
    const { jwks } = running.mock.endpoints;
    assert.equal((await fetch(`${jwks}/ci/jwks.json`, { method: 'POST' })).status, 405);
    for (const path of ['/', '/ci', '/ci/', '/ci/jwks.json/', '/__proto__/jwks.json', '/../ci']) {
      assert.equal((await fetch(jwks + path)).status, 404, path);
    }
    const foreign = await new Promise<number>((resolve, reject) => {
      request(`${jwks}/ci/jwks.json`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(foreign, 421);
  });

  it('comes back at the same port, and elsewhere where that is taken; clients follow it', () =>
    withFolder(async (folder) => {
      const open = () => openContext({ stateDir: folder, initialTenant: () => builtInTenant() });
      const first = await open();
      const base = first.context.publishedJwks.base ?? '';
      await first.context.publishedJwks.publish('ci', { keys: [key] });
      await first.context.store.change('clients', (draft) => {
        draft.clients.push(
          makeClient('iqown', { authentication: { type: 'JWKS', url: `${base}/ci/jwks.json` } }),
          makeClient('iqforeign', { authentication: { type: 'JWKS', url: 'https://example.com/ci/jwks.json' } }),
        );
      });
      await first.close();

      const second = await open();
      assert.equal(second.context.publishedJwks.base, base);
      assert.deepEqual(second.warnings, []);
      await second.close();

      const thief = createServer();
      await new Promise<void>((resolve) => thief.listen(Number(new URL(base).port), '127.0.0.1', resolve));
      const third = await open();
      const moved = third.context.publishedJwks.base;
      assert.notEqual(moved, base);
      assert.match(third.warnings[0] ?? '', /port \d+ of the JWKS host was taken/);
      assert.deepEqual(third.context.store.client('iqown')?.authentication, {
        type: 'JWKS',
        url: `${moved}/ci/jwks.json`,
      });
      assert.deepEqual(third.context.store.client('iqforeign')?.authentication, {
        type: 'JWKS',
        url: 'https://example.com/ci/jwks.json',
      });
      assert.equal((await fetch(`${moved}/ci/jwks.json`)).status, 200);
      await third.close();
      thief.close();
    }));
});
