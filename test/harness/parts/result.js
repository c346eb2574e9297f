// What a part of the test run hands back, and how a program's run becomes that.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resultsVariable } from '../mocha-reporter-variable.js';
import { out, root } from '../paths.js';
import { run, temporaryFolder } from '../processes.js';

/**
 * @typedef {object} PartResult
 * @property {number} passed
 * @property {number} failed
 * @property {string} report what failed, for people; empty when nothing did
 */

/**
 * @typedef {object} PartOptions
 * @property {boolean} show pass the output of the part's programs through as it comes
 * @property {string | undefined} grep of mocha
 */

/** @returns {PartResult} */
export function failure(/** @type {string} */ report, failed = 1) {
  return { passed: 0, failed, report };
}

/** @param {PartResult[]} results @returns {PartResult} */
export function sum(results) {
  return {
    passed: results.reduce((total, result) => total + result.passed, 0),
    failed: results.reduce((total, result) => total + result.failed, 0),
    report: results
      .map((result) => result.report)
      .filter(Boolean)
      .join('\n'),
  };
}

/** The last lines of an output, for a program that broke. @param {string} output */
function tail(output, lines = 60) {
  return output.trim().split('\n').slice(-lines).join('\n');
}

/** @param {string} text */
export function indent(text) {
  return text.replace(/^(?=.)/gm, '    ');
}

/**
 * Runs a checker that prints one line for each fault: tsc, biome.
 * @param {string[]} args of Node
 * @param {RegExp} fault matches once a fault
 * @param {number} timeoutSeconds
 * @returns {Promise<PartResult>}
 */
export async function runChecker(args, fault, timeoutSeconds) {
  const { code, output, timedOut } = await run(process.execPath, args, { cwd: root, timeoutSeconds, group: true });
  if (timedOut) return failure(`It was ended after ${timeoutSeconds} s.\n${tail(output)}`);
  if (code === 0) return { passed: 1, failed: 0, report: '' };
  return failure(output.trim(), output.match(fault)?.length ?? 1);
}

/**
 * Runs a program that runs mocha with ResultsReporter, and reads the results that it left.
 * @param {string} name of the part; names its results file
 * @param {string[]} args of Node
 * @param {PartOptions & {timeoutSeconds: number, env?: NodeJS.ProcessEnv}} options
 * @returns {Promise<PartResult>}
 */
export async function runTests(name, args, { show, timeoutSeconds, env = {} }) {
  const file = join(out, 'results', `${name.replaceAll(' ', '-')}.json`);
  mkdirSync(join(out, 'results'), { recursive: true });
  rmSync(file, { force: true });
  const { code, output, timedOut } = await run(process.execPath, args, {
    cwd: root,
    // Its temporary files in a folder of ours, so that they go even when it is ended in the middle.
    env: { ...process.env, ...env, TMPDIR: temporaryFolder('test'), [resultsVariable]: file },
    timeoutSeconds,
    show,
    group: true,
  });
  if (!existsSync(file)) {
    const why = timedOut ? `It was ended after ${timeoutSeconds} s` : `It broke with exit code ${code}`;
    return failure(`${why} before its tests were done.\n${show ? '' : tail(output)}`);
  }
  /** @type {import('../mocha-reporter.js').TestResults} */
  const { passed, failed, failures } = JSON.parse(readFileSync(file, 'utf8'));
  const report = failures.map(({ title, error }) => `✗ ${title}\n${indent(error)}`);
  if (passed + failed === 0) return failure('No test ran.');
  if (failed > 0 || (code === 0 && !timedOut)) return { passed, failed, report: report.join('\n') };
  const why = timedOut
    ? `the process had to be ended after ${timeoutSeconds} s`
    : `the process broke with code ${code}`;
  return {
    passed,
    failed: 1,
    report: `✗ Every test passed, but then ${why}: something was left open.\n${show ? '' : tail(output)}`,
  };
}
