// npm run pictures: takes the walkthrough's pictures anew, from the extension in a running VS Code.
import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureChromium } from './browser/chromium.js';
import { out, root } from './paths.js';
import { progress, runMain, say } from './say.js';
import { build, ensurePackages } from './set-up.js';
import { ensureWorkbench } from './workbench/install.js';

await runMain(async () => {
  await ensurePackages();
  await build('--tests');
  await ensureWorkbench('current');
  await ensureChromium();
  // Written in the words of the UI tests, and so built with them.
  const script = join(out, 'test', 'ui', 'pictures', 'walkthrough.main.js');
  const { takePictures } = await import(pathToFileURL(script).href);
  /** @type {string[]} */
  const files = await progress('Taking the pictures', () => takePictures(join(root, 'media', 'walkthrough')));
  for (const file of files) say(`${relative(root, file)}: ${(statSync(file).size / 1024).toFixed(1)} KiB`);
  process.exit(0);
});
