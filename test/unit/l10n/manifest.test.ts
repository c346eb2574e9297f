import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, fixedParts, readBundle } from './bundles.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const english: Bundle = readBundle('package.nls.json');
const german: Bundle = readBundle('package.nls.de.json');

/** What a person reads in the manifest, by the names of its members. */
const READ_BY_PEOPLE = new Set(
  'title description markdownDescription contents altText enumDescriptions enumItemLabels patternErrorMessage label'.split(
    ' ',
  ),
);
/** Names, which no language translates. */
const NAMES = new Set(['OneAPI', 'OneAPI Workbench']);
const SAME_IN_GERMAN = new Set(['container.title', 'configuration.title']);

/** Every string of the manifest with the path to it, `contributes.commands.0.title`. */
function* stringsOf(value: unknown, path: readonly string[]): Generator<[path: readonly string[], text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) yield* stringsOf(member, [...path, name]);
  }
}

/** The last member name of a path that is not the index of a list. */
const memberOf = (path: readonly string[]) => path.findLast((name) => !/^\d+$/.test(name)) ?? '';

describe('The strings of the manifest', () => {
  const strings = [...stringsOf(manifest, [])];
  const used = new Set(strings.flatMap(([, text]) => /^%(.+)%$/.exec(text)?.[1] ?? []));

  it('are keys wherever a person reads them', () => {
    const literal = strings.filter(
      ([path, text]) =>
        (path[0] === 'description' || path[0] === 'contributes' || path[0] === 'capabilities') &&
        (READ_BY_PEOPLE.has(memberOf(path)) || (path[1] === 'views' && memberOf(path) === 'name')) &&
        !/^%.+%$/.test(text) &&
        !NAMES.has(text),
    );
    assert.deepEqual(
      literal.map(([path, text]) => `${path.join('.')}: ${text}`),
      [],
    );
  });

  it('have an English text for every key, and none is left over', () => {
    assert.deepEqual(Object.keys(english).sort(), [...used].sort());
  });

  it('have a German text for every key, and none is left over', () => {
    assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
  });

  it('have the same commands, code and lines in German', () => {
    for (const [key, text] of Object.entries(english)) {
      assert.deepEqual(fixedParts(german[key] ?? ''), fixedParts(text), key);
      assert.equal(german[key]?.split('\n').length, text.split('\n').length, key);
    }
  });

  it('are German in German, but for names', () => {
    const same = Object.keys(english).filter((key) => english[key] === german[key] && !SAME_IN_GERMAN.has(key));
    assert.deepEqual(same, []);
  });
});

describe('A VS Code in another language', () => {
  it('finds the bundles where the manifest says, under the names that it looks for', () => {
    const folder: string = manifest.l10n;
    assert.ok(existsSync(join(folder, 'bundle.l10n.json')));
    assert.ok(existsSync(join(folder, 'bundle.l10n.de.json')));
  });

  it('has them in the VSIX, but for the English one, whose texts are in the code', () => {
    const left = readFileSync('.vscodeignore', 'utf8').split('\n');
    const dropping = left.filter((line) => /^(l10n|package\.nls|\*\*\/\*\.json|\*\.json)/.test(line));
    assert.deepEqual(dropping, ['l10n/bundle.l10n.json']);
  });
});
