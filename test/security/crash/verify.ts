// What a mock shows after a crash, held against what it had acknowledged before.
import assert from 'node:assert/strict';
import { type ClientShape, type Known, type Ledger, sameShape } from './ledger.js';
import type { Seen } from './observe.js';
import type { Peer } from './peer.js';
import type { Seeded } from './seeded.js';

/** Milliseconds after which an issued token is promised to be on disk (contract, section 4). */
const promised = 1000;

/** Holds all that is seen against the ledger, and takes over what was under way as it came out. */
export function verifyAgainst(ledger: Ledger, seen: Seen): void {
  if (ledger.resetting) {
    ledger.resetting = false;
    // The tenant is one file: all of it is gone, or nothing is.
    if (seen.clients.size === 0 && ledger.clients.size > 0) {
      for (const [jti, { status }] of seen.tokens) assert.notEqual(status, 'ACTIVE', `${jti} outlived its client`);
      ledger.clear();
      ledger.orgName = { sure: undefined };
      for (const name of seen.jwks.keys()) ledger.jwks.set(name, { sure: seen.jwks.get(name) });
    }
  }
  verifyClients(ledger, seen);
  verifyTokens(ledger, seen);
  const [newest] = seen.kids;
  assert.ok(newest !== undefined, 'there is no signing key');
  if (ledger.kid.sure !== undefined) verifyKnown('the newest signing key', ledger.kid, newest);
  ledger.kid = { sure: newest };
  ledger.keys = seen.kids.length;
  if (ledger.orgName.sure !== undefined) verifyKnown('the config', ledger.orgName, seen.orgName);
  ledger.orgName = { sure: seen.orgName };
  for (const [name, known] of ledger.jwks) verifyKnown(`the published set ${name}`, known, seen.jwks.get(name));
}

function verifyKnown<T>(what: string, known: Known<T>, seen: T | undefined): void {
  const same = JSON.stringify(seen) === JSON.stringify(known.sure);
  assert.ok(same || known.maybe?.(seen), `${what} is ${JSON.stringify(seen)}, not ${JSON.stringify(known.sure)}`);
  known.sure = seen;
  known.maybe = undefined;
}

function verifyClients(ledger: Ledger, seen: Seen): void {
  for (const [id, known] of ledger.clients) {
    verifyKnown(`the client ${id}`, known, seen.clients.get(id));
    if (known.sure === undefined) ledger.clients.delete(id);
  }
  for (const [id, shape] of seen.clients) {
    if (ledger.clients.has(id)) continue;
    const coming: ClientShape | undefined = ledger.coming.get(shape.name);
    assert.ok(sameShape(coming, shape), `the client ${id} is one that nobody asked for: ${JSON.stringify(shape)}`);
    ledger.clients.set(id, { sure: shape });
  }
  ledger.coming.clear();
}

function verifyTokens(ledger: Ledger, seen: Seen): void {
  for (const [jti, token] of ledger.tokens) {
    const found = seen.tokens.get(jti);
    const age = ledger.killedAt - token.answeredAt;
    if (found === undefined) {
      assert.ok(age < promised, `the token ${jti} is lost, ${age.toFixed(0)} ms after it was issued`);
      assert.notEqual(token.revoked, 'yes', `the revocation of ${jti} is lost with its token`);
      ledger.tokens.delete(jti);
      continue;
    }
    assert.equal(found.clientId, token.clientId);
    if (token.revoked === 'yes') assert.equal(found.status, 'REVOKED', `the revocation of ${jti} is lost`);
    const enabled = seen.clients.get(token.clientId)?.status === true;
    if (token.revoked === 'no') assert.equal(found.status, 'ACTIVE', `the token ${jti} was revoked by nobody`);
    if (!enabled) assert.equal(found.status, 'REVOKED', `the token ${jti} outlived its client`);
    token.revoked = found.status === 'REVOKED' ? 'yes' : 'no';
  }
  const unknown = [...seen.tokens].filter(([jti]) => !ledger.tokens.has(jti) && !ledger.forgotten.has(jti));
  assert.ok(unknown.length <= ledger.tokensUnderWay, `${unknown.length} tokens are there that nobody asked for`);
  for (const [jti] of unknown) ledger.forgotten.add(jti);
  ledger.tokensUnderWay = 0;
}

const samples = 3;

/** Uses some of what is there: secrets get tokens, tokens open the gateway, and those that were revoked do not. */
export async function tryOut(ledger: Ledger, peer: Peer, random: Seeded): Promise<void> {
  const able = [...ledger.clients].flatMap(([id, { sure }]) =>
    (sure?.secrets ?? []).flatMap((secret) => {
      const value = ledger.secrets.get(secret);
      return value === undefined ? [] : [{ id, value, status: sure?.status }];
    }),
  );
  const tokens = [...ledger.tokens];
  for (let count = 0; count < samples; count += 1) {
    const one = random.pick(able);
    if (one !== undefined) {
      const { statuses, text } = await peer.token(one.id, one.value);
      assert.equal(statuses[0], one.status === true ? 200 : 400, text.slice(0, 200));
      if (statuses[0] === 200) ledger.tokensUnderWay += 1;
    }
    const [jti, token] = random.pick(tokens) ?? [];
    if (token === undefined) continue;
    assert.equal(await peer.call(token.jwt), token.revoked === 'no' ? 200 : 401, `the token ${jti}`);
  }
}
