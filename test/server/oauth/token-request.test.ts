import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { WorkbenchError } from '../../../src/errors.js';
import { OAuthError } from '../../../src/oauth/errors.js';
import { type ClientAuth, type ExchangeStep, requestToken, type TokenIo } from '../../../src/oauth/token-request.js';
import { type FakeServer, json, serve } from './fake-server.js';

const now = () => 1_800_000_000_000;
const secret = 'sécret &+%:/=?';
const post: ClientAuth = { method: 'client_secret_post', secret };
const good = { access_token: 'the.access.token', token_type: 'Bearer', expires_in: 3599 };

describe('a token request', () => {
  let server: FakeServer | undefined;
  const slept: number[] = [];
  const io: TokenIo = {
    now,
    sleep: async (ms) => {
      slept.push(ms);
    },
  };

  beforeEach(() => {
    slept.length = 0;
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  async function ask(answer: Parameters<typeof serve>[0], auth: ClientAuth = post, more: TokenIo = {}) {
    server = await serve(answer);
    return requestToken(
      { tokenEndpoint: `${server.origin}/oauth2/v1/token`, clientId: 'iq 0', auth },
      { ...io, ...more },
    );
  }

  async function failure(answer: Parameters<typeof serve>[0], auth: ClientAuth = post, more: TokenIo = {}) {
    const error = await ask(answer, auth, more).then(
      () => assert.fail('a token was issued'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof WorkbenchError);
    assertNoCredential(error);
    return error;
  }

  it('sends id, secret and audience in a form, in the documented fields', async () => {
    await ask((_, response) => json(response, 200, good));
    const [request] = server!.seen;
    assert.equal(request!.method, 'POST');
    assert.equal(request!.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(request!.headers.accept, 'application/json');
    assert.equal(request!.headers.authorization, undefined);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(request!.body)), {
      grant_type: 'client_credentials',
      client_id: 'iq 0',
      client_secret: secret,
      audience: 'https://api.zscaler.com',
    });
  });

  it('form-encodes id and secret before joining them for Basic', async () => {
    await ask((_, response) => json(response, 200, good), { method: 'client_secret_basic', secret });
    const [request] = server!.seen;
    const pair = Buffer.from(request!.headers.authorization!.replace(/^Basic /, ''), 'base64').toString();
    assert.equal(pair, 'iq+0:s%C3%A9cret+%26%2B%25%3A%2F%3D%3F');
    assert.deepEqual([...new URLSearchParams(request!.body).keys()], ['grant_type', 'audience']);
  });

  it('sends an assertion with its type, and no secret', async () => {
    await ask((_, response) => json(response, 200, good), { method: 'private_key_jwt', assertion: 'a.b.c' });
    assert.deepEqual(Object.fromEntries(new URLSearchParams(server!.seen[0]!.body)), {
      grant_type: 'client_credentials',
      client_id: 'iq 0',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'a.b.c',
      audience: 'https://api.zscaler.com',
    });
  });

  it('sends another audience, or none, where told so', async () => {
    server = await serve((_, response) => json(response, 200, good));
    const request = { tokenEndpoint: server.origin, clientId: 'iq0', auth: post };
    await requestToken({ ...request, audience: 'https://api.zscaler.com/' }, io);
    await requestToken({ ...request, audience: null }, io);
    assert.equal(new URLSearchParams(server.seen[0]!.body).get('audience'), 'https://api.zscaler.com/');
    assert.equal(new URLSearchParams(server.seen[1]!.body).has('audience'), false);
  });

  it('gets the token, its end by the local clock and the id of the mock’s exchange', async () => {
    const token = await ask((_, response) => json(response, 200, good, { 'x-mock-exchange-id': 'ex-7' }));
    assert.deepEqual(token, {
      accessToken: 'the.access.token',
      tokenType: 'Bearer',
      expiresIn: 3599,
      expiresAt: 1_800_003_599,
      exchangeId: 'ex-7',
    });
  });

  it('takes expires_in as text of digits, and token_type in any case', async () => {
    const token = await ask((_, response) => json(response, 200, { ...good, expires_in: '60', token_type: 'bearer' }));
    assert.equal(token.expiresAt, 1_800_000_060);
  });

  it('takes the end from the token’s own exp where expires_in is missing', async () => {
    const payload = Buffer.from(JSON.stringify({ exp: 1_800_000_100 })).toString('base64url');
    const token = await ask((_, response) => json(response, 200, { access_token: `x.${payload}.y` }));
    assert.equal(token.expiresIn, 100);
  });

  it('takes a token of unknown end as one that ends now', async () => {
    const token = await ask((_, response) => json(response, 200, { ...good, expires_in: 'never' }));
    assert.equal(token.expiresAt, 1_800_000_000);
  });

  it('that is refused throws the server’s error with a remedy', async () => {
    const error = await failure((_, response) =>
      json(
        response,
        400,
        { error: 'invalid_client', error_description: 'No such client.' },
        { 'x-mock-exchange-id': 'ex-8' },
      ),
    );
    assert.ok(error instanceof OAuthError);
    assert.equal(error.error, 'invalid_client');
    assert.equal(error.errorDescription, 'No such client.');
    assert.equal(error.status, 400);
    assert.equal(error.exchangeId, 'ex-8');
    assert.match(error.hint!, /Active/);
  });

  it('that is refused never shows the credential, even where the server repeats it', async () => {
    const echo = {
      error: 'invalid_client',
      error_description: `secret ${secret} or ${encodeURIComponent(secret)} is wrong`,
    };
    const error = await failure((_, response) => json(response, 401, echo));
    assert.equal((error as OAuthError).errorDescription, 'secret … or … is wrong');
  });

  it('that is refused without an OAuth error tells the status and what the server said', async () => {
    const error = await failure((_, response) => json(response, 404, { detail: 'no such page' }));
    assert.equal(error.code, 'token-answer-404');
    assert.match(error.message, /no such page/);
    assert.match(error.hint!, /vanity domain/);
  });

  it('that gets a web page says so and names the proxy as the likely cause', async () => {
    const page = '<!DOCTYPE html><html><head><title>Corporate sign-in</title></head></html>';
    for (const status of [200, 403]) {
      const error = await failure(
        (_, response) => void response.writeHead(status, { 'content-type': 'text/html' }).end(page),
      );
      assert.equal(error.code, 'token-answer-html');
      assert.match(error.message, /Corporate sign-in/);
      assert.match(error.hint!, /proxy/);
      await server!.stop();
    }
    server = undefined;
  });

  it('that gets something else than JSON says so', async () => {
    const error = await failure(
      (_, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('ok'),
    );
    assert.equal(error.code, 'token-answer-not-json');
  });

  for (const body of [
    {},
    { access_token: 7 },
    { access_token: '' },
    { access_token: 'with space' },
    { access_token: 'a\r\nb' },
  ]) {
    it(`that gets ${JSON.stringify(body)} has no token`, async () => {
      assert.equal((await failure((_, response) => json(response, 200, body))).code, 'token-answer-without-token');
    });
  }

  it('refuses a token that is no Bearer token', async () => {
    const error = await failure((_, response) => json(response, 200, { ...good, token_type: 'DPoP' }));
    assert.equal(error.code, 'token-answer-type');
  });

  it('does not read an answer without end', async () => {
    const error = await failure((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    assert.equal(error.code, 'answer-too-large');
  });

  it('does not follow a redirect, so that the credential stays where it was meant for', async () => {
    const other = await serve((_, response) => json(response, 200, good));
    for (const status of [301, 302, 303, 307, 308]) {
      const error = await failure(
        (_, response) => void response.writeHead(status, { location: `${other.origin}/x` }).end(),
      );
      assert.equal(error.code, 'token-answer-redirect');
      assert.match(error.message, new RegExp(other.origin.slice(7)));
      await server!.stop();
    }
    server = undefined;
    assert.equal(other.seen.length, 0);
    await other.stop();
  });

  it('is sent again after the pause that a 429 asks for', async () => {
    const token = await ask((_, response, count) =>
      count === 0 ? json(response, 429, {}, { 'retry-after': '4s' }) : json(response, 200, good),
    );
    assert.equal(token.accessToken, good.access_token);
    assert.deepEqual(slept, [4000]);
  });

  it('is sent again after a 503, but not more often than allowed', async () => {
    const error = await failure((_, response) => json(response, 503, {}));
    assert.equal(error.code, 'token-answer-503');
    assert.deepEqual(slept, [500, 1000]);
    assert.equal(server!.seen.length, 3);
  });

  it('is not sent again where the server asks for more patience than a person has, and the hint says how long', async () => {
    const error = await failure((_, response) => json(response, 429, {}, { 'retry-after': '3600' }));
    assert.match(error.hint!, /3600 s/);
    assert.deepEqual(slept, []);
  });

  it('is not sent again after a refusal', async () => {
    await failure((_, response) => json(response, 400, { error: 'invalid_client' }));
    assert.equal(server!.seen.length, 1);
  });

  it('is sent again where the connection was reset before any answer', async () => {
    const token = await ask((_, response, count) =>
      count === 0 ? void response.destroy() : json(response, 200, good),
    );
    assert.equal(token.accessToken, good.access_token);
    assert.equal(slept.length, 1);
  });

  it('is sent again with another assertion each time, so that none is replayed', async () => {
    let minted = 0;
    const assertion = () => `a.b.${++minted}`;
    await ask((_, response, count) => (count === 0 ? void response.destroy() : json(response, 200, good)), {
      method: 'private_key_jwt',
      assertion,
    });
    const sent = server!.seen.map((request) => new URLSearchParams(request.body).get('client_assertion'));
    assert.deepEqual(sent, ['a.b.1', 'a.b.2']);
  });

  it('with one given assertion is not sent again after a reset, since its jti may be used up', async () => {
    const error = await failure((_, response) => void response.destroy(), {
      method: 'private_key_jwt',
      assertion: 'a.b.c',
    });
    assert.equal(error.code, 'network-reset');
    assert.equal(server!.seen.length, 1);
  });

  it('is not sent again where the answer broke off', async () => {
    const error = await failure((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"access_token":', () => response.destroy());
    });
    assert.equal(error.code, 'network-cut-short');
    assert.equal(server!.seen.length, 1);
  });

  it('ends when it is cancelled while the server thinks', async () => {
    const controller = new AbortController();
    const error = await failure(() => controller.abort(), post, { signal: controller.signal });
    assert.equal(error.code, 'cancelled');
  });

  it('ends when it is cancelled between two tries', async () => {
    const controller = new AbortController();
    const sleep = () => {
      controller.abort();
      return new Promise<void>(() => {});
    };
    const error = await failure((_, response) => json(response, 503, {}), post, { signal: controller.signal, sleep });
    assert.equal(error.code, 'cancelled');
  });

  it('is not sent where it was cancelled beforehand', async () => {
    const error = await failure((_, response) => json(response, 200, good), post, { signal: AbortSignal.abort() });
    assert.equal(error.code, 'cancelled');
    assert.equal(server!.seen.length, 0);
  });

  it('ends when its time is over, with the steps it came through', async () => {
    let expire = () => {};
    const steps: ExchangeStep[] = [];
    const error = await failure(() => expire(), post, {
      deadline: (_, callback) => {
        expire = callback;
        return () => {};
      },
      onStep: (step) => steps.push(step),
    });
    assert.equal(error.code, 'network-timed-out');
    assert.match(error.message, /did not answer in time/);
    assert.equal(steps.find((step) => step.outcome === 'failed')?.name, 'answer');
  });

  it('to a port where nothing listens says so', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { port: number };
    closed.close();
    await once(closed, 'close');
    const steps: ExchangeStep[] = [];
    await assert.rejects(
      requestToken(
        { tokenEndpoint: `http://127.0.0.1:${port}/oauth2/v1/token`, clientId: 'iq0', auth: post },
        { ...io, onStep: (step) => steps.push(step) },
      ),
      { code: 'network-refused', hint: /start it/ },
    );
    assert.deepEqual(
      steps.map(({ name, outcome }) => `${name} ${outcome}`),
      ['name passed', 'connection failed', 'request skipped', 'answer skipped', 'token skipped'],
    );
  });

  it('to a port that speaks something else than HTTP says so', async () => {
    const other = createServer((socket) => void socket.resume().end('SSH-2.0-x\r\n')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await assert.rejects(
      requestToken({ tokenEndpoint: `http://127.0.0.1:${port}/`, clientId: 'iq0', auth: post }, io),
      { code: 'network-not-http' },
    );
    other.close();
    await once(other, 'close');
  });

  it('by TLS to a port that speaks plain HTTP says so', async () => {
    server = await serve((_, response) => json(response, 200, good));
    await assert.rejects(
      requestToken({ tokenEndpoint: server.origin.replace('http:', 'https:'), clientId: 'iq0', auth: post }, io),
      { code: 'network-tls-failed' },
    );
  });

  it('tells its steps in the form of the mock’s exchanges, without the credential', async () => {
    const steps: ExchangeStep[] = [];
    await ask((_, response) => json(response, 200, good), post, { onStep: (step) => steps.push(step) });
    assert.deepEqual(
      steps.map(({ name, outcome }) => `${name} ${outcome}`),
      ['name passed', 'connection passed', 'request passed', 'answer passed', 'token passed'],
    );
    assert.ok(!JSON.stringify(steps).includes('s\u00e9cret'));
    assert.ok(!JSON.stringify(steps).includes(good.access_token));
  });

  it('that is refused tells it as the answer’s failure, with the remedy', async () => {
    const steps: ExchangeStep[] = [];
    await failure((_, response) => json(response, 400, { error: 'invalid_client' }), post, {
      onStep: (step) => steps.push(step),
    });
    const failed = steps.find((step) => step.outcome === 'failed');
    assert.equal(failed?.name, 'answer');
    assert.match(failed.detail, /invalid_client/);
    assert.notEqual(failed.hint ?? '', '');
    assert.equal(steps.at(-1)?.outcome, 'skipped');
  });

  it('tells each further try as a step', async () => {
    const steps: ExchangeStep[] = [];
    await ask((_, response, count) => (count === 0 ? json(response, 503, {}) : json(response, 200, good)), post, {
      onStep: (step) => steps.push(step),
    });
    assert.match(steps.find((step) => step.name === 'retry')!.detail, /503/);
  });

  for (const tokenEndpoint of [
    '',
    'acme',
    'ftp://x/y',
    'https://u:p@acme.zslogin.net/oauth2/v1/token',
    'https://acme.zslogin.net/#x',
  ]) {
    it(`is not sent to ${JSON.stringify(tokenEndpoint)}`, async () => {
      await assert.rejects(requestToken({ tokenEndpoint, clientId: 'iq0', auth: post }, io), {
        code: 'token-endpoint-invalid',
      });
    });
  }

  it('is not sent over plain HTTP to another computer unless that is allowed', async () => {
    const request = { tokenEndpoint: 'http://mock:8787/oauth2/v1/token', clientId: 'iq0', auth: post };
    await assert.rejects(requestToken(request, io), { code: 'token-endpoint-insecure' });
    const fetch = async () => Response.json(good);
    assert.equal(
      (await requestToken({ ...request, allowHttp: true }, { ...io, fetch })).accessToken,
      good.access_token,
    );
  });

  it('is not sent without an id or credential', async () => {
    const tokenEndpoint = 'http://127.0.0.1:1/';
    const rejected = { code: 'token-request-invalid' };
    await assert.rejects(requestToken({ tokenEndpoint, clientId: '', auth: post }, io), rejected);
    await assert.rejects(requestToken({ tokenEndpoint, clientId: 'x', auth: { ...post, secret: '' } }, io), rejected);
    const auth: ClientAuth = { method: 'private_key_jwt', assertion: '' };
    await assert.rejects(requestToken({ tokenEndpoint, clientId: 'x', auth }, io), rejected);
  });

  it('takes a hidden redirect of another fetch implementation for one', async () => {
    const fetch = async () => Object.defineProperty(new Response(), 'status', { value: 0 });
    await assert.rejects(
      requestToken(
        { tokenEndpoint: 'https://acme.zslogin.net/oauth2/v1/token', clientId: 'x', auth: post },
        { ...io, fetch },
      ),
      { code: 'token-answer-redirect' },
    );
  });
});

/** Looks through the error and all its causes. */
function assertNoCredential(error: unknown): void {
  const forms = [secret, encodeURIComponent(secret), new URLSearchParams({ v: secret }).toString().slice(2)];
  for (let each = error; each instanceof Error; each = each.cause) {
    const text = `${each.message} ${each.stack} ${JSON.stringify(each)}`;
    for (const form of forms) assert.ok(!text.includes(form), 'an error shows the credential');
  }
}
