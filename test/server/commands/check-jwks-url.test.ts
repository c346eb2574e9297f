import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { checkJwksUrl } from '../../../src/commands/client/check-jwks-url.js';
import { makeJwks } from '../../../src/keys/jwks.js';
import { type FakeServer, serve } from '../oauth/fake-server.js';

describe('A JWKS URL that a person enters', () => {
  const mine = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [own] = makeJwks([mine.publicKey]).keys;
  let server: FakeServer;
  let answer: { status: number; body: string; headers?: Record<string, string> };

  before(async () => {
    server = await serve((_, response) => {
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
  });
  after(() => server.stop());

  const check = (body: unknown, status = 200, headers: Record<string, string> = {}) => {
    answer = { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
    server.seen.length = 0;
    return checkJwksUrl(`${server.origin}/jwks.json`, { fetch, key: mine.privateKey });
  };

  it('is good where it holds the key, and tells the kid that it has there', async () => {
    assert.deepEqual(await check({ keys: [{ ...own, kid: 'build' }] }), { kid: 'build' });
    assert.equal(server.seen.length, 1);
    assert.equal(server.seen[0]!.headers.accept, 'application/json');
    const { kid: _, ...nameless } = own!;
    assert.deepEqual(await check({ keys: [nameless] }), {});
  });

  const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
  const wrong: [string, unknown, string, RegExp, number?, Record<string, string>?][] = [
    ['a page', '<!doctype html>', 'jwks-malformed', /web page/],
    ['no JSON', 'keys', 'jwks-malformed', /not valid JSON/],
    ['a single JWK', own, 'jwks-malformed', /single JWK/],
    ['no key', { keys: [] }, 'jwks-without-key', /no key that ZIdentity can use/],
    ['a key that is too short', { keys: [rsa1024] }, 'jwks-without-key', /keys\[0\]: .*1024 bits/],
    ['another key', makeJwks([other.publicKey]), 'jwks-other-key', /does not hold the public half/],
    [
      'a private key',
      { keys: [mine.privateKey.export({ format: 'jwk' })] },
      'jwks-with-private-key',
      /publishes a private key/,
    ],
    ['nothing', '', 'jwks-unreachable', /HTTP 404/, 404],
    ['a redirect, which is not followed', '', 'jwks-unreachable', /redirect/, 302, { location: '/elsewhere' }],
    ['more than 1 MiB', ' '.repeat(1024 * 1024 + 1), 'answer-too-large', /more than 1048576 bytes/],
  ];
  for (const [what, body, code, message, status, headers] of wrong) {
    it(`is found wrong where it answers ${what}`, async () => {
      await assert.rejects(check(body, status, headers), { code, message });
      assert.equal(server.seen.length, 1);
    });
  }

  it('is said to be unreachable by what the network says', async () => {
    const gone = await serve(() => {});
    await gone.stop();
    await assert.rejects(checkJwksUrl(`${gone.origin}/jwks.json`, { fetch }), {
      code: 'network-refused',
      message: /Nothing listens/,
    });
  });

  it('is not judged any more once the person has typed on', async () => {
    const controller = new AbortController();
    const hanging = await serve(() => controller.abort());
    try {
      const checked = checkJwksUrl(`${hanging.origin}/jwks.json`, { fetch, signal: controller.signal });
      await assert.rejects(checked, { code: 'cancelled' });
    } finally {
      await hanging.stop();
    }
  });
});
