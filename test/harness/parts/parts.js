// The parts of `npm test`, in the order in which they are told.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.js';
import { lint, types } from './checks.js';
import { hostPart } from './host.js';
import { mochaPart } from './mocha.js';
import { vsix } from './vsix.js';

/**
 * What must be there before a part can run.
 * @typedef {'build' | 'floor' | 'current' | 'chromium'} Need
 */

/**
 * @typedef {object} Part
 * @property {string} name as on the command line: `npm test -- NAME`
 * @property {'node' | 'vscode'} lane parts of one lane run after one another, the two lanes beside each other
 * @property {Need[]} needs
 * @property {(options: import('./result.js').PartOptions) => Promise<import('./result.js').PartResult>} run
 * @property {boolean} [onDemand] runs only when it is named
 */

/** @param {string} suite */
function hasTests(suite) {
  const folder = join(root, 'test', suite);
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.test.ts'))
  );
}

/** @type {Part[]} */
export const parts = [
  { name: 'types', lane: 'node', needs: [], run: types },
  { name: 'lint', lane: 'node', needs: [], run: lint },
  { name: 'unit', lane: 'node', needs: ['build'], run: mochaPart('unit', { testSeconds: 20, timeoutSeconds: 300 }) },
  {
    name: 'server',
    lane: 'node',
    needs: ['build'],
    run: mochaPart('server', { testSeconds: 40, timeoutSeconds: 600, manyMocks: true }),
  },
  {
    name: 'security',
    lane: 'node',
    needs: ['build'],
    run: mochaPart('security', { testSeconds: 60, timeoutSeconds: 600, manyMocks: true }),
    onDemand: !hasTests('security'),
  },
  { name: 'host floor', lane: 'vscode', needs: ['build', 'floor', 'chromium'], run: hostPart('floor') },
  { name: 'host current', lane: 'vscode', needs: ['build', 'current', 'chromium'], run: hostPart('current') },
  { name: 'vsix', lane: 'vscode', needs: ['build', 'current', 'chromium'], run: vsix },
  {
    name: 'ui',
    lane: 'vscode',
    needs: ['build', 'current', 'chromium'],
    run: mochaPart('ui', { testSeconds: 90, timeoutSeconds: 1200, processes: 2, exit: true }),
  },
  { name: 'electron', lane: 'vscode', needs: ['build'], run: hostPart('download:stable'), onDemand: true },
];
