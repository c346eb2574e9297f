import assert from 'node:assert/strict';
import { REFUSALS, type RefusalReason } from '../../../src/zidentity/authenticate/refusals.js';
import { assertionCases } from './assertion-cases.js';
import { certificateCases } from './certificate-cases.js';
import { assertStepsInGerman } from './german.js';
import { jwksCases, jwksPaths, jwksServer } from './jwks-cases.js';
import { type RefusalCase, requestCases, secretCases } from './request-cases.js';
import {
  ec,
  jwksClient,
  keyClient,
  makeClient,
  makeWorld,
  NOW,
  otherRsa,
  pem,
  rsa,
  secretClient,
  serve,
  smallRsa,
  type World,
} from './world.js';

/** Answers for one name as fetch fails on a certificate that nobody vouches for. */
const fetchWithUntrusted: typeof fetch = (input, init) =>
  String(input).startsWith('https://untrusted.invalid/')
    ? Promise.reject(new TypeError('fetch failed', { cause: { code: 'SELF_SIGNED_CERT_IN_CHAIN' } }))
    : fetch(input, init);

function clients(jwksBase: string, closedBase: string) {
  return [
    secretClient('iqsecret', 'right-secret'),
    secretClient('iqodd', 'a+b/c'),
    secretClient('iqexpired', 'right-secret', NOW - 3600),
    { ...secretClient('iqdisabled', 'right-secret'), enabled: false },
    { ...secretClient('iqblocked', 'right-secret'), accessPolicy: { action: 'BLOCK' as const } },
    makeClient('iqbare'),
    keyClient('iqkey', [pem(rsa.publicKey)]),
    keyClient('iqec', [pem(ec.publicKey)]),
    keyClient('iqec2', [pem(otherRsa.publicKey)]),
    keyClient('iqnokeys', []),
    keyClient('iqdamaged', ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n']),
    keyClient('iqsmall', [pem(smallRsa.publicKey)]),
    ...jwksPaths.map((path) => jwksClient(`iq${path.slice(1)}`, jwksBase + path)),
    jwksClient('iqnot-allowed', 'http://jwks.example/keys'),
    jwksClient('iqunreachable', `${closedBase}/keys`),
    jwksClient('iqbadport', 'http://127.0.0.1:1/keys'),
    jwksClient('iquntrusted', 'https://untrusted.invalid/keys'),
    ...certificateCases.clients,
  ];
}

describe('A refused token request', () => {
  const worlds = new Map<string, World>();
  let server: Awaited<ReturnType<typeof serve>>;
  const seen = new Set<RefusalReason>();

  before(async () => {
    server = await serve(jwksServer);
    // A port that was free a moment ago.
    const closed = await serve(() => undefined);
    closed.close();
    for (const policy of ['zidentity', 'strict'] as const) {
      worlds.set(policy, await makeWorld(clients(server.base, closed.base), { policy, fetch: fetchWithUntrusted }));
    }
  });

  after(async () => {
    for (const world of worlds.values()) await world.opened.close();
    server.close();
  });

  async function check(refusal: RefusalCase): Promise<void> {
    const world = worlds.get(refusal.policy ?? 'zidentity') as World;
    const asked = await refusal.ask(world);
    const told = await world.ask(asked);
    const { error, sentence } = REFUSALS[refusal.reason];
    assert.equal(told.failed?.reason, refusal.reason, told.failed?.detail);
    seen.add(refusal.reason);
    assertStepsInGerman(told.exchange);
    assert.equal(told.status, refusal.status ?? 400);
    assert.equal(told.headers['www-authenticate'] !== undefined, told.status === 401);
    assert.equal(told.body.error, error);
    assert.match(String(told.body.error_description), /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    assert.equal(told.exchange.outcome, 'refused');
    assert.equal(told.exchange.error, error);
    assert.ok(told.failed?.detail.startsWith(sentence));
    assert.ok((told.failed?.hint ?? '') !== '');
    if (refusal.detail !== undefined) assert.match(told.failed?.detail ?? '', refusal.detail);
    const outcomes = told.exchange.steps.map((step) => step.outcome);
    const at = outcomes.indexOf('failed');
    assert.equal(outcomes.lastIndexOf('failed'), at, 'one step fails');
    assert.ok(
      outcomes.slice(at + 1).every((outcome) => outcome === 'skipped'),
      'what follows is skipped',
    );
    assert.ok(outcomes.slice(0, at).every((outcome) => outcome !== 'failed'));
  }

  const groups = {
    request: requestCases,
    secret: secretCases,
    assertion: assertionCases,
    JWKS: jwksCases,
    certificate: certificateCases.cases,
  };
  for (const [group, cases] of Object.entries(groups)) {
    describe(`for its ${group}`, () => {
      for (const refusal of cases) it(`says ${refusal.reason} for ${refusal.name}`, () => check(refusal));
    });
  }

  // In a suite of its own, since Mocha runs the tests of a suite before the suites in it.
  describe('in all', () => {
    it('has been tried for every reason of the table', () => {
      const untried = Object.keys(REFUSALS).filter((reason) => !seen.has(reason as RefusalReason));
      assert.deepEqual(untried, []);
    });

    it('repeats neither a secret nor a signature in its exchange', () => {
      for (const world of worlds.values()) {
        const text = JSON.stringify(world.context.exchanges.list({ offset: 0, limit: 2000 }));
        assert.ok(!text.includes('right-secret') && !text.includes('wrong-secret'));
        assert.doesNotMatch(text, /eyJ[\w-]+\.[\w-]+\.[\w-]+/);
      }
    });
  });
});
