// What the harness tells the person at the terminal: one line for each thing it does.

/** A failure that the person can mend: shown as its message alone, without a stack. */
export class HarnessError extends Error {}

/** @param {string} line */
export function say(line) {
  console.log(`• ${line}`);
}

/**
 * Says what is being done while `work` runs: at once, then every ten seconds, and how long it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function progress(what, work) {
  const started = Date.now();
  say(`${what} …`);
  const seconds = () => ((Date.now() - started) / 1000).toFixed(0);
  const timer = setInterval(() => say(`${what} … still at it after ${seconds()} s`), 10_000);
  try {
    const result = await work();
    say(`${what}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/**
 * An error as the person at the terminal needs it: without a stack where they can mend it.
 * @param {any} error
 * @returns {string}
 */
export function explain(error) {
  const mendable = error instanceof HarnessError || String(error?.code).startsWith('ERR_PARSE_ARGS');
  return mendable ? error.message : String(error?.stack ?? error);
}

/**
 * Runs a script's main function; an error ends the process with code 1.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(`\n✗ ${explain(error)}`);
    process.exit(1);
  }
}
