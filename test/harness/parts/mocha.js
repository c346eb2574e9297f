// The parts that are mocha in plain Node: unit, server, security, ui.
import { join } from 'node:path';
import { harness } from '../paths.js';
import { runTests } from './result.js';

/**
 * @param {string} suite a folder below test/
 * @param {{testSeconds: number, timeoutSeconds: number}} limits of one test and of the whole suite
 * @returns {(options: import('./result.js').PartOptions) => Promise<import('./result.js').PartResult>}
 */
export function mochaPart(suite, { testSeconds, timeoutSeconds }) {
  return (options) =>
    runTests(
      suite,
      [
        '--enable-source-maps',
        'node_modules/mocha/bin/mocha.js',
        '--forbid-only',
        '--forbid-pending',
        ...['--reporter', join(harness, 'mocha-reporter.js')],
        ...['--timeout', String(testSeconds * 1000)],
        ...(options.grep ? ['--grep', options.grep] : []),
        `out/test/${suite}/**/*.test.js`,
      ],
      { ...options, timeoutSeconds },
    );
}
