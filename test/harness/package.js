// npm run package: the VSIX, in the repository's root.
import { relative } from 'node:path';
import { describeSize, packageExtension } from './packaging.js';
import { root } from './paths.js';
import { HarnessError, progress, runMain, say } from './say.js';
import { ensurePackages } from './set-up.js';

await runMain(async () => {
  await ensurePackages();
  const { vsix, sizes } = await progress('Building and packing for production', () => packageExtension(root));
  for (const size of sizes) say(describeSize(size));
  say(`Made ${relative(root, vsix)}`);
  const over = sizes.filter(({ bytes, budget }) => bytes > budget);
  if (over.length > 0) throw new HarnessError(`Too large: ${over.map(({ name }) => name).join(', ')}.`);
});
