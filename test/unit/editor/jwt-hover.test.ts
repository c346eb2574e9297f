import assert from 'node:assert/strict';
import { jwtHover } from '../../../src/editor/hover/jwt-hover.js';
import { english } from '../../../src/editor/localise.js';
import type { TokenFacts } from '../../../src/editor/token-facts.js';
import { accessClaims, now, nowMs, token } from './tokens.js';

function hover(payload: object, facts: TokenFacts = {}, header?: object) {
  const text = token(payload, header);
  const found = { start: 0, end: text.length, token: text, kind: 'jws' as const };
  return { text, ...jwtHover(found, 'handle-1', facts, { nowMs, l10n: english }) };
}

describe('hover on a token', () => {
  it('says that it is active and when it expires', () => {
    const { heading } = hover(accessClaims);
    assert.match(heading, /Active.*expires 2026-11-23 10:12:00Z \(in 12 minutes\)/);
    assert.match(heading, /Decoded, not verified/);
  });

  it('says that it has expired', () => {
    assert.match(hover({ exp: now - 300 }).heading, /Expired.*2026-11-23 09:55:00Z \(5 minutes ago\)/);
  });

  it('says that it is not valid yet', () => {
    assert.match(hover({ nbf: now + 300, exp: now + 900 }).heading, /Not yet valid/);
  });

  it('never shows a token without expiry as active', () => {
    const { heading } = hover({ sub: 'a' });
    assert.match(heading, /No expiry/);
    assert.doesNotMatch(heading, /Active/);
  });

  it('never shows a token whose expiry is no number as active', () => {
    assert.match(hover({ exp: 'tomorrow' }).heading, /Times not readable/);
  });

  it('shows a revoked token as revoked although its time is not over', () => {
    const issued = { jti: 'j-1', clientId: 'iq', clientName: 'ci', status: 'REVOKED' as const };
    assert.match(hover(accessClaims, { issued }).heading, /Revoked/);
  });

  it('shows header and claims as JSON', () => {
    const { body } = hover(accessClaims);
    assert.ok(body.some((part) => part.startsWith('```json') && part.includes('"alg": "RS256"')));
    assert.ok(body.some((part) => part.startsWith('```json') && part.includes('"prd": "ZIA"')));
  });

  it('names the key and the environment that verified it', () => {
    const facts: TokenFacts = { verification: { status: 'verified', environment: 'Mock', alg: 'RS256', kid: 'k1' } };
    const { heading, body } = hover(accessClaims, facts);
    assert.match(heading, /Signature verified/);
    assert.match(body[0]!, /Verified with key k1 of Mock/);
  });

  it('offers to revoke only what the mock issued and is active', () => {
    const commands = (facts: TokenFacts) => hover(accessClaims, facts).links.map(({ command }) => command);
    assert.ok(!commands({}).includes('oneapi.token.revoke'));
    const issued = { jti: 'j-1', clientId: 'iq', clientName: 'ci' };
    assert.ok(commands({ issued: { ...issued, status: 'ACTIVE' } }).includes('oneapi.token.revoke'));
    assert.ok(!commands({ issued: { ...issued, status: 'EXPIRED' } }).includes('oneapi.token.revoke'));
  });

  it('leads from a token to the exchange of that very token', () => {
    const issued = { jti: 'j-1', clientId: 'iq', clientName: 'ci', status: 'EXPIRED' as const };
    const why = hover(accessClaims, { issued }).links.find(({ command }) => command === 'oneapi.exchange.show');
    assert.deepEqual(why?.argument, { clientId: 'iq', jti: 'j-1' });
  });

  describe('of a client assertion', () => {
    const claims = { iss: 'iq1', sub: 'iq1', aud: 'https://acme.zslogin.net', exp: now + 600 };
    const client = { id: 'iq1', name: 'ci', environmentId: 'mock' };

    it('says what it is, and that it would be accepted, where the stored key of the client made it', () => {
      const { heading, links } = hover(claims, { assertion: { signature: 'verified' }, client });
      assert.match(heading, /Client assertion.*\n.*Active.*\n.*Would be accepted/);
      assert.doesNotMatch(heading, /Signature not valid/);
      assert.ok(links.some(({ label }) => label === 'Replace with Fresh Assertion'));
    });

    it('says why it would be refused', () => {
      const { heading, body } = hover(claims, { assertion: { signature: 'verified', refusal: 'It has expired.' } });
      assert.match(heading, /Would be refused/);
      assert.match(body[0]!, /It has expired/);
    });

    it('says of no signature that it is right where no key is at hand', () => {
      const { heading, body } = hover(claims, { assertion: { signature: 'not-verified' } });
      assert.match(heading, /Decoded, not verified/);
      assert.match(body[0]!, /The key of this API client is not at hand/);
    });
  });

  it('puts no part of the token into the argument of a link', () => {
    const issued = { jti: 'j-1', clientId: 'iq', clientName: 'ci', status: 'ACTIVE' as const };
    const { links, text } = hover(accessClaims, { issued, client: { id: 'iq', name: 'ci', environmentId: 'mock' } });
    for (const part of text.split('.')) assert.ok(!JSON.stringify(links).includes(part));
  });

  it('puts nothing that comes from the token into the trusted heading', () => {
    const evil = '[x](command:workbench.action.quit) $(alert) <b>';
    const { heading } = hover({ sub: evil, exp: now + 60, iss: evil, [evil]: 1 }, {}, { alg: evil, kid: evil });
    assert.doesNotMatch(heading, /command:|alert|<b>/);
  });

  it('keeps a claim that tries to end the code block inside of it', () => {
    const { body } = hover({ sub: '```\n[x](command:a)\n```', exp: now + 60 });
    const claims = body.at(-1)!;
    const fence = /^`+/.exec(claims)![0];
    assert.ok(fence.length >= 4);
    assert.ok(claims.endsWith(fence));
  });

  it('shows the bidirectional characters of a claim as escapes', () => {
    const { body } = hover({ sub: 'admin\u202enimda', exp: now + 60 });
    assert.match(body.at(-1)!, /admin\\u\{202e\}nimda/);
  });

  it('cuts a claim set that is too long for a hover', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`claim${index}`, index]));
    assert.ok(hover(many).body.at(-1)!.split('\n').length <= 45);
  });

  it('says why a token cannot be read', () => {
    const text = 'eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.c2ln';
    const found = { start: 0, end: text.length, token: text, kind: 'jws' as const };
    const { heading, body, links } = jwtHover(found, 'h', {}, { nowMs, l10n: english });
    assert.match(heading, /Not a readable JWT/);
    assert.match(body[0]!, /payload/);
    assert.deepEqual(links, []);
  });
});
