import assert from 'node:assert/strict';
import { makeCertificate } from '../../../src/keys/certificate.js';
import { hashChosenSecret, hashGeneratedSecret } from '../../../src/zidentity/authenticate/secret-hash.js';
import { assertStepsInGerman } from './german.js';
import {
  API,
  type Asked,
  ec,
  ISSUER,
  JWT_BEARER,
  keyClient,
  makeClient,
  makeWorld,
  NOW,
  otherRsa,
  pem,
  rsa,
  sdkClaims,
  secretClient,
  signJwt,
  type Told,
  type World,
} from './world.js';

function assertIssued(told: Told): void {
  assert.equal(told.status, 200, told.failed?.detail);
  assert.equal(told.exchange.outcome, 'issued');
  assert.ok(told.exchange.steps.every((step) => step.outcome !== 'failed'));
  assertStepsInGerman(told.exchange);
}

const step = (told: Told, name: string) => told.exchange.steps.find((item) => item.name === name);

describe('A token request is accepted', () => {
  let world: World;
  let strict: World;

  before(async () => {
    const secret = (id: string, hash: string) => ({ id, hash, createdAt: NOW, expiresAt: NOW + 86_400 * 30 });
    const clients = [
      secretClient('iqsecret', 'right-secret'),
      makeClient('iqtwo', {
        secrets: [secret('a', hashGeneratedSecret('first')), secret('b', hashGeneratedSecret('second'))],
      }),
      makeClient('iqchosen', { secrets: [secret('a', await hashChosenSecret('pässword 1+1%'))] }),
      keyClient('iqkey', [pem(otherRsa.publicKey), pem(rsa.publicKey), pem(ec.publicKey)]),
      keyClient(
        'iqcert',
        [],
        [
          await makeCertificate({
            keyPair: rsa,
            subject: { commonName: 'x' },
            days: 1,
            now: (NOW - 86_400 * 9) * 1000,
          }),
        ],
      ),
    ];
    world = await makeWorld(clients);
    strict = await makeWorld(clients, { policy: 'strict' });
  });
  after(async () => {
    await world.opened.close();
    await strict.opened.close();
  });

  const secret = (more: Record<string, string> = {}): Asked => ({
    form: { client_id: 'iqsecret', client_secret: 'right-secret', audience: API, ...more },
  });
  const basic = (text: string): Asked => ({
    form: { audience: API },
    headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` },
  });
  const assertion = (claims: Record<string, unknown>, more: object = {}): Asked => ({
    form: {
      client_id: 'iqkey',
      client_assertion_type: JWT_BEARER,
      client_assertion: signJwt({ claims: sdkClaims('iqkey', claims), ...more }),
      audience: API,
    },
  });

  it('with the secret in the body', async () => assertIssued(await world.ask(secret())));
  it('with the audience that ends with a slash', async () =>
    assertIssued(await world.ask(secret({ audience: `${API}/` }))));
  it('without audience, with a warning', async () => {
    const told = await world.ask(secret({ audience: '' }));
    assertIssued(told);
    assert.match(step(told, 'audience')?.hint ?? '', /audience=/);
  });
  it('with a scope that nobody reads, with a warning', async () => {
    const told = await world.ask(secret({ scope: 'x' }));
    assertIssued(told);
    assert.match(step(told, 'request')?.hint ?? '', /scope/);
  });
  it('with a charset in the content type', async () => {
    const headers = { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' };
    assertIssued(await world.ask({ ...secret(), headers }));
  });
  it('with HTTP Basic in any case of its name', async () => {
    const asked = basic('iqsecret:right-secret');
    const authorization = asked.headers?.authorization?.replace('Basic', 'bASIC') ?? '';
    assertIssued(await world.ask({ ...asked, headers: { authorization } }));
  });
  it('with HTTP Basic and the same client_id in the body', async () => {
    assertIssued(await world.ask({ ...basic('iqsecret:right-secret'), form: { client_id: 'iqsecret' } }));
  });
  it('with a form-encoded secret by HTTP Basic', async () => {
    assertIssued(
      await world.ask(basic(`iqchosen:${new URLSearchParams({ '': 'pässword 1+1%' }).toString().slice(1)}`)),
    );
  });
  it('with a chosen secret, again from memory', async () => {
    for (let round = 0; round < 2; round += 1) {
      assertIssued(await world.ask({ form: { client_id: 'iqchosen', client_secret: 'pässword 1+1%' } }));
    }
  });
  it('with either of two secrets', async () => {
    for (const value of ['first', 'second']) {
      assertIssued(await world.ask({ form: { client_id: 'iqtwo', client_secret: value } }));
    }
  });
  it('with what the official SDKs sign: RS256, no kid, no iat, no jti', async () => {
    const told = await world.ask(assertion({}));
    assertIssued(told);
    assert.equal(told.exchange.method, 'PRIVATE_KEY_JWT');
    assert.match(step(told, 'signature')?.detail ?? '', /key 2 of the client/);
    assert.equal(step(told, 'replay')?.outcome, 'skipped');
  });
  it('with ES256', async () => assertIssued(await world.ask(assertion({}, { key: ec.privateKey }))));
  it('with a kid that an uploaded key cannot have', async () => {
    assertIssued(await world.ask(assertion({}, { header: { kid: 'whatever' } })));
  });
  it('with a key in the header, which is not trusted and told', async () => {
    const told = await world.ask(assertion({}, { header: { jku: 'https://evil.example/jwks' } }));
    assertIssued(told);
    assert.match(step(told, 'algorithm')?.hint ?? '', /jku.*never trusted/);
  });
  it('without client_id, which the assertion names', async () => {
    const asked = assertion({});
    assertIssued(await world.ask({ form: { ...(asked.form as object), client_id: '' } }));
  });
  it('with the same assertion twice', async () => {
    const asked = assertion({ jti: 'same' });
    assertIssued(await world.ask(asked));
    assertIssued(await world.ask(asked));
  });
  it('with an assertion for six years, with a warning', async () => {
    const told = await world.ask(assertion({ iat: NOW, exp: NOW + 6 * 365 * 86_400 }));
    assertIssued(told);
    assert.match(step(told, 'assertion-times')?.hint ?? '', /more than a day/);
  });
  it('with clocks that differ by 59 seconds', async () => {
    assertIssued(await world.ask(assertion({ exp: NOW - 59 })));
    assertIssued(await world.ask(assertion({ iat: NOW + 60, nbf: NOW + 60 })));
  });
  it('with a certificate that has expired, with a warning', async () => {
    const claims = sdkClaims('iqcert');
    const told = await world.ask({
      form: { client_assertion_type: JWT_BEARER, client_assertion: signJwt({ claims }) },
    });
    assertIssued(told);
    assert.match(step(told, 'signature')?.hint ?? '', /expired.*not public/);
  });

  const loopback = 'http://127.0.0.1:8787';
  for (const aud of [
    API,
    `${API}/`,
    ISSUER,
    `${ISSUER}/`,
    `${ISSUER}/oauth2/v1/token`,
    ['x', API],
    `${loopback}/oauth2/v1/token`,
  ]) {
    it(`with the aud ${JSON.stringify(aud)}`, async () => {
      assertIssued(await world.ask({ ...assertion({ aud }), origin: loopback }));
    });
  }

  const strictClaims = (jti: string, more: object = {}) => ({ aud: ISSUER, iat: NOW, exp: NOW + 600, jti, ...more });
  it('under the strict policy with jti, iat, ten minutes and the issuer as aud', async () => {
    assertIssued(await strict.ask(assertion(strictClaims('a'))));
    assertIssued(await strict.ask(assertion(strictClaims('b', { aud: `${ISSUER}/oauth2/v1/token` }))));
  });
  it('under the strict policy with a jti that another client used', async () => {
    const claims = sdkClaims('iqcert', strictClaims('shared'));
    assert.equal((await strict.ask(assertion(strictClaims('shared')))).status, 200);
    const told = await strict.ask({
      form: { client_assertion_type: JWT_BEARER, client_assertion: signJwt({ claims }), audience: API },
    });
    assert.equal(told.failed?.reason, 'certificate-expired', 'refused for its certificate, not for its jti');
  });
});
