// Mocha's usual output, and beside it a file with the counts and failures for whoever started the run.
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import Mocha from 'mocha';
import { resultsVariable } from './mocha-reporter-variable.js';

/**
 * @typedef {object} TestResults
 * @property {number} passed
 * @property {number} failed
 * @property {{title: string, error: string}[]} failures
 */

/** Named in `--reporter`, so it is the default export that mocha asks for. */
export default class ResultsReporter extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    /** @type {TestResults} */
    const results = { passed: 0, failed: 0, failures: [] };
    runner.on('pass', () => {
      results.passed += 1;
    });
    runner.on('fail', (test, error) => {
      results.failed += 1;
      results.failures.push({
        title: test.titlePath().join(' › '),
        error: stripVTControlCharacters(String(error?.stack ?? error)),
      });
    });
    runner.on('end', () => {
      const file = process.env[resultsVariable];
      if (file) writeFileSync(file, JSON.stringify(results));
    });
  }

  /** The failures are told by whoever reads the file; without one, as mocha does. */
  epilogue() {
    if (!process.env[resultsVariable]) super.epilogue();
  }
}
