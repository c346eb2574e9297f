import assert from 'node:assert/strict';
import { inspectJwt } from '../../../src/editor/inspector/inspect-jwt.js';
import { tokenView } from '../../../src/editor/inspector/token-view.js';
import { english } from '../../../src/editor/localise.js';
import type { TokenFacts } from '../../../src/editor/token-facts.js';
import { tokenKind } from '../../../src/jwt/kind.js';
import { accessClaims, now, nowMs, token } from './tokens.js';

const unverified = { status: 'not-verified', reason: 'No keys.' } as const;
const verified = { status: 'verified', environment: 'Mock', alg: 'RS256', kid: 'k1' } as const;
const issued: NonNullable<TokenFacts['issued']> = {
  jti: 'j-1',
  clientId: 'iq0000000000a',
  clientName: 'ci',
  status: 'ACTIVE',
};

describe('inspection of a token', () => {
  it('is plain JSON and holds no part of the signed token', () => {
    const jwt = token(accessClaims);
    const inspection = inspectJwt(jwt, { nowMs, signature: verified });
    assert.deepEqual(JSON.parse(JSON.stringify(inspection)), inspection);
    for (const part of jwt.split('.')) assert.ok(!JSON.stringify(inspection).includes(part));
  });

  it('tells header, payload, state, times and whether it is verified', () => {
    const inspection = inspectJwt(token(accessClaims), { nowMs, signature: verified });
    assert.equal(inspection.kind, 'access-token');
    assert.equal(inspection.header.alg, 'RS256');
    assert.equal(inspection.payload.jti, 'j-1');
    assert.equal(inspection.state, 'active');
    assert.equal(inspection.expiresAt, now + 720);
    assert.equal(inspection.verified, true);
    assert.equal(inspection.clientId, 'iq0000000000a');
  });

  it('names the paths of the gateway that its roles open', () => {
    const { roles } = inspectJwt(token(accessClaims), { nowMs, signature: unverified });
    assert.deepEqual(roles, [{ product: 'ZIA', role: 'API_Role01', tenant: 'acme', paths: ['/zia/api/v1'] }]);
  });

  it('knows no paths of a product that is not known, and leaves out malformed entries', () => {
    const payload = { 'service-info': [{ prd: 'NEW', rnm: 'r' }, 'nonsense', { prd: 1 }] };
    const { roles } = inspectJwt(token(payload), { nowMs, signature: unverified });
    assert.deepEqual(roles, [{ product: 'NEW', role: 'r', paths: [] }]);
  });

  it('marks guessed claims as guesses', () => {
    const { claims } = inspectJwt(token(accessClaims), { nowMs, signature: unverified });
    assert.equal(claims.find(({ name }) => name === 'scp')?.status, 'guessed');
    assert.equal(claims.find(({ name }) => name === 'service-info')?.status, 'confirmed');
  });

  it('shows times as people read them', () => {
    const { claims } = inspectJwt(token(accessClaims), { nowMs, signature: unverified });
    assert.equal(claims.find(({ name }) => name === 'exp')?.value, '2026-11-23 10:12:00Z (in 12 minutes)');
  });

  it('is revoked where the mock says so', () => {
    const facts = { issued: { ...issued, status: 'REVOKED' as const } };
    assert.equal(inspectJwt(token(accessClaims), { nowMs, signature: verified, facts }).state, 'revoked');
  });

  it('tells a client assertion by iss and sub being the same client id', () => {
    assert.equal(tokenKind({ iss: 'iq1', sub: 'iq1', aud: 'x' }), 'client-assertion');
    assert.equal(tokenKind({ iss: 'https://a', sub: 'https://a' }), 'jwt');
    assert.equal(tokenKind(accessClaims), 'access-token');
  });

  it('says of names that are there twice that readers may disagree', () => {
    const part = (json: string) => Buffer.from(json).toString('base64url');
    const jwt = `${part('{"alg":"RS256"}')}.${part('{"exp":1,"exp":9999999999}')}.c2ln`;
    assert.match(inspectJwt(jwt, { nowMs, signature: unverified }).problems.join(' '), /twice.*exp/);
  });
});

describe('the view of a token', () => {
  const view = (payload: object, facts: TokenFacts = {}, canRenew = false) => {
    const jwt = token(payload);
    const inspection = inspectJwt(jwt, { nowMs, signature: unverified, facts });
    return tokenView(inspection, jwt, { nowMs, l10n: english, canRenew });
  };

  it('offers to revoke an active token of the mock alone', () => {
    const actions = (facts: TokenFacts) => view(accessClaims, facts).actions.map(({ id }) => id);
    assert.ok(!actions({}).includes('revoke'));
    assert.ok(actions({ issued }).includes('revoke'));
    assert.ok(!actions({ issued: { ...issued, status: 'REVOKED' } }).includes('revoke'));
  });

  it('offers a fresh token where the credential is at hand', () => {
    assert.ok(view(accessClaims, {}, true).actions.some(({ id }) => id === 'renew'));
    assert.ok(!view(accessClaims).actions.some(({ id }) => id === 'renew'));
  });

  it('has a timeline from issue to expiry', () => {
    assert.deepEqual(view(accessClaims).timeline, {
      issuedAt: now - 600,
      expiresAt: now + 720,
      startText: '2026-11-23 09:50:00Z',
      endText: '2026-11-23 10:12:00Z',
      ended: false,
    });
  });

  it('has no timeline without expiry, and does not call that active', () => {
    const { timeline, state } = view({ sub: 'a' });
    assert.equal(timeline, undefined);
    assert.equal(state.tone, 'warning');
  });

  it('shows invisible characters of claims as escapes', () => {
    const { claims, json } = view({ sub: 'a\u202eb', exp: now + 1 });
    assert.equal(claims[0]?.value, 'a\\u{202e}b');
    assert.ok(!json.payload.includes('\u202e'));
  });
});
