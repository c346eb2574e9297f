import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exchange } from '../../../src/zidentity/exchanges/exchange-log.js';
import type { ApiClient } from '../../../src/zidentity/model.js';
import { makeClient } from '../zidentity-authenticate/clients.js';
import { Disk, NOW, namesIn, open, withFolder } from './folder.js';

const profile = { clientId: 'iqa', clientName: 'a', kid: 'k', issuer: 'i', audience: 'u', scopes: [] };
const addClient = (client: ApiClient) => (draft: { clients: ApiClient[] }) => void draft.clients.push(client);

describe('A state folder', () => {
  it('gives back tenant, tokens, revocations, signing keys, admin token and published sets', () =>
    withFolder(async (folder) => {
      const first = await open(folder);
      await first.store.change('clients', addClient(makeClient('iqa', { scopeIds: ['x'] })));
      const [kept, revoked] = [randomUUID(), randomUUID()];
      for (const jti of [kept, revoked]) first.tokens.add({ jti, issuedAt: NOW, expiresAt: NOW + 60, profile });
      await first.tokens.revoke(revoked, NOW + 1);
      const { kid } = await first.keys.current();
      await first.publishedJwks.publish('ci', { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] });
      await first.saveJwksPort(8790);
      await first.close();

      const second = await open(folder, { randomBytes: (size) => Buffer.alloc(size, 8) });
      assert.deepEqual(second.warnings, []);
      assert.equal(second.hadTenant, true);
      assert.deepEqual(second.store.tenant, first.store.tenant);
      assert.equal(second.tokens.get(kept)?.revokedAt, 0);
      assert.deepEqual(second.tokens.get(kept)?.profile, profile);
      assert.equal(second.tokens.get(revoked)?.revokedAt, NOW + 1);
      assert.equal((await second.keys.current()).kid, kid);
      assert.equal(second.adminToken.value, first.adminToken.value);
      assert.deepEqual(second.publishedJwks.names(), ['ci']);
      assert.equal(second.jwksPort, 8790);
      await second.close();
    }));

  it('gives back the exchanges of the mock that was stopped, but for one that is damaged', () =>
    withFolder(async (folder) => {
      const exchange = (id: string): Exchange => ({
        id,
        at: new Date(NOW * 1000).toISOString(),
        clientId: 'iqa',
        method: 'SECRET_POST',
        outcome: 'refused',
        error: 'invalid_client',
        steps: [{ name: 'secret', outcome: 'failed', detail: 'It is another.', hint: 'Copy it again.', reason: 'x' }],
      });
      const { error: _, ...issuing } = exchange('issuing');
      const jti = randomUUID();
      const asked = { method: 'GET', path: '/zia/x', found: 'The token carries no role.' } as const;
      const refusedCall = { kind: 'reads', product: 'ZIA', status: 403, reason: 'role-missing', ...asked } as const;
      const all = { offset: 0, limit: 10 };
      const first = await open(folder);
      first.exchanges.add({ ...issuing, outcome: 'issued', jti });
      first.exchanges.noteCall(first.exchanges.issuing(jti) as Exchange, refusedCall);
      for (const id of ['one', 'two', 'three']) first.exchanges.add(exchange(id));
      await first.close();

      const second = await open(folder);
      assert.deepEqual(second.warnings, []);
      assert.deepEqual(second.exchanges.list(all), first.exchanges.list(all));
      second.exchanges.noteCall(second.exchanges.issuing(jti) as Exchange, refusedCall);
      assert.deepEqual(second.exchanges.get('issuing')?.calls, [{ ...refusedCall, count: 2 }]);
      second.exchanges.add(exchange('four'));
      assert.equal(second.exchanges.list(all).records[0]?.id, 'four');
      await second.close();

      const file = join(folder, 'exchanges.json');
      await writeFile(file, (await readFile(file, 'utf8')).replace('"outcome":"refused"', '"outcome":5'));
      const third = await open(folder);
      assert.match(third.warnings.join(), /exchanges.json was damaged .*an exchange is not usable/);
      assert.deepEqual(
        third.exchanges.list(all).records.map(({ id }) => id),
        ['four', 'three', 'two', 'issuing'],
      );
      third.exchanges.clear();
      await third.close();
      const fourth = await open(folder);
      assert.equal(fourth.exchanges.list(all).total, 0);
      await fourth.close();
    }));

  it('keeps every file to its owner', () =>
    withFolder(async (folder) => {
      const state = await open(folder);
      await state.keys.current();
      await state.publishedJwks.publish('ci', { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] });
      await state.close();
      for (const name of await namesIn(folder)) {
        assert.equal((await stat(join(folder, name))).mode & 0o077, 0, `${name} is for its owner alone`);
      }
    }));

  it('leaves no temporary file behind', () =>
    withFolder(async (folder) => {
      const state = await open(folder);
      await state.keys.current();
      await state.close();
      assert.deepEqual(
        (await namesIn(folder)).filter((name) => name.endsWith('.tmp')),
        [],
      );
    }));

  it('is rid of what writes that a crash cut short left, and of nothing else', () =>
    withFolder(async (folder) => {
      for (const name of ['tenant.json.4711-3.tmp', 'notes.tmp', `lock.${randomUUID()}.tmp`]) {
        await writeFile(join(folder, name), 'x');
      }
      const dead = { pid: 2 ** 22 + 1, holder: randomUUID() };
      await writeFile(join(folder, `lock.${dead.holder}.tmp`), JSON.stringify(dead));
      await (await open(folder)).close();
      const names = (await namesIn(folder)).filter((name) => name.endsWith('.tmp'));
      assert.equal(names.length, 2);
      assert.ok(names.includes('notes.tmp') && !names.includes(`lock.${dead.holder}.tmp`));
    }));

  it('has the state of before where a change could not be written, and says why', () =>
    withFolder(async (folder) => {
      const disk = new Disk();
      const state = await open(folder, { openFiles: disk.openFiles });
      await state.keys.current();
      const jti = randomUUID();
      state.tokens.add({ jti, issuedAt: NOW, expiresAt: NOW + 60, profile });
      const before = { tenant: state.store.tenant, kid: state.keys.ready?.kid };
      disk.full = 'ENOSPC';
      disk.partial = 5;
      const refused = {
        code: 'state-not-written',
        message: /no space left on its disk \(ENOSPC\).*Nothing was changed/,
      };
      await assert.rejects(state.store.change('clients', addClient(makeClient('iqa'))), refused);
      await assert.rejects(state.tokens.revoke(jti, NOW), refused);
      await assert.rejects(state.tokens.revokeAllOf('iqa', NOW), refused);
      await assert.rejects(state.keys.rotate(), refused);
      await assert.rejects(state.publishedJwks.publish('x', { keys: [{ kty: 'RSA' }] }), refused);
      assert.equal(state.store.tenant, before.tenant);
      assert.equal(state.tokens.get(jti)?.revokedAt, 0);
      assert.equal(state.keys.ready?.kid, before.kid);
      assert.deepEqual(state.publishedJwks.names(), []);
      assert.equal(state.warnings.length, 1, 'tokens that wait are told once');

      disk.full = undefined;
      await state.store.change('clients', addClient(makeClient('iqa')));
      assert.equal(await state.tokens.revoke(jti, NOW), 'revoked');
      await state.close();
      const again = await open(folder);
      assert.deepEqual(again.warnings, []);
      assert.equal(again.tokens.get(jti)?.revokedAt, NOW);
      assert.ok(again.store.client('iqa'));
      await again.close();
    }));

  it('revokes on opening what a crash kept active of clients that are gone', () =>
    withFolder(async (folder) => {
      const first = await open(folder);
      const jti = randomUUID();
      first.tokens.add({ jti, issuedAt: NOW, expiresAt: NOW + 60, profile });
      await first.close();
      const second = await open(folder);
      assert.equal(second.tokens.get(jti)?.revokedAt, NOW);
      await second.close();
    }));

  it('revokes the tokens of clients that a change disables or deletes', () =>
    withFolder(async (folder) => {
      const state = await open(folder);
      await state.store.change('clients', addClient(makeClient('iqa')));
      const issue = () => {
        const jti = randomUUID();
        state.tokens.add({ jti, issuedAt: NOW, expiresAt: NOW + 60, profile });
        return jti;
      };
      const first = issue();
      await state.store.change('clients', (draft) => {
        (draft.clients[0] as ApiClient).enabled = false;
      });
      assert.equal(state.tokens.get(first)?.revokedAt, NOW);
      await state.store.change('clients', (draft) => {
        (draft.clients[0] as ApiClient).enabled = true;
      });
      const second = issue();
      await state.store.change('clients', (draft) => {
        draft.clients = [];
      });
      assert.equal(state.tokens.get(second)?.revokedAt, NOW);
      await state.close();
    }));

  describe('that is damaged', () => {
    const damage = async (folder: string, name: string, change: (data: Buffer) => Buffer | string) =>
      writeFile(join(folder, name), change(await readFile(join(folder, name))));

    async function filled(folder: string): Promise<string[]> {
      const state = await open(folder);
      await state.store.change('clients', (draft) => {
        draft.clients.push(makeClient('iqa'), makeClient('iqb'));
      });
      await state.keys.current();
      const jtis = Array.from({ length: 3 }, () => randomUUID());
      for (const jti of jtis) {
        state.tokens.add({ jti, issuedAt: NOW, expiresAt: NOW + 60, profile });
        await state.tokens.flush();
      }
      await state.close();
      return jtis;
    }

    const aside = async (folder: string) => (await namesIn(folder)).filter((name) => name.includes('.damaged-'));

    for (const name of ['tenant.json', 'signing-keys.json', 'published-jwks.json']) {
      it(`keeps a ${name} that is no JSON aside, and starts without`, () =>
        withFolder(async (folder) => {
          await filled(folder);
          await writeFile(join(folder, name), '{"version":1,');
          const state = await open(folder);
          assert.equal(state.warnings.length, 1);
          assert.match(
            state.warnings[0] ?? '',
            new RegExp(`^${name} was damaged .* kept as ${name}\\.damaged-2027-01-15T`),
          );
          const [kept] = await aside(folder);
          assert.equal(await readFile(join(folder, kept ?? ''), 'utf8'), '{"version":1,');
          assert.equal((await stat(join(folder, kept ?? ''))).mode & 0o777, 0o600);
          await state.close();
          const again = await open(folder);
          assert.deepEqual(again.warnings, []);
          await again.close();
        }));
    }

    it('gives the clients that are whole', () =>
      withFolder(async (folder) => {
        await filled(folder);
        await damage(folder, 'tenant.json', (data) =>
          data.toString().replace('"accessTokenLifeTime":3600', '"accessTokenLifeTime":"x"'),
        );
        const state = await open(folder);
        assert.match(state.warnings[0] ?? '', /clients\.0\.accessTokenLifeTime.*The rest of it is used/);
        assert.deepEqual(
          state.store.tenant.clients.map(({ id }) => id),
          ['iqb'],
        );
        await state.close();
      }));

    it('is not overwritten twice: each damaged file has a name of its own', () =>
      withFolder(async (folder) => {
        for (let time = 0; time < 2; time += 1) {
          await filled(folder);
          await writeFile(join(folder, 'tenant.json'), `damage ${time}`);
        }
        await (await open(folder)).close();
        assert.equal((await aside(folder)).length, 2);
      }));

    it('that a newer program wrote is left alone', () =>
      withFolder(async (folder) => {
        await filled(folder);
        await damage(folder, 'tenant.json', (data) => data.toString().replace('"version":1', '"version":9'));
        const state = await open(folder);
        assert.match(state.warnings[0] ?? '', /a newer program wrote it, in version 9/);
        await state.close();
      }));

    it('gives the tokens before and after a damaged place', () =>
      withFolder(async (folder) => {
        const [first = '', second = '', third = ''] = await filled(folder);
        await damage(folder, 'tokens.log', (data) => {
          const words = Buffer.alloc(4);
          words.writeUInt32LE(Number.parseInt(second.slice(0, 8), 16));
          const at = data.indexOf(words);
          data[at] = (data[at] as number) ^ 0xff;
          return data;
        });
        const state = await open(folder);
        assert.match(state.warnings[0] ?? '', /issued tokens was damaged.*tokens\.log\.damaged-.*2 tokens/);
        assert.deepEqual(
          [first, second, third].map((jti) => state.tokens.get(jti) !== undefined),
          [true, false, true],
        );
        await state.close();
        const again = await open(folder);
        assert.deepEqual(again.warnings, []);
        assert.ok(again.tokens.get(first));
        await again.close();
      }));

    it('in no way where a crash cut the last write short', () =>
      withFolder(async (folder) => {
        const [first = '', , third = ''] = await filled(folder);
        const whole = await readFile(join(folder, 'tokens.log'));
        for (const cut of [1, 20, 40]) {
          await writeFile(join(folder, 'tokens.log'), whole.subarray(0, whole.length - cut));
          const state = await open(folder);
          assert.deepEqual(state.warnings, []);
          assert.ok(state.tokens.get(first));
          assert.equal(state.tokens.get(third), undefined);
          await state.close();
        }
      }));

    it('where something foreign stands in place of the tokens', () =>
      withFolder(async (folder) => {
        await filled(folder);
        await writeFile(join(folder, 'tokens.log'), 'x');
        const state = await open(folder);
        assert.equal(state.warnings.length, 1);
        await state.close();
      }));
  });
});
