// What every script needs before it can do its work: Node new enough, the packages, a build.
import { ensureInstalled } from './install.js';
import { root } from './paths.js';
import { run } from './processes.js';
import { HarnessError, progress } from './say.js';

/** The oldest Node that the project runs on, as in package.json's engines. */
const oldestNode = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldMajor = 0, oldMinor = 0] = oldestNode;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return;
  throw new HarnessError(
    `Node ${process.versions.node} is too old: ${oldestNode.join('.')} or later is needed. ` +
      'Install a newer one from nodejs.org or with your version manager.',
  );
}

/** Checks Node, and installs the project's packages when they are missing or stale. */
export async function ensurePackages() {
  checkNode();
  await ensureInstalled('the packages (npm ci)', root);
}

/**
 * Builds into dist/ (and out/test with --tests).
 * @param {string[]} flags of esbuild.js
 */
export async function build(...flags) {
  await progress(flags.includes('--tests') ? 'Building the extension and the tests' : 'Building', async () => {
    const result = await run(process.execPath, ['esbuild.js', ...flags], { cwd: root, timeoutSeconds: 120 });
    if (result.code !== 0) throw new HarnessError(`The build failed:\n${result.output.trim()}`);
  });
}
