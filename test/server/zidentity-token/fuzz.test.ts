import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  API,
  JWT_BEARER,
  keyClient,
  makeWorld,
  pem,
  rsa,
  sdkClaims,
  secretClient,
  signJwt,
  type World,
} from '../zidentity-authenticate/world.js';

/** Mistakes and attacks as values of any parameter. */
const value = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'client_credentials', 'iqsecret', 'iqkey', 'right-secret', API, JWT_BEARER, '__proto__', 'null'),
  fc.jsonValue().map((claims) => signJwt({ claims: claims as Record<string, unknown> })),
  fc
    .dictionary(fc.constantFrom('iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti'), fc.jsonValue())
    .map((claims) => signJwt({ claims: sdkClaims('iqkey', claims) })),
  fc
    .dictionary(fc.constantFrom('alg', 'kid', 'crit', 'jwk', 'typ', 'b64'), fc.jsonValue())
    .map((header) => signJwt({ header, claims: sdkClaims('iqkey') })),
);

const names = [
  'grant_type',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'audience',
  'x',
];
const form = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 8 });

describe('Whatever is sent to the token endpoint', function () {
  this.timeout(60_000);
  let world: World;
  before(async () => {
    world = await makeWorld([secretClient('iqsecret', 'right-secret'), keyClient('iqkey', [pem(rsa.publicKey)])]);
  });
  after(() => world.opened.close());

  async function assertAnswered(asked: Parameters<World['ask']>[0]): Promise<void> {
    const { status, body, exchange } = await world.ask(asked);
    assert.ok([200, 400, 401, 413].includes(status));
    assert.equal(exchange.outcome, status === 200 ? 'issued' : 'refused');
    if (status !== 200) assert.match(String(body.error_description), /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    const text = JSON.stringify(exchange);
    assert.ok(text.length < 20_000);
    assert.ok(!/[\p{Cc}\u2028]/u.test(text));
  }

  it('is answered as a form of any fields', () =>
    fc.assert(
      fc.asyncProperty(form, (fields) => assertAnswered({ form: new URLSearchParams(fields).toString() })),
      { numRuns: 400 },
    ));

  it('is answered as any bytes', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) => assertAnswered({ body: Buffer.from(bytes) })),
      { numRuns: 300 },
    ));

  it('is answered with any Authorization header', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }).map((text) => `Basic ${Buffer.from(text).toString('base64')}`),
        ),
        (authorization) => assertAnswered({ form: {}, headers: { authorization } }),
      ),
      { numRuns: 300 },
    ));
});
