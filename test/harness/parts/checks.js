// The parts that read the sources: types and lint.
import { runChecker } from './result.js';

export function types() {
  const args = ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false'];
  return runChecker(args, /error TS\d+/g, 120);
}

export function lint() {
  const args = ['check', '--colors=off', '--diagnostic-level=warn', '--error-on-warnings', '--max-diagnostics=200'];
  return runChecker(['node_modules/@biomejs/biome/bin/biome', ...args], /^\S.* ━+$/gm, 60);
}
