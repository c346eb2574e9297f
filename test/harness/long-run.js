// What `npm test` tries for seconds, tried for long: the security tests of one folder, on the packaged command line.
import { parseArgs } from 'node:util';
import { mochaPart } from './parts/mocha.js';
import { HarnessError, runMain } from './say.js';
import { build, ensurePackages } from './set-up.js';

/**
 * @typedef {object} LongRun
 * @property {string} [folder] below test/security; all of it where absent
 * @property {Record<string, {variable: string, count?: number}>} options of the command line, each a whole number:
 *   the variable that tells it to the tests, and what it is where it is not given
 * @property {number} minutes after which it is ended
 * @property {(results: import('./parts/result.js').PartResult, chosen: Record<string, string | undefined>) => number} [judge]
 *   looks at what came of it, and says how many faults more there are
 */

/** @param {LongRun} run */
export function runLong({ folder, options, minutes, judge = () => 0 }) {
  return runMain(async () => {
    const strings = Object.keys(options).map((name) => [name, { type: /** @type {const} */ ('string') }]);
    const { values } = parseArgs({ options: { grep: { type: 'string' }, ...Object.fromEntries(strings) } });
    for (const [name, { variable, count }] of Object.entries(options)) {
      const given = values[name] ?? count;
      if (given === undefined) continue;
      if (!/^\d+$/.test(String(given))) throw new HarnessError(`--${name} takes a whole number.`);
      process.env[variable] = String(given);
    }
    await ensurePackages();
    await build('--production', '--tests');
    const started = Date.now();
    const limits = {
      testSeconds: 120,
      timeoutSeconds: minutes * 60,
      manyMocks: true,
      ...(folder === undefined ? {} : { folder }),
    };
    const results = await mochaPart('security', limits)({ show: true, grep: values.grep });
    if (results.report) console.log(results.report);
    const faults = results.failed + judge(results, values);
    console.log(
      `\n${((Date.now() - started) / 60_000).toFixed(1)} min in all\n${results.passed} passed, ${faults} failed`,
    );
    process.exit(faults === 0 && results.passed > 0 ? 0 : 1);
  });
}
