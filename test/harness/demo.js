// npm run demo: `oneapi-mock demo` from a fresh clone. Further arguments are passed on.
import { join } from 'node:path';
import { root } from './paths.js';
import { start } from './processes.js';
import { runMain } from './say.js';
import { build, ensurePackages } from './set-up.js';

await runMain(async () => {
  await ensurePackages();
  await build();
  const args = [join(root, 'dist', 'cli.js'), 'demo', ...process.argv.slice(2)];
  const child = start(process.execPath, args, { stdio: 'inherit' });
  process.exit(await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1))));
});
