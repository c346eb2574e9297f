import assert from 'node:assert/strict';
import type { TokenRecord } from '../../../src/oauth/mock-client.js';
import { tokenNodes } from '../../../src/sidebar/token-nodes.js';
import { nowSeconds, snapshot, view } from './snapshots.js';

function token(change: Partial<TokenRecord> = {}): TokenRecord {
  return {
    jti: '0273a09e-f908-4a96-815d-07bef7092a4e',
    clientId: 'iq1',
    clientName: 'ci',
    issuedAt: nowSeconds - 600,
    expiresAt: nowSeconds + 720,
    status: 'ACTIVE',
    ...change,
  };
}

function nodes(records: TokenRecord[], change: { total?: number; clockOffsetSeconds?: number } = {}) {
  const { total = records.length, clockOffsetSeconds = 0 } = change;
  return tokenNodes(snapshot({ tokens: { total, records }, clockOffsetSeconds }), view);
}

describe('The Issued Tokens view', () => {
  it('shows whose a token is, when it expires and the beginning of its jti', () => {
    const [node] = nodes([token()]);
    assert.equal(node?.label, 'ci');
    assert.equal(node?.description, 'expires in 12 minutes · 0273a09e-…');
    assert.equal(node?.context, 'token;active');
    assert.equal(node?.spoken, 'ci, active, expires in 12 minutes, JTI 0273a09e-…');
  });

  it('shows tokens that expired or were revoked as such', () => {
    const [expired, revoked] = nodes([
      token({ expiresAt: nowSeconds - 300, status: 'EXPIRED' }),
      token({ jti: 'b', status: 'REVOKED' }),
    ]);
    assert.match(expired?.description ?? '', /^expired 5 minutes ago/);
    assert.match(revoked?.description ?? '', /^revoked/);
    assert.equal(expired?.spoken, 'ci, expired 5 minutes ago, JTI 0273a09e-…');
    assert.equal(revoked?.spoken, 'ci, revoked, JTI b');
    assert.deepEqual([expired?.context, revoked?.context], ['token;expired', 'token;revoked']);
  });

  it('does not go on calling a token active that has expired since it was read', () => {
    const [node] = nodes([token({ expiresAt: nowSeconds - 1 })]);
    assert.equal(node?.context, 'token;expired');
  });

  it("goes by the mock's clock", () => {
    const [node] = nodes([token()], { clockOffsetSeconds: 3600 });
    assert.equal(node?.context, 'token;expired');
  });

  it('offers to load more where there are more', () => {
    const rows = nodes([token()], { total: 250 });
    assert.equal(rows.at(-1)?.label, 'Load More…');
    assert.equal(rows.at(-1)?.description, '1 of 250 are shown');
    assert.equal(rows.at(-1)?.command?.id, 'oneapi.token.loadMore');
    assert.equal(nodes([token()]).length, 1);
  });

  it('never holds a token', () => {
    const [node] = nodes([token({ jwt: 'eyJhbGciOiJSUzI1NiJ9.e30.sig' } as Partial<TokenRecord>)]);
    assert.doesNotMatch(JSON.stringify(node), /eyJ/);
  });
});
