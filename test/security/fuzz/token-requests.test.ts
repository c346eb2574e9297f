// Token requests as strangers write them, at the token endpoint's handler.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenEndpoint } from '../../../src/zidentity/token/token-endpoint.js';
import {
  API,
  ec,
  JWT_BEARER,
  keyClient,
  makeWorld,
  pem,
  requestOf,
  rsa,
  sdkClaims,
  secretClient,
  signJwt,
  type World,
} from '../../server/zidentity-authenticate/world.js';
import { part } from '../attacks/jwt.js';
import { fuzzAsync } from './fuzz.js';
import { damaged, damagedBytes, oddJson } from './mutations.js';

const secret = 'marked-secret-of-the-client';
const assertion = signJwt({ claims: sdkClaims('iqrsa') });
const ecAssertion = signJwt({ claims: sdkClaims('iqec'), key: ec.privateKey });
const form = (fields: Record<string, string>) =>
  new URLSearchParams({ grant_type: 'client_credentials', audience: API, ...fields }).toString();
const jwtForm = (client_id: string, client_assertion: string) =>
  form({ client_id, client_assertion, client_assertion_type: JWT_BEARER });

const right = [
  form({ client_id: 'iqsecret', client_secret: secret }),
  jwtForm('iqrsa', assertion),
  jwtForm('iqec', ecAssertion),
];

const oddAssertion = fc
  .tuple(oddJson([{ alg: 'RS256', typ: 'JWT', kid: 'k' }]), oddJson([sdkClaims('iqrsa', { iat: 1, jti: 'j' })]))
  .map(([header, claims]) =>
    jwtForm('iqrsa', `${part(JSON.stringify(header) ?? '')}.${part(JSON.stringify(claims) ?? '')}.AAAA`),
  );

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

const requests = fc.record({
  body: fc.oneof(
    { weight: 4, arbitrary: damagedBytes(right.map((text) => Buffer.from(text))) },
    { weight: 2, arbitrary: damaged([assertion, ecAssertion]).map((text) => Buffer.from(jwtForm('iqrsa', text))) },
    { weight: 2, arbitrary: oddAssertion.map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  ),
  headers: fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: damaged([basic(`iqsecret:${secret}`), 'Bearer x']).map((authorization) => ({ authorization })),
    },
    {
      weight: 1,
      arbitrary: damaged(['application/x-www-form-urlencoded; charset=utf-8']).map((type) => ({
        'content-type': type,
      })),
    },
  ),
  query: fc.oneof({ weight: 5, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.string({ maxLength: 40 }) }),
});

/** Whether the credentials are the right ones, as a reader that knows them would say. */
function isRight(body: Buffer, headers: object): boolean {
  const { authorization } = headers as { authorization?: string };
  const fields = new URLSearchParams(body.toString('utf8'));
  const given = fields.get('client_assertion');
  if (authorization !== undefined) return authorization.includes(basic(`iqsecret:${secret}`).slice(6));
  if (given !== null) {
    const content = given.split('.').slice(0, 2).join('.');
    return [assertion, ecAssertion].some((each) => each.startsWith(`${content}.`));
  }
  return fields.get('client_secret') === secret && fields.get('client_id') === 'iqsecret';
}

describe('Whatever token request', () => {
  let world: World;
  before(async () => {
    const clients = [
      secretClient('iqsecret', secret),
      keyClient('iqrsa', [pem(rsa.publicKey)]),
      keyClient('iqec', [pem(ec.publicKey)]),
    ];
    world = await makeWorld(clients);
  });
  after(() => world.opened.close());

  it('comes in, only the right credentials get a token, and no refusal repeats one', async function () {
    this.timeout(0);
    await fuzzAsync(requests, { family: 'token requests', few: 600 }, async ({ body, headers, query }) => {
      const reply = await tokenEndpoint(requestOf({ body, headers, query }), world.context);
      const text = String(reply.body);
      assert.ok([200, 400, 401, 413].includes(reply.status), `${reply.status} ${text}`);
      if (reply.status === 200) assert.ok(isRight(body, headers), body.toString());
      const answer = JSON.parse(text) as { error?: string; error_description?: string };
      if (reply.status !== 200) {
        assert.match(answer.error ?? '', /^[a-z_]+$/);
        // RFC 6749 §5.2.
        assert.match(answer.error_description ?? '', /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/);
      }
      const named = reply.headers as Record<string, string>;
      const exchange = world.context.exchanges.get(named['x-mock-exchange-id'] ?? '');
      assert.ok(exchange);
      const told = JSON.stringify(exchange) + (reply.status === 200 ? '' : text);
      assert.equal(told.includes(secret), false, told);
      assert.equal(told.includes(assertion.split('.')[2] as string), false, told);
      assert.ok(told.length < 20_000, `${told.length} characters`);
    });
    assert.deepEqual(world.opened.warnings, []);
  });
});
