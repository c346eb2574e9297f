import assert from 'node:assert/strict';
import type { StateFiles } from '../../../src/zidentity/state/state-files.js';
import { readVersioned, type VersionedForm } from '../../../src/zidentity/state/versioned-file.js';

/** Version 1 had a name, version 2 has names, version 3 wants them in capitals. */
const form: VersionedForm<string[]> = {
  fileName: 'names.json',
  member: 'names',
  version: 3,
  migrations: {
    1: (name) => [name],
    2: (names) => (names as string[]).map((name) => name.toUpperCase()),
  },
  read: (stored) => (Array.isArray(stored) ? { value: stored } : { problem: 'names' }),
};

describe('A file of the state folder', () => {
  let aside: string[];
  let warnings: string[];
  beforeEach(() => {
    aside = [];
    warnings = [];
  });

  function read(content: string | undefined): Promise<string[] | undefined> {
    const files = {
      read: async () => (content === undefined ? undefined : Buffer.from(content)),
      keepAside: async (name: string) => {
        aside.push(name);
        return 'names.json.damaged';
      },
    } as unknown as StateFiles;
    return readVersioned(
      files,
      form,
      () => 0,
      (message) => warnings.push(message),
    );
  }

  it('that is not there is none', async () => {
    assert.equal(await read(undefined), undefined);
    assert.deepEqual(warnings, []);
  });

  it('of an older version is brought up to date, step by step', async () => {
    assert.deepEqual(await read('{"version":1,"names":"a"}'), ['A']);
    assert.deepEqual(await read('{"version":2,"names":["b"]}'), ['B']);
    assert.deepEqual(await read('{"version":3,"names":["c"]}'), ['c']);
    assert.deepEqual([warnings, aside], [[], []]);
  });

  const damaged: Record<string, RegExp> = {
    '': /not JSON/,
    '{"version":3,"names"': /not JSON/,
    null: /version is missing/,
    '[]': /version is missing/,
    '{"version":"3"}': /version is missing/,
    '{"version":0,"names":[]}': /version 0 is unknown/,
    '{"version":4,"names":[]}': /newer program.*version 4/,
    '{"version":3,"names":7}': /\(names\)/,
    '{"version":2,"names":7}': /could not be brought up to date/,
  };
  for (const [content, reason] of Object.entries(damaged)) {
    it(`is kept aside and told where it is ${content === '' ? 'empty' : content}`, async () => {
      assert.equal(await read(content), undefined);
      assert.deepEqual(aside, ['names.json']);
      assert.match(warnings[0] ?? '', reason);
    });
  }
});
