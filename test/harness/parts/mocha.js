// The parts that are mocha in plain Node: unit, server, security, ui.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { harness } from '../paths.js';
import { runTests } from './result.js';

const reuseKeys = ['--import', pathToFileURL(join(harness, 'used-keys.js')).href];

/**
 * @param {string} suite a folder below test/
 * @param {object} options
 * @param {number} options.testSeconds limit of one test
 * @param {number} options.timeoutSeconds of the whole suite
 * @param {boolean} [options.manyMocks] the mocks that it starts may have keys that earlier ones had
 * @param {string} [options.folder] one below the suite's, for that alone
 * @returns {(options: import('./result.js').PartOptions) => Promise<import('./result.js').PartResult>}
 */
export function mochaPart(suite, { testSeconds, timeoutSeconds, manyMocks = false, folder = '.' }) {
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
        `out/test/${suite}/${folder}/**/*.test.js`,
      ],
      { ...options, timeoutSeconds },
    );
}
