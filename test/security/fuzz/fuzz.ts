import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';

/** Cases of each property: few in `npm test`, and as many as this says in `npm run test:security`. */
const wanted = Number(process.env.ONEAPI_FUZZ_RUNS ?? '0');
/** To go through the same cases again. */
const givenSeed = process.env.ONEAPI_FUZZ_SEED;
/** Where the long run counts what came of each property: a line of JSON each. */
const countsFile = process.env.ONEAPI_FUZZ_COUNTS;

/** Milliseconds for which one case may hold up the event loop. Judged in the long run alone, by the best of several. */
const longestStall = 50;
const attempts = 7;
/** Bytes that may be left behind once all cases are through. */
const mostMemory = 64 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function memory(): number {
  collectGarbage();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

/** What has come to be in use: where it is much, once closed files and the like had turns to let go of their buffers. */
async function grownSince(before: number): Promise<number> {
  let least = memory() - before;
  for (let turn = 0; turn < attempts && least > mostMemory / 8; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    least = Math.min(least, memory() - before);
  }
  return least;
}

interface Worst<T> {
  ms: number;
  value: T | undefined;
}

/** What is fuzzed. Of each of these, all its properties together try as many cases as the long run wants, or more. */
export type Family = 'JWT text' | 'token requests' | 'PEM and JWKS' | 'state files' | 'configs and bodies' | 'the port';

export interface FuzzOptions {
  family: Family;
  /** Cases in `npm test`. */
  few: number;
  /** Of the cases that the long run wants, this part: some cost a disk or a connection each. */
  part?: number;
}

/**
 * Tries a synchronous predicate with many values: it may throw nothing, hold up nobody and leave nothing behind.
 * What came of it is printed with the seed.
 */
export function fuzz<T>(values: fc.Arbitrary<T>, options: FuzzOptions, check: (value: T) => void): void {
  const worst: Worst<T> = { ms: 0, value: undefined };
  const { seed, numRuns } = parametersOf(options);
  const before = memory();
  const began = performance.now();
  fc.assert(
    fc.property(values, (value) => {
      const start = performance.now();
      check(value);
      const ms = performance.now() - start;
      if (ms > worst.ms) Object.assign(worst, { ms, value });
    }),
    { seed, numRuns },
  );
  const seconds = (performance.now() - began) / 1000;
  const again = Math.min(worst.ms, ...Array.from({ length: attempts }, () => timed(() => check(worst.value as T))));
  report(options.family, { seed, numRuns, seconds, stall: again, grown: memory() - before });
}

/** Milliseconds that work takes, without those in which other programs had the processor. */
function timed(work: () => void): number {
  const spent = process.cpuUsage();
  const start = performance.now();
  work();
  const passed = performance.now() - start;
  const { user, system } = process.cpuUsage(spent);
  return Math.min(passed, (user + system) / 1000);
}

/** The same for what waits. Of each case the time counts for which it did not give way to others. */
export async function fuzzAsync<T>(
  values: fc.Arbitrary<T>,
  options: FuzzOptions,
  check: (value: T) => Promise<void>,
): Promise<void> {
  const worst: Worst<T> = { ms: 0, value: undefined };
  const { seed, numRuns } = parametersOf(options);
  const before = memory();
  const began = performance.now();
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      const ms = await heldUp(() => check(value));
      if (ms > worst.ms) Object.assign(worst, { ms, value });
    }),
    { seed, numRuns },
  );
  const seconds = (performance.now() - began) / 1000;
  let again = worst.ms;
  for (let attempt = 0; attempt < attempts && worst.ms > 0; attempt += 1) {
    again = Math.min(again, await heldUp(() => check(worst.value as T)));
  }
  report(options.family, { seed, numRuns, seconds, stall: again, grown: await grownSince(before) });
}

/** The longest time between two turns of the event loop while the work goes on. */
async function heldUp(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let done = false;
  const turns = new Promise<void>((resolve) => {
    const turn = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (done) resolve();
      else setImmediate(turn);
    };
    setImmediate(turn);
  });
  try {
    await work();
  } finally {
    done = true;
    await turns;
  }
  return longest;
}

function parametersOf({ few, part = 1 }: FuzzOptions): { seed: number; numRuns: number } {
  const seed = givenSeed === undefined ? Math.trunc(Math.random() * 0x7fff_ffff) : Number(givenSeed);
  return { seed, numRuns: wanted > 0 ? Math.ceil(wanted * part) : few };
}

interface Outcome {
  seed: number;
  numRuns: number;
  seconds: number;
  /** Milliseconds. */
  stall: number;
  /** Bytes. */
  grown: number;
}

function report(family: Family, outcome: Outcome): void {
  const { seed, numRuns, seconds, stall, grown } = outcome;
  if (countsFile !== undefined) appendFileSync(countsFile, `${JSON.stringify({ family, ...outcome })}\n`);
  const mebibytes = (grown / 1024 / 1024).toFixed(1);
  console.log(
    `      seed ${seed}: ${numRuns} cases in ${seconds.toFixed(1)} s, longest stall ${stall.toFixed(1)} ms, memory ${grown < 0 ? '' : '+'}${mebibytes} MiB`,
  );
  assert.ok(grown < mostMemory, `${mebibytes} MiB are left behind`);
  if (wanted > 0) assert.ok(stall <= longestStall, `one case holds up the event loop for ${stall.toFixed(1)} ms`);
}
