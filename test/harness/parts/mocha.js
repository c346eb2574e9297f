// The parts that are mocha in plain Node: unit, server, security, ui.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { harness } from '../paths.js';
import { runTests } from './result.js';

const reuseKeys = ['--import', pathToFileURL(join(harness, 'used-keys.js')).href];

/**
 * @param {string} suite a folder below test/
 * @param {{testSeconds: number, timeoutSeconds: number, manyMocks?: boolean}} options limits of one test and of the
 *   whole suite; whether the mocks that it starts may have keys that earlier ones had
 * @returns {(options: import('./result.js').PartOptions) => Promise<import('./result.js').PartResult>}
 */
export function mochaPart(suite, { testSeconds, timeoutSeconds, manyMocks = false }) {
  return (options) =>
    runTests(
      suite,
      [
        '--enable-source-maps',
        ...(manyMocks ? reuseKeys : []),
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
