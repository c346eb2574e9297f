// npm run bench: builds and runs every test/bench/*.bench.ts, each in a process of its own.
//   npm run bench -- hover   those whose file name holds "hover"
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { out, root } from './paths.js';
import { run } from './processes.js';
import { HarnessError, runMain, say } from './say.js';
import { build, ensurePackages } from './set-up.js';

/** Runs one benchmark in this process. @param {string} file */
async function runOne(file) {
  const { run: measure } = await import(pathToFileURL(file).href);
  /** @type {{name: string, lines: string[], ok: boolean}} */
  const { name, lines, ok } = await measure();
  console.log(`${ok ? '✓' : '✗'} ${name}`);
  for (const line of lines) console.log(`  ${line}`);
  process.exit(ok ? 0 : 1);
}

/** @param {string[]} words */
async function runAll(words) {
  await ensurePackages();
  await build('--production', '--tests');
  const folder = join(out, 'test', 'bench');
  const files = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.bench.js') && words.every((word) => name.includes(word)))
    .sort();
  if (files.length === 0) throw new HarnessError(`No benchmark in test/bench matches "${words.join(' ')}".`);
  let failed = 0;
  for (const file of files) {
    say(`Measuring ${file.replace('.bench.js', '')}`);
    const args = [join(root, 'test', 'harness', 'bench.js'), '--one', join(folder, file)];
    const { code, timedOut } = await run(process.execPath, ['--expose-gc', ...args], {
      cwd: root,
      timeoutSeconds: 600,
      show: true,
    });
    if (timedOut) console.log(`✗ ${file} took longer than ten minutes`);
    if (code !== 0) failed += 1;
  }
  console.log(`\n${files.length - failed} of ${files.length} benchmarks within their budgets`);
  process.exit(failed === 0 ? 0 : 1);
}

await runMain(async () => {
  const [first, ...rest] = process.argv.slice(2);
  if (first === '--one' && rest[0]) await runOne(rest[0]);
  else await runAll(process.argv.slice(2));
});
