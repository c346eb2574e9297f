// npm start: the extension in a running VS Code on a small demo workspace.
//   npm start               the VS Code on the PATH, else one in the browser
//   npm start -- --browser  the one in the browser
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { harness, root } from './paths.js';
import { start, temporaryFolder } from './processes.js';
import { HarnessError, runMain, say } from './say.js';
import { build, ensurePackages } from './set-up.js';
import { ensureWorkbench } from './workbench/install.js';
import { startServer } from './workbench/server.js';

function findDesktopCode() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

function makeDemoWorkspace() {
  const folder = join(temporaryFolder('demo'), 'demo-workspace');
  cpSync(join(harness, 'demo-workspace'), folder, { recursive: true });
  return folder;
}

/** @param {string} code @param {string} workspace */
async function startDesktop(code, workspace) {
  const profile = temporaryFolder('profile');
  const data = join(profile, 'data');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User', 'settings.json'), '{ "workbench.startupEditor": "none" }\n');
  const args = [
    workspace,
    '--wait',
    '--new-window',
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${data}`,
    `--extensions-dir=${join(profile, 'extensions')}`,
    '--skip-welcome',
    '--disable-workspace-trust',
  ];
  say(`Starting ${code} with a profile of its own; close its window or press Ctrl+C to end`);
  const child = start(code, args, { stdio: 'inherit', group: true, shell: process.platform === 'win32' });
  // The command on the PATH leaves VS Code itself running on its own; its lock file says which process.
  process.prependListener('exit', () => {
    const lock = join(data, 'code.lock');
    if (!existsSync(lock)) return;
    const pid = Number(readFileSync(lock, 'utf8'));
    try {
      if (pid > 1) process.kill(pid);
    } catch {
      // Its window was closed.
    }
  });
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new HarnessError(`${code} could not be started: ${error.message}`)));
    child.once('exit', (ended) => resolve(ended ?? 1));
  });
  if (exitCode !== 0) {
    throw new HarnessError(`${code} ended with code ${exitCode}. Try "npm start -- --browser".`);
  }
}

/** @param {string} workspace */
async function startInBrowser(workspace) {
  const workbench = await ensureWorkbench('current');
  say(`Starting VS Code ${workbench.version} on loopback`);
  const server = await startServer(workbench, { extension: root, group: true });
  say(`Open ${server.url(workspace)}`);
  say('Press Ctrl+C to end it');
  await server.ended;
  throw new HarnessError('The VS Code server ended by itself.');
}

await runMain(async () => {
  const { values } = parseArgs({ options: { browser: { type: 'boolean', default: false } } });
  await ensurePackages();
  await build();
  const workspace = makeDemoWorkspace();
  say(`The demo workspace is a copy in ${workspace}`);
  const code = values.browser ? undefined : findDesktopCode();
  if (code) await startDesktop(code, workspace);
  else await startInBrowser(workspace);
  process.exit(0);
});
