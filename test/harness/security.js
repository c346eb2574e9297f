// npm run test:security: the attack tables, and fuzzing with 100,000 cases for each family of input.
//   npm run test:security -- --grep "JWKS"    these tests alone
//   npm run test:security -- --seed 4711      the same cases again
//   npm run test:security -- --runs 2000      another number of cases
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLong } from './long-run.js';
import { temporaryFolder } from './processes.js';

/** What must have had as many cases as are wanted, all its properties together. */
const families = ['JWT text', 'token requests', 'PEM and JWKS', 'state files'];

/** @typedef {{family: string, numRuns: number, seconds: number, stall: number, grown: number}} Counted */

/** @param {string} file @returns {Map<string, Counted>} sums, and the worst stall and growth, by family */
function readCounts(file) {
  /** @type {Map<string, Counted>} */
  const sums = new Map();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    /** @type {Counted} */
    const counted = JSON.parse(line);
    const { family, numRuns, seconds, stall, grown } = counted;
    const before = sums.get(family) ?? { family, numRuns: 0, seconds: 0, stall: 0, grown: 0 };
    sums.set(family, {
      family,
      numRuns: before.numRuns + numRuns,
      seconds: before.seconds + seconds,
      stall: Math.max(before.stall, stall),
      grown: Math.max(before.grown, grown),
    });
  }
  return sums;
}

/** @param {Counted} counted */
function describe({ family, numRuns, seconds, stall, grown }) {
  const cases = `${numRuns.toLocaleString('en').padStart(9)} cases`;
  const worst = `longest stall ${stall.toFixed(1).padStart(5)} ms, at most +${(grown / 1024 / 1024).toFixed(1)} MiB`;
  return `${family.padEnd(20)}${cases} in ${seconds.toFixed(0).padStart(5)} s, ${worst}`;
}

const counts = join(temporaryFolder('fuzz'), 'counts.jsonl');
writeFileSync(counts, '');
process.env.ONEAPI_FUZZ_COUNTS = counts;

await runLong({
  options: { runs: { variable: 'ONEAPI_FUZZ_RUNS', count: 100_000 }, seed: { variable: 'ONEAPI_FUZZ_SEED' } },
  minutes: 240,
  judge(_results, { grep }) {
    const sums = readCounts(counts);
    for (const counted of sums.values()) console.log(describe(counted));
    const wanted = Number(process.env.ONEAPI_FUZZ_RUNS);
    const short = grep ? [] : families.filter((family) => (sums.get(family)?.numRuns ?? 0) < wanted);
    for (const family of short) console.log(`✗ ${family} had fewer than ${wanted} cases`);
    return short.length;
  },
});
