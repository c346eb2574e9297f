// The part that runs inside VS Code: the host tests.
import { join } from 'node:path';
import { harness, root } from '../paths.js';
import { runTests } from './result.js';

/** The program that runs host tests. */
export const hostRunner = join(harness, 'workbench', 'run-host-tests.js');

/**
 * @param {string} vscode floor, current, or download:VERSION
 * @returns {(options: import('./result.js').PartOptions) => Promise<import('./result.js').PartResult>}
 */
export function hostPart(vscode) {
  return (options) =>
    runTests(`host ${vscode.replace(':', ' ')}`, [hostRunner, vscode], {
      ...options,
      timeoutSeconds: vscode.startsWith('download:') ? 600 : 480,
      env: { ONEAPI_TEST_GREP: options.grep ?? '', ONEAPI_TESTED_FOLDER: root },
    });
}
