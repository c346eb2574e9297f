// The table of bounds in SECURITY.md, held against the source.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { LIMITS } from '../../../src/zidentity/limits.js';

const units: Record<string, number> = { KiB: 1024, MiB: 1024 ** 2, s: 1000, min: 60_000, '': 1 };

interface Stated {
  input: string;
  /** As the page says it: `64 KiB`. */
  figure: string;
  value: number;
  constant: string;
  files: string[];
}

function statedBounds(): Stated[] {
  const rows = readFileSync('SECURITY.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| .* \| .*`src\/.* \|$/.test(line));
  return rows.flatMap((row) => {
    const [, input = '', bounds = '', where = ''] = row.split('|').map((cell) => cell.trim());
    const files = [...where.matchAll(/`(src\/[^`]+)`/g)].map(([, file]) => file as string);
    // The last figure before a constant in parentheses is that constant's.
    return [...bounds.matchAll(/(\d[\d,]*)(?: (KiB|MiB|s|min)\b)?([^\d(]*)\(`(\w+)`\)/g)].map(
      ([, number = '', unit = '', , constant = '']) => ({
        input,
        figure: `${number} ${unit}`.trim(),
        value: Number(number.replaceAll(',', '')) * (units[unit] as number),
        constant,
        files,
      }),
    );
  });
}

/** What a file gives to a constant or member of this name; a product of whole numbers, or nothing. */
function valueIn(file: string, constant: string): number | undefined {
  const found = new RegExp(`\\b${constant}(?:: number)? ?[:=] ?([\\d_]+(?: \\* [\\d_]+)*)\\b`).exec(
    readFileSync(file, 'utf8'),
  );
  return found?.[1]?.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
}

describe('The table of bounds in SECURITY.md', () => {
  const stated = statedBounds();

  it('is there', () => assert.ok(stated.length > 50, `${stated.length} bounds`));

  for (const { input, figure, value, constant, files } of stated) {
    it(`says of ${input} what ${constant} is: ${figure}`, () => {
      const values = files.map((file) => valueIn(file, constant)).filter((each) => each !== undefined);
      assert.deepEqual(values, [value]);
    });
  }

  it('names every limit of the mock', () => {
    const named = new Set(stated.map(({ constant }) => constant));
    assert.deepEqual(
      Object.keys(LIMITS).filter((name) => !named.has(name)),
      [],
    );
  });
});
