import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { accessTokenFor } from '../../../src/zidentity/token/access-token-for.js';
import {
  API,
  type JwtParts,
  makeWorld,
  NOW,
  secretClient,
  signJwt,
  type World,
} from '../zidentity-authenticate/world.js';

describe('A bearer token', () => {
  let world: World;
  let now = NOW * 1000;

  before(async () => {
    world = await makeWorld([secretClient('iqa', 'right-secret'), secretClient('iqb', 'right-secret')], {
      now: () => now,
    });
  });
  beforeEach(() => {
    now = NOW * 1000;
  });
  after(() => world.opened.close());

  async function issue(clientId = 'iqa'): Promise<string> {
    const { body } = await world.ask({ form: { client_id: clientId, client_secret: 'right-secret', audience: API } });
    return String(body.access_token);
  }
  const judge = (token: string) => accessTokenFor(`Bearer ${token}`, world.context);
  function assertRefused(token: string, reason: string): void {
    const result = judge(token);
    assert.ok(!result.ok);
    assert.equal(result.reason, reason);
  }
  const part = (token: string, index: number) =>
    JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());

  it('counts with its client and the roles it was issued with, twice too', async () => {
    const token = await issue();
    for (let round = 0; round < 2; round += 1) {
      const result = judge(token);
      assert.ok(result.ok);
      assert.equal(result.client.id, 'iqa');
      assert.equal(result.record.jti, part(token, 1).jti);
      assert.deepEqual(result.scopes, []);
    }
  });

  it('is missing where the header is of another scheme, or empty', () => {
    for (const header of [undefined, '', 'Bearer', 'Bearer ', 'Basic YTpi', 'token x', 'Bearer a b']) {
      const result = accessTokenFor(header, world.context);
      assert.ok(!result.ok && result.reason === 'token-missing', String(header));
    }
  });

  it('does not count once revoked, though it was verified before', async () => {
    const token = await issue();
    assert.ok(judge(token).ok);
    await world.context.tokens.revoke(part(token, 1).jti, NOW);
    assertRefused(token, 'token-revoked');
  });

  it('does not count from the second of its expiry on', async () => {
    const token = await issue();
    now += 3_599_999;
    assert.ok(judge(token).ok);
    now += 1;
    assertRefused(token, 'token-expired');
  });

  it('does not count where a byte of it is another', async () => {
    const token = await issue();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    assertRefused(`${header}.${payload}.${flip(signature)}`, 'token-signature');
    const claims = Buffer.from(JSON.stringify({ ...part(token, 1), client_id: 'iqb' })).toString('base64url');
    assertRefused(`${header}.${claims}.${signature}`, 'token-signature');
    assertRefused(`${flip(header)}.${payload}.${signature}`, 'token-malformed');
  });

  it('does not count with alg none, nor signed with the public key as a secret', async () => {
    const token = await issue();
    const payload = token.split('.')[1] ?? '';
    const head = (header: object) => Buffer.from(JSON.stringify(header)).toString('base64url');
    const { kid } = part(token, 0);
    assertRefused(`${head({ alg: 'none', kid })}.${payload}.`, 'token-malformed');
    assertRefused(`${head({ alg: 'none', kid })}.${payload}.AAAA`, 'token-malformed');
    const key = world.context.keys.byKid(kid)?.publicKey.export({ type: 'spki', format: 'pem' }) ?? '';
    const input = `${head({ alg: 'HS256', kid })}.${payload}`;
    assertRefused(`${input}.${createHmac('sha256', key).update(input).digest('base64url')}`, 'token-malformed');
  });

  it('does not count with a key of the sender’s own', async () => {
    const { kid } = part(await issue(), 0);
    const foreign = (header: JwtParts['header'] = {}) => signJwt({ header, claims: { jti: crypto.randomUUID() } });
    assertRefused(foreign({ kid }), 'token-signature');
    assertRefused(foreign({ kid: 'other' }), 'token-signature');
    assertRefused(foreign(), 'token-malformed');
  });

  for (const text of ['x', 'a.b.c', '...', 'é.é.é', `${'a'.repeat(20_000)}.a.a`, 'bnVsbA.bnVsbA.bnVsbA']) {
    it(`is malformed as ${text.slice(0, 20)}`, () => assertRefused(text, 'token-malformed'));
  }

  it('does not count where the mock forgot it', async () => {
    const token = await issue();
    await world.context.tokens.clear();
    assertRefused(token, 'token-unknown');
  });

  it('does not count once its client is disabled, not even when that is enabled again; nor once it is deleted', async () => {
    const token = await issue('iqb');
    const enable = (enabled: boolean) =>
      world.context.store.change('clients', (draft) => {
        for (const client of draft.clients) if (client.id === 'iqb') client.enabled = enabled;
      });
    await enable(false);
    assertRefused(token, 'token-revoked');
    await enable(true);
    assertRefused(token, 'token-revoked');
    const next = await issue('iqb');
    assert.ok(judge(next).ok);
    await world.context.store.change('clients', (draft) => {
      draft.clients = draft.clients.filter(({ id }) => id !== 'iqb');
    });
    assertRefused(next, 'token-revoked');
  });
});
