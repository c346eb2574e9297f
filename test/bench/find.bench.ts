import { findJwtAt, findJwts, findJwtsInSteps } from '../../src/jwt/find.js';

const MIB = 1024 * 1024;
const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${'eyJzdWIiOiJpcTQxcTNmcGdnNnN0In0'.repeat(12)}.${'c2lnbmF0dXJl'.repeat(28)}`;

const LOG_LINE = '2026-11-23T10:00:00Z INFO request finished path=/zia/api/v1/locations status=200 elapsed=12ms\n';

/** Texts that are large in the ways that texts are large. */
const TEXTS: readonly { name: string; make: () => string; tokens: boolean }[] = [
  { name: 'log without tokens', make: () => filled(LOG_LINE), tokens: false },
  { name: 'log, a token every 4 KiB', make: () => filled(LOG_LINE.repeat(43) + TOKEN + LOG_LINE), tokens: true },
  {
    name: 'the same in two bytes a character',
    make: () => filledWide(LOG_LINE.repeat(43) + TOKEN + LOG_LINE),
    tokens: true,
  },
  { name: 'one line of base64', make: () => filled('QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'), tokens: false },
  { name: 'nothing but "eyJ"', make: () => filled('eyJ'), tokens: false },
  { name: '"eyJ." over and over', make: () => filled('eyJ.'), tokens: false },
  { name: '" eyJhbGciOiJSUzI1NiJ9." over and over', make: () => filled(' eyJhbGciOiJSUzI1NiJ9.'), tokens: false },
];

function filled(pattern: string, length = 32 * MIB): string {
  // A Buffer gives a flat string; a repeated one would be a rope, whose flattening would be measured.
  return Buffer.alloc(length, pattern).toString('latin1');
}

/** As an editor keeps a text that has a character beyond Latin-1 somewhere. */
function filledWide(pattern: string, length = 16 * MIB): string {
  return Buffer.alloc(length * 2, pattern, 'utf16le').toString('utf16le');
}

/** The least that a search without indexOf could do. */
function readOnce(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (sum + text.charCodeAt(at)) | 0;
  return sum;
}

/** Milliseconds, the best of some runs: what the machine can do, not what else it did. */
function best(runs: number, action: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    action();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Speed of finding tokens, beside an indexOf and a plain reading of the same text; cost of a hover; longest block of the event loop. */
export async function run(): Promise<{ name: string; lines: string[]; ok: boolean }> {
  const lines: string[] = [];
  let ok = true;
  for (const { name, make, tokens } of TEXTS) {
    const text = make();
    let found = 0;
    const scan = best(5, () => {
      found = 0;
      for (const _ of findJwts(text)) found++;
    });
    const search = best(5, () => {
      text.indexOf('\u0001');
    });
    const reading = best(5, () => {
      readOnce(text);
    });
    const speed = text.length / 1e6 / (scan / 1000);
    // Where others keep the machine busy, reading every character once is slowed down alike.
    const fine = (speed >= 100 || scan <= 4 * reading) && found > 0 === tokens;
    ok &&= fine;
    const ratios = `${(scan / search).toFixed(1)} × indexOf, ${(scan / reading).toFixed(1)} × reading each character`;
    lines.push(`${fine ? '✓' : '✗'} ${name}: ${speed.toFixed(0)} MB/s, ${ratios}, ${found} tokens`);
  }
  for (const [name, text] of [
    ['10 MB file', filled(LOG_LINE.repeat(43) + TOKEN + LOG_LINE, 10 * MIB)],
    ['5 MB line of base64', filled('QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo', 5 * MIB)],
    ['5 MB line of base64 of JSON', `"eyJ${filled('QUJD', 5 * MIB)}"`],
    ['5 MB line of "eyJ."', filled('eyJ.', 5 * MIB)],
  ] as const) {
    const costs: number[] = [];
    for (let step = 0; step < 1000; step++) {
      // Half of the hovers are near the start, where a large value begins.
      const offset = step % 2 ? Math.floor((text.length * step) / 1000) : step;
      costs.push(best(3, () => findJwtAt(text, offset)));
    }
    const p99 = costs.sort((a, b) => a - b)[990]!;
    const fine = p99 <= 5;
    ok &&= fine;
    lines.push(`${fine ? '✓' : '✗'} hover in a ${name}: ${p99.toFixed(3)} ms at the 99th percentile (at most 5)`);
  }
  const text = filled(LOG_LINE.repeat(43) + TOKEN + LOG_LINE);
  const block = Math.min(await longestBlock(text), await longestBlock(text), await longestBlock(text));
  ok &&= block <= 16;
  lines.push(`${block <= 16 ? '✓' : '✗'} longest block while searching in steps: ${block.toFixed(1)} ms (at most 16)`);
  return { name: 'finding tokens in text', lines, ok };
}

async function longestBlock(text: string): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const pause = async () => {
    longest = Math.max(longest, performance.now() - last);
    await new Promise((resolve) => setImmediate(resolve));
    last = performance.now();
  };
  let found = 0;
  for await (const _ of findJwtsInSteps(text, pause)) found++;
  return found > 0 ? longest : Number.POSITIVE_INFINITY;
}
