// Where things are. Found by walking up, because the UI tests bundle this module into out/.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot() {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'esbuild.js'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The repository root (the folder of esbuild.js) was not found.');
    folder = parent;
  }
  return folder;
}

/** The repository's root folder, absolute. */
export const root = findRoot();

/** The folder of this harness, absolute. */
export const harness = join(root, 'test', 'harness');

/** Built tests, screenshots and results go below here. */
export const out = join(root, 'out');
