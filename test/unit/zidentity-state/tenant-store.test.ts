import assert from 'node:assert/strict';
import type { ApiClient, Tenant } from '../../../src/zidentity/model.js';
import { createTenantStore, endedClients } from '../../../src/zidentity/state/open-tenant-store.js';
import { builtInTenant } from '../../../src/zidentity/tenant/built-in-tenant.js';
import { makeClient } from '../../server/zidentity-authenticate/clients.js';

describe('The tenant store', () => {
  const rename = (vanity: string) => (draft: Tenant) => {
    draft.vanity = vanity;
    return vanity;
  };

  it('changes a copy, and shows it once it is saved', async () => {
    const initial = builtInTenant();
    let release: () => void = () => undefined;
    const saved = new Promise<void>((resolve) => {
      release = resolve;
    });
    const store = createTenantStore({ initial, save: () => saved, onChanged: () => undefined });
    const change = store.change('config', rename('globex'));
    assert.equal(store.tenant.vanity, 'acme');
    release();
    assert.equal(await change, 'globex');
    assert.equal(store.tenant.vanity, 'globex');
    assert.equal(initial.vanity, 'acme');
  });

  it('applies changes in their order, each to what the one before left, and saves those that wait at once', async () => {
    const saves: string[] = [];
    const store = createTenantStore({
      initial: builtInTenant(),
      save: async (tenant) => void saves.push(tenant.vanity),
      onChanged: () => undefined,
    });
    const append = (letter: string) => (draft: Tenant) => rename(draft.vanity + letter)(draft);
    const results = await Promise.all(['a', 'b', 'c', 'd'].map((letter) => store.change('config', append(letter))));
    assert.deepEqual(results, ['acmea', 'acmeab', 'acmeabc', 'acmeabcd']);
    assert.deepEqual(saves, ['acmea', 'acmeabcd']);
  });

  it('passes on what a change throws, and leaves out that change alone', async () => {
    const store = createTenantStore({ initial: builtInTenant(), onChanged: () => undefined });
    const outcomes = await Promise.allSettled([
      store.change('config', rename('a')),
      store.change('config', (draft) => {
        draft.vanity = 'half done';
        throw new RangeError('no');
      }),
      store.change('config', (draft) => rename(`${draft.vanity}b`)(draft)),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal(store.tenant.vanity, 'ab');
  });

  it('goes on after a save that failed', async () => {
    let fails = true;
    const store = createTenantStore({
      initial: builtInTenant(),
      save: async () => {
        if (fails) throw new Error('full');
      },
      onChanged: () => undefined,
    });
    await assert.rejects(store.change('config', rename('x')), /full/);
    assert.equal(store.tenant.vanity, 'acme');
    fails = false;
    await store.change('config', rename('y'));
    assert.equal(store.tenant.vanity, 'y');
  });

  it('finds clients by id, and nothing by names that every object has', async () => {
    const store = createTenantStore({ initial: builtInTenant(), onChanged: () => undefined });
    await store.change('clients', (draft) => void draft.clients.push(makeClient('iqa')));
    assert.equal(store.client('iqa')?.name, 'client iqa');
    assert.equal(store.client('__proto__'), undefined);
    assert.equal(store.client('constructor'), undefined);
  });

  it('knows the clients whose tokens end: deleted or disabled', () => {
    const tenant = (clients: ApiClient[]) => ({ ...builtInTenant(), clients });
    const before = tenant([makeClient('kept'), makeClient('gone'), makeClient('off')]);
    const after = tenant([makeClient('kept'), makeClient('off', { enabled: false }), makeClient('new')]);
    assert.deepEqual([...endedClients(before, after)], ['gone', 'off']);
  });
});
