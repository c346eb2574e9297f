// Installs a folder's packages exactly as its lock file says, when they are missing or stale.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.js';
import { HarnessError, progress, say } from './say.js';

/** @param {string} file */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/**
 * Whether node_modules holds what the lock file names. npm leaves its own record of what it installed in
 * node_modules/.package-lock.json, as the last step of an install; an interrupted one has none.
 * @param {string} folder
 * @param {string} lockFile
 */
export function isInstalled(folder, lockFile) {
  const wanted = readPackages(lockFile);
  const found = readPackages(join(folder, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link || entry.optional || entry.devOptional || entry.peer) return true;
    if (entry.dev && lockFile !== join(folder, 'package-lock.json')) return true;
    return found[path]?.version === entry.version && existsSync(join(folder, path));
  });
}

/** npm as the person runs it; `npm run` says which one that is. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return { command: process.execPath, before: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [] };
}

/** The environment without what `npm run` adds about the package that it runs in. */
function npmEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)_/.test(name));
  return Object.fromEntries(kept);
}

/**
 * `npm ci`, tried twice: a registry sometimes fails in the middle.
 * @param {string} what for people: "VS Code 1.100 (floor)"
 * @param {string} folder
 * @param {string[]} flags
 */
export async function npmCi(what, folder, flags = []) {
  const { command, before } = npmCommand();
  const args = [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error', ...flags];
  await progress(`Installing ${what}`, async () => {
    let last;
    for (let attempt = 1; attempt <= 2; attempt++) {
      last = await run(command, args, { cwd: folder, env: npmEnvironment(), timeoutSeconds: 600 });
      if (last.code === 0) return;
      if (attempt === 1) say(`Installing ${what} failed; once more`);
    }
    const why = last?.timedOut
      ? 'it took longer than ten minutes'
      : last?.output.split(/npm error Clean install a project|npm error A complete log/)[0]?.trim();
    throw new HarnessError(
      `${what} could not be installed with "npm ci" in ${folder}: ${why}\n` +
        '  Check that npm reaches its registry ("npm ping"), then run this again.',
    );
  });
}

/**
 * @param {string} what
 * @param {string} folder one with package.json and package-lock.json
 * @param {string[]} flags
 */
export async function ensureInstalled(what, folder, flags = []) {
  if (!isInstalled(folder, join(folder, 'package-lock.json'))) await npmCi(what, folder, flags);
}
