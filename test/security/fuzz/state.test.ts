// State folders that a disk, another program or a person damaged.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { openState } from '../../../src/zidentity/state/open-state.js';
import { openTokenStore } from '../../../src/zidentity/state/open-token-store.js';
import type { StateFiles } from '../../../src/zidentity/state/state-files.js';
import { readTenant } from '../../../src/zidentity/state/tenant-file.js';
import { builtInTenant } from '../../../src/zidentity/tenant/built-in-tenant.js';
import { copyOf, madeFolder, removeFolders } from '../files/folder.js';
import { fuzzAsync } from './fuzz.js';
import { damaged, damagedBytes, oddJson } from './mutations.js';

/** One file in memory; others do not exist. */
class MemoryFiles implements StateFiles {
  readonly folder = 'memory';
  readonly aside: Buffer[] = [];
  data: Buffer | undefined;
  private readonly name: string;

  constructor(name: string, data: Buffer) {
    this.name = name;
    this.data = data;
  }

  read = async (name: string) => (name === this.name ? this.data : undefined);

  async write(name: string, data: string | Buffer): Promise<void> {
    if (name === this.name) this.data = Buffer.from(data);
  }

  async writeParts(name: string, parts: AsyncIterable<Buffer>): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const part of parts) chunks.push(part);
    await this.write(name, Buffer.concat(chunks));
  }

  async sweep(): Promise<void> {}

  async keepAside(): Promise<string> {
    if (this.data !== undefined) this.aside.push(this.data);
    this.data = undefined;
    return 'aside';
  }

  async open() {
    return {
      write: async (data: Buffer, position: number) => {
        this.data = Buffer.concat([(this.data ?? Buffer.alloc(0)).subarray(0, position), data]);
      },
      truncate: async (size: number) => {
        this.data = this.data?.subarray(0, size);
      },
      sync: async () => undefined,
      close: async () => undefined,
    };
  }
}

/** A file that is not whole is kept aside as it was, and said, once. */
function assertKept(files: MemoryFiles, bytes: Buffer, warnings: string[]): void {
  assert.equal(files.aside.length, warnings.length, warnings.join('\n'));
  for (const each of files.aside) assert.deepEqual(each, bytes);
  for (const warning of warnings) assert.ok(warning.length < 10_000, `${warning.length} characters`);
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
}

describe('Whatever a state file holds', () => {
  let folder: string;
  before(async () => {
    folder = await madeFolder();
  });
  after(removeFolders);

  it('as the tenant, what is whole of it is read, and damage is kept aside and said', async function () {
    this.timeout(0);
    const text = await readFile(join(folder, 'tenant.json'), 'utf8');
    const values = fc.oneof(
      damaged([text]),
      oddJson([JSON.parse(text) as object]).map((value) => JSON.stringify(value) ?? ''),
    );
    await fuzzAsync(values, { family: 'state files', few: 300 }, async (value) => {
      const bytes = Buffer.from(value);
      const files = new MemoryFiles('tenant.json', bytes);
      const warnings: string[] = [];
      const tenant = await readTenant(
        files,
        () => 0,
        (warning) => void warnings.push(warning),
      );
      assertKept(files, bytes, warnings);
      for (const client of tenant?.clients ?? []) {
        assert.ok(client.accessTokenLifeTime >= 60 && client.accessTokenLifeTime <= 86_400);
        assert.equal(typeof client.enabled, 'boolean');
      }
    });
  });

  it('as issued tokens, what is whole of it is read and goes on, and damage is kept aside and said', async function () {
    this.timeout(0);
    const log = await readFile(join(folder, 'tokens.log'));
    await fuzzAsync(
      damagedBytes([log, log.subarray(0, 200), Buffer.concat([log, log])]),
      { family: 'state files', few: 300 },
      async (bytes) => {
        const files = new MemoryFiles('tokens.log', bytes);
        const warnings: string[] = [];
        const options = {
          files,
          warn: (warning: string) => void warnings.push(warning),
          now: () => 0,
          onChange: () => undefined,
        };
        const store = await openTokenStore(options);
        assertKept(files, bytes, warnings);
        const { total, records } = store.list({ offset: 0, limit: 1000, nowSeconds: 0 });
        assert.equal(records.length, total);
        for (const record of records) assert.equal(typeof record.profile.clientId, 'string');
        await store.close();
        // What it wrote in place of the damaged file is whole.
        const again = await openTokenStore(options);
        assert.equal(again.list({ offset: 0, limit: 1, nowSeconds: 0 }).total, total);
        assert.equal(warnings.length, files.aside.length);
        await again.close();
      },
    );
  });

  it('in any of its files, the folder opens with what is whole', async function () {
    this.timeout(0);
    // A key that is whole costs nothing to replace; the loader makes one of its own only where none is left.
    const names = ['tenant.json', 'published-jwks.json', 'tokens.log', 'admin-token', 'signing-keys.json'];
    const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
    const choice = fc
      .nat(names.length - 1)
      .chain((index) => fc.tuple(fc.constant(index), damagedBytes([contents[index] as Buffer])));
    await fuzzAsync(choice, { family: 'state files', few: 15, part: 1 / 500 }, async ([index, bytes]) => {
      const copy = await copyOf(folder);
      await writeFile(join(copy, names[index] as string), bytes);
      const warnings: string[] = [];
      const state = await openState({
        folder: copy,
        initialTenant: () => builtInTenant(),
        now: Date.now,
        realNow: Date.now,
        randomBytes: (await import('node:crypto')).randomBytes,
        warn: (warning) => void warnings.push(warning),
        onChange: () => undefined,
      });
      await state.store.change('clients', () => undefined);
      await state.keys.current();
      await state.close();
      assert.ok(warnings.length <= 2, warnings.join('\n'));
    });
  });
});
