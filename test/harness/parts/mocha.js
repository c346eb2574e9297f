// The parts that are mocha in plain Node: unit, server, security, ui.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { harness, root } from '../paths.js';
import { runTests, sum } from './result.js';

const reuseKeys = ['--import', pathToFileURL(join(harness, 'used-keys.js')).href];

/**
 * @param {string} suite a folder below test/
 * @param {object} options
 * @param {number} options.testSeconds limit of one test
 * @param {number} options.timeoutSeconds of the whole suite
 * @param {boolean} [options.manyMocks] the mocks that it starts may have keys that earlier ones had
 * @param {string} [options.folder] one below the suite's, for that alone
 * @param {number} [options.processes] among which its files are dealt out, for tests that mostly wait
 * @param {boolean} [options.exit] ends also while something still runs that a test which failed has left behind
 * @returns {(options: import('./result.js').PartOptions) => Promise<import('./result.js').PartResult>}
 */
export function mochaPart(
  suite,
  { testSeconds, timeoutSeconds, manyMocks = false, folder = '.', processes = 1, exit = false },
) {
  return async (options) => {
    const args = [
      '--enable-source-maps',
      ...(manyMocks ? reuseKeys : []),
      'node_modules/mocha/bin/mocha.js',
      '--forbid-only',
      '--forbid-pending',
      ...(exit ? ['--exit'] : []),
      ...['--reporter', join(harness, 'mocha-reporter.js')],
      ...['--timeout', String(testSeconds * 1000)],
      ...(options.grep ? ['--grep', options.grep] : []),
    ];
    // A process without any of the chosen tests would have run none, which is a failure.
    const hands = options.grep ? 1 : processes;
    const files = testFiles(join('out', 'test', suite, folder));
    const results = Array.from({ length: hands }, (_, hand) =>
      runTests(
        hands === 1 ? suite : `${suite} ${hand + 1}`,
        [...args, ...files.filter((__, index) => index % hands === hand)],
        { ...options, timeoutSeconds },
      ),
    );
    return sum(await Promise.all(results));
  };
}

/** @param {string} folder relative to the root */
function testFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => name.endsWith('.test.js'))
    .sort();
}
