import assert from 'node:assert/strict';
import {
  API,
  JWT_BEARER,
  type JwtParts,
  jwk,
  jwksClient,
  makeWorld,
  NOW,
  otherRsa,
  rsa,
  sdkClaims,
  serve,
  signJwt,
  type Told,
  type World,
} from '../zidentity-authenticate/world.js';

describe('A client’s JWKS', () => {
  let world: World;
  let server: Awaited<ReturnType<typeof serve>>;
  let requests: string[];
  let keys: object[];
  let now: number;

  before(async () => {
    server = await serve((request, response) => {
      requests.push(request.url ?? '');
      if (request.url === '/moved') response.writeHead(302, { location: '/jwks' }).end();
      else response.end(JSON.stringify({ keys }));
    });
    const clients = [jwksClient('iqjwks', `${server.base}/jwks`), jwksClient('iqmoved', `${server.base}/moved`)];
    world = await makeWorld(clients, { now: () => now });
  });
  beforeEach(() => {
    requests = [];
    keys = [jwk(rsa.publicKey, { kid: 'one' })];
    now = NOW * 1000;
    world.context.clientJwks.forget();
  });
  after(async () => {
    await world.opened.close();
    server.close();
  });

  const ask = (parts: JwtParts = {}, clientId = 'iqjwks'): Promise<Told> => {
    const jwt = signJwt({ claims: sdkClaims(clientId, { exp: NOW + 3600 }), ...parts });
    return world.ask({
      form: { client_id: clientId, client_assertion_type: JWT_BEARER, client_assertion: jwt, audience: API },
    });
  };
  const foreign: JwtParts = { key: otherRsa.privateKey };

  it('is fetched once and then remembered', async () => {
    assert.equal((await ask()).status, 200);
    assert.equal((await ask({ header: { kid: 'one' } })).status, 200);
    assert.equal(requests.length, 1);
  });

  it('is fetched once for requests at the same time', async () => {
    const told = await Promise.all(Array.from({ length: 8 }, () => ask()));
    assert.ok(told.every(({ status }) => status === 200));
    assert.equal(requests.length, 1);
  });

  it('is fetched once more for a kid that it lacks, where the new key then is found', async () => {
    await ask();
    keys = [jwk(otherRsa.publicKey, { kid: 'two' })];
    assert.equal((await ask({ ...foreign, header: { kid: 'two' } })).status, 200);
    assert.equal(requests.length, 2);
  });

  it('is fetched once more for a signature without kid that no key verifies', async () => {
    await ask();
    keys = [jwk(otherRsa.publicKey)];
    assert.equal((await ask(foreign)).status, 200);
    assert.equal(requests.length, 2);
  });

  it('is fetched no third time for one request', async () => {
    await ask();
    assert.equal((await ask({ header: { kid: 'nowhere' } })).failed?.reason, 'kid-unknown');
    assert.equal(requests.length, 2);
  });

  it('is fetched anew after five minutes', async () => {
    await ask();
    now += 299_999;
    await ask();
    assert.equal(requests.length, 1);
    now += 1;
    await ask();
    assert.equal(requests.length, 2);
  });

  it('may be where a redirect within the origin leads', async () => {
    assert.equal((await ask({}, 'iqmoved')).status, 200);
    assert.deepEqual(requests, ['/moved', '/jwks']);
  });

  it('with a private key in it is used by its public part, with a warning', async () => {
    keys = [jwk(rsa.privateKey)];
    const told = await ask();
    assert.equal(told.status, 200);
    assert.match(told.exchange.steps.find(({ name }) => name === 'keys')?.hint ?? '', /private key material/);
  });

  it('tells of keys that are not used', async () => {
    keys.push(jwk(otherRsa.publicKey, { use: 'enc' }));
    const told = await ask();
    assert.match(told.exchange.steps.find(({ name }) => name === 'keys')?.hint ?? '', /keys\[1\].*"enc"/);
  });

  it('is not remembered after a failure, so that a mended server shows at once', async () => {
    keys = [];
    assert.equal((await ask()).failed?.reason, 'jwks-empty');
    keys = [jwk(rsa.publicKey)];
    assert.equal((await ask()).status, 200);
  });

  describe('under an injected fault', () => {
    const fault = { target: 'jwks' as const, times: 1 };

    it('is refused with the status of the fault, though it is remembered, and works again then', async () => {
      await ask();
      world.context.faults.add({ ...fault, status: 503 });
      const told = await ask();
      assert.equal(told.failed?.reason, 'jwks-status');
      assert.match(told.failed?.detail ?? '', /503 \(injected fault\)/);
      assert.equal((await ask()).status, 200);
    });

    it('is cut off, or its connection reset', async () => {
      world.context.faults.add({ ...fault, break: 'truncate' });
      assert.equal((await ask()).failed?.reason, 'jwks-malformed');
      world.context.faults.add({ ...fault, break: 'reset' });
      assert.equal((await ask()).failed?.reason, 'jwks-unreachable');
    });

    it('times out where it is delayed for longer than a fetch may take', async () => {
      world.context.faults.add({ ...fault, delayMs: 60_000 });
      assert.equal((await ask()).failed?.reason, 'jwks-timeout');
    });

    it('has the body of the fault', async () => {
      world.context.faults.add({ ...fault, body: { keys: [jwk(otherRsa.publicKey)] } });
      assert.equal((await ask(foreign)).status, 200);
    });
  });
});
