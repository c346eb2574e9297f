// The parts that read the sources: types and lint.
import { runChecker } from './result.js';

/** The pages of webviews run in a browser, so they are checked against its types, not Node's. */
const projects = ['.', 'src/editor/webview'];

export async function types() {
  const results = [];
  for (const project of projects) {
    const args = ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false', '-p', project];
    results.push(await runChecker(args, /error TS\d+/g, 120));
  }
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    report: results.map(({ report }) => report).join(''),
  };
}

export function lint() {
  const args = ['check', '--colors=off', '--diagnostic-level=warn', '--error-on-warnings', '--max-diagnostics=200'];
  return runChecker(['node_modules/@biomejs/biome/bin/biome', ...args], /^\S.* ━+$/gm, 60);
}
