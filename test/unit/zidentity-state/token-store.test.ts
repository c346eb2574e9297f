import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type OpenTokenStore, openTokenStore } from '../../../src/zidentity/state/open-token-store.js';
import { CHUNK_ROWS } from '../../../src/zidentity/state/token-chunk.js';
import type { TokenProfile } from '../../../src/zidentity/state/token-store.js';

const NOW = 1_800_000_000;

function profileOf(clientId: string, kid = 'k'): TokenProfile {
  return {
    clientId,
    clientName: `name of ${clientId}`,
    kid,
    issuer: 'https://acme.zslogin.net',
    audience: 'a',
    scopes: [],
  };
}

describe('The issued tokens', () => {
  let store: OpenTokenStore;
  let changes: number;
  const a = profileOf('a');
  const b = profileOf('b');

  beforeEach(async () => {
    changes = 0;
    store = await openTokenStore({ warn: assert.fail, onChange: () => (changes += 1), now: () => NOW * 1000 });
  });

  function issue(profile: TokenProfile, issuedAt: number, expiresAt: number): string {
    const jti = randomUUID();
    store.add({ jti, issuedAt, expiresAt, profile });
    return jti;
  }
  const list = (query: object = {}) => store.list({ offset: 0, limit: 100, nowSeconds: NOW, ...query });
  const jtis = (query: object = {}) => list(query).records.map((record) => record.jti);

  it('are found by jti with all that was remembered', () => {
    const scopes = [{ id: 's', name: 'n', service: 'ZIA', role: 'r', access: 'full' as const, orgName: 'o' }];
    const profile = { ...a, scopes };
    const jti = issue(profile, NOW, NOW + 60);
    assert.deepEqual(store.get(jti), {
      jti,
      clientId: 'a',
      clientName: 'name of a',
      issuedAt: NOW,
      expiresAt: NOW + 60,
      revokedAt: 0,
      scopeIds: ['s'],
      profile,
    });
    assert.equal(store.get(randomUUID()), undefined);
    assert.equal(store.get('no uuid'), undefined);
  });

  it('are listed with the last one first, and by pages', () => {
    const all = [1, 2, 3, 4, 5].map((second) => issue(a, NOW + second, NOW + 100)).reverse();
    assert.deepEqual(jtis(), all);
    assert.deepEqual(jtis({ offset: 1, limit: 2 }), all.slice(1, 3));
    assert.equal(list({ offset: 1, limit: 2 }).total, 5);
    assert.deepEqual(jtis({ limit: 0 }), []);
    assert.deepEqual(jtis({ offset: 9 }), []);
  });

  it('are ACTIVE until the second of their expiry', () => {
    const jti = issue(a, NOW - 60, NOW + 1);
    assert.deepEqual(jtis({ status: 'ACTIVE' }), [jti]);
    assert.deepEqual(jtis({ status: 'ACTIVE', nowSeconds: NOW + 1 }), []);
    assert.deepEqual(jtis({ status: 'EXPIRED', nowSeconds: NOW + 1 }), [jti]);
  });

  it('stay REVOKED when they expire', async () => {
    const jti = issue(a, NOW, NOW + 60);
    assert.equal(await store.revoke(jti, NOW + 1), 'revoked');
    assert.deepEqual(jtis({ status: 'REVOKED', nowSeconds: NOW + 99 }), [jti]);
    assert.deepEqual(jtis({ status: 'EXPIRED', nowSeconds: NOW + 99 }), []);
    assert.equal(store.get(jti)?.revokedAt, NOW + 1);
  });

  it('are filtered by client and by both ranges, bounds included', () => {
    const first = issue(a, NOW, NOW + 60);
    const second = issue(b, NOW + 10, NOW + 70);
    const third = issue(a, NOW + 20, NOW + 80);
    assert.deepEqual(jtis({ clientId: 'a' }), [third, first]);
    assert.deepEqual(jtis({ clientId: 'nobody' }), []);
    assert.deepEqual(jtis({ issuedFrom: NOW + 10 }), [third, second]);
    assert.deepEqual(jtis({ issuedTo: NOW + 10 }), [second, first]);
    assert.deepEqual(jtis({ expiresFrom: NOW + 70, expiresTo: NOW + 70 }), [second]);
    assert.deepEqual(jtis({ clientId: 'a', issuedFrom: NOW + 1, status: 'ACTIVE' }), [third]);
    assert.deepEqual(jtis({ issuedFrom: NOW + 5, issuedTo: NOW }), []);
  });

  it('are searched by a part of the client name or id, and by how the jti begins, in any case', () => {
    const named = profileOf('iq0aZ');
    const jti = '0123abcd-4567-4890-89ab-00000000beef';
    store.add({ jti, issuedAt: NOW, expiresAt: NOW + 60, profile: a });
    const other = issue(named, NOW, NOW + 60);
    for (const search of ['0123', '0123ABCD', '0123abcd-', '0123abcd-4567-4890-89ab-0000', jti, jti.toUpperCase()]) {
      assert.deepEqual(jtis({ search }), [jti], search);
    }
    assert.deepEqual(jtis({ search: 'Q0Az' }), [other]);
    assert.deepEqual(jtis({ search: 'NAME of i' }), [other]);
    assert.deepEqual(jtis({ search: 'name of' }), [other, jti]);
    for (const search of ['0124', '0123abcd4', '123abcd', `${jti}0`, '0123abcd-4567-4890-89ab-0001', 'zz']) {
      assert.deepEqual(jtis({ search }), [], search);
    }
    assert.deepEqual(jtis({ search: '0123', clientId: 'iq0aZ' }), []);
    assert.deepEqual(jtis({ search: '0123', status: 'REVOKED' }), []);
    assert.deepEqual(jtis({ search: '0123', issuedTo: NOW - 1 }), []);
  });

  it('can be revoked once', async () => {
    const jti = issue(a, NOW, NOW + 60);
    const outcomes = await Promise.all([store.revoke(jti, NOW), store.revoke(jti, NOW)]);
    assert.deepEqual(outcomes.sort(), ['not-active', 'revoked']);
    assert.equal(await store.revoke(randomUUID(), NOW), 'not-found');
    assert.equal(await store.revoke(issue(a, NOW - 60, NOW), NOW), 'not-active');
  });

  it('of one client are revoked together, those of others and expired ones left alone', async () => {
    const active = issue(a, NOW, NOW + 60);
    const expired = issue(a, NOW - 60, NOW);
    const other = issue(b, NOW, NOW + 60);
    assert.equal(await store.revokeAllOf('a', NOW), 1);
    assert.deepEqual(
      [active, expired, other].map((jti) => store.get(jti)?.revokedAt),
      [NOW, 0, 0],
    );
    assert.equal(await store.revokeAllOf('a', NOW), 0);
  });

  it('tell of every change', async () => {
    const jti = issue(a, NOW, NOW + 60);
    assert.equal(changes, 1);
    await store.revoke(jti, NOW);
    assert.equal(changes, 2);
    await store.clear();
    assert.equal(changes, 3);
  });

  it('are gone once forgotten, and new ones come', async () => {
    const jti = issue(a, NOW, NOW + 60);
    await store.clear();
    assert.equal(store.get(jti), undefined);
    assert.equal(list().total, 0);
    issue(a, NOW, NOW + 60);
    assert.equal(list().total, 1);
  });

  it('know for each signing key until when it is needed', () => {
    issue(profileOf('a', 'old'), NOW, NOW + 60);
    issue(profileOf('b', 'old'), NOW, NOW + 90);
    issue(profileOf('a', 'new'), NOW, NOW + 30);
    assert.deepEqual(
      store.latestExpiryByKid(),
      new Map([
        ['old', NOW + 90],
        ['new', NOW + 30],
      ]),
    );
  });

  it('refuse a jti that is no UUID', () => {
    assert.throws(() => store.add({ jti: 'x', issuedAt: NOW, expiresAt: NOW, profile: a }), TypeError);
  });

  it('beyond the bound lose the oldest, a chunk at once', async () => {
    store = await openTokenStore({
      warn: assert.fail,
      onChange: () => undefined,
      now: () => 0,
      capacity: 2 * CHUNK_ROWS,
    });
    const first = issue(a, NOW, NOW + 60);
    for (let count = 1; count < 2 * CHUNK_ROWS; count += 1) issue(a, NOW, NOW + 60);
    assert.equal(list().total, 2 * CHUNK_ROWS);
    assert.ok(store.get(first));
    const last = issue(b, NOW, NOW + 60);
    assert.equal(list().total, CHUNK_ROWS + 1);
    assert.equal(store.get(first), undefined);
    assert.equal(store.get(last)?.clientId, 'b');
    assert.deepEqual(jtis({ limit: 1 }), [last]);
  });
});
