// The parts that read the sources: types and lint.
import { runChecker } from './result.js';

/** @param {import('./result.js').PartOptions} options */
export function types(options) {
  return runChecker(['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false'], /error TS\d+/g, {
    ...options,
    timeoutSeconds: 120,
  });
}

/** @param {import('./result.js').PartOptions} options */
export function lint(options) {
  const args = [
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    '--colors=off',
    '--diagnostic-level=warn',
    '--error-on-warnings',
  ];
  return runChecker(args, /^\S.* ━+$/gm, { ...options, timeoutSeconds: 60 });
}
