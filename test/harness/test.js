// npm test: every part, or those that are named.
//   npm test                         all
//   npm test -- unit server          these parts
//   npm test -- host floor           the host tests in one VS Code
//   npm test -- ui --grep "hover"    these tests of a part
import { parseArgs } from 'node:util';
import { ensureChromium } from './browser/chromium.js';
import { parts } from './parts/parts.js';
import { failure, indent } from './parts/result.js';
import { explain, HarnessError } from './say.js';
import { build, ensurePackages } from './set-up.js';
import { ensureWorkbench } from './workbench/install.js';

/** @typedef {import('./parts/parts.js').Part} Part */
/** @typedef {import('./parts/result.js').PartResult & {name: string, seconds: number}} Outcome */

/** @param {string[]} words of the command line */
function choose(words) {
  if (words.length === 0) return parts.filter((part) => !part.onDemand);
  const line = ` ${words.join(' ')} `;
  const chosen = parts.filter(({ name }) => {
    const [first = '', second] = name.split(' ');
    if (!words.includes(first)) return false;
    // "host" alone is both; "host floor" is one.
    return !second || line.includes(` ${name} `) || !/ host (floor|current) /.test(line);
  });
  const known = new Set(parts.flatMap(({ name }) => name.split(' ')));
  const unknown = words.filter((word) => !known.has(word));
  if (unknown.length === 0 && chosen.length > 0) return chosen;
  throw new HarnessError(
    `There is no part "${(unknown.length > 0 ? unknown : words).join(' ')}". ` +
      `The parts are: ${parts.map(({ name }) => name).join(', ')}.`,
  );
}

/** Each need is seen to once, when the first part asks for it. */
function makeNeeds() {
  /** @type {Record<import('./parts/parts.js').Need, () => Promise<unknown>>} */
  const makers = {
    build: () => build('--tests'),
    floor: () => ensureWorkbench('floor'),
    current: () => ensureWorkbench('current'),
    chromium: () => ensureChromium(),
  };
  /** @type {Map<string, Promise<unknown>>} */
  const made = new Map();
  return (/** @type {import('./parts/parts.js').Need} */ need) => {
    const promise = made.get(need) ?? makers[need]();
    // A part that needs it awaits it later; until then a failure is not an unhandled one.
    promise.catch(() => undefined);
    made.set(need, promise);
    return promise;
  };
}

/**
 * @param {Part} part
 * @param {ReturnType<typeof makeNeeds>} need
 * @param {import('./parts/result.js').PartOptions} options
 * @returns {Promise<Outcome>}
 */
async function runPart(part, need, options) {
  let started = Date.now();
  const attempt = async () => {
    for (const each of part.needs) await need(each);
    started = Date.now();
    return part.run(options);
  };
  const result = await attempt().catch((error) => failure(`✗ ${explain(error)}`));
  const outcome = { ...result, name: part.name, seconds: (Date.now() - started) / 1000 };
  console.log(describe(outcome));
  if (outcome.report) console.log(indent(outcome.report));
  return outcome;
}

/** @param {Outcome} outcome */
function describe({ name, passed, failed, seconds }) {
  const mark = failed > 0 ? '✗' : '✓';
  const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(5)} failed`;
  return `${mark} ${name.padEnd(14)}${counts} ${seconds.toFixed(1).padStart(8)} s`;
}

/** @returns {Promise<Outcome[]>} */
async function runAll() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
  const chosen = choose(positionals);
  await ensurePackages();
  const need = makeNeeds();
  // Downloads first: they take the network, while the other lane takes a core.
  for (const part of chosen) for (const each of part.needs) void need(each);
  const options = { show: chosen.length === 1, grep: values.grep };
  const lanes = ['node', 'vscode'].map(async (lane) => {
    const outcomes = [];
    for (const part of chosen.filter((each) => each.lane === lane)) outcomes.push(await runPart(part, need, options));
    return outcomes;
  });
  return (await Promise.all(lanes)).flat();
}

const started = Date.now();
let passed = 0;
let failed = 0;
try {
  const outcomes = await runAll();
  if (outcomes.length > 1) console.log(`\n${outcomes.map(describe).join('\n')}`);
  console.log(`\n${((Date.now() - started) / 1000).toFixed(1)} s in all\n`);
  passed = outcomes.reduce((total, outcome) => total + outcome.passed, 0);
  failed = outcomes.reduce((total, outcome) => total + outcome.failed, 0);
} catch (error) {
  console.error(`\n✗ ${explain(error)}\n`);
  failed = 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
