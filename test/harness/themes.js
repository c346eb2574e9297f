// npm run test:themes: all that the editor shows at a text, by clicks, in each colour theme; `npm test` takes one.
import { ensureChromium } from './browser/chromium.js';
import { mochaPart } from './parts/mocha.js';
import { runMain } from './say.js';
import { build, ensurePackages } from './set-up.js';
import { ensureWorkbench } from './workbench/install.js';

await runMain(async () => {
  process.env.ONEAPI_THEMES = 'dark,light,high contrast,high contrast light';
  await ensurePackages();
  await build('--tests');
  await ensureWorkbench('current');
  await ensureChromium();
  const run = mochaPart('ui', { folder: 'themes', testSeconds: 90, timeoutSeconds: 1200, exit: true });
  const { passed, failed, report } = await run({ show: true });
  if (report) console.log(report);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
});
