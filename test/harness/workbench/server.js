// The offline workbench: VS Code's own server on loopback, shown by a browser.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { harness } from '../paths.js';
import { removeTemporaryFolder, start, stop, temporaryFolder } from '../processes.js';
import { HarnessError } from '../say.js';
import { quietSettings } from './settings.js';

/** A free port of loopback. */
async function freePort() {
  const probe = createServer();
  await new Promise((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new HarnessError('No free port was found on 127.0.0.1.');
  return address.port;
}

/**
 * Writes the record of installed extensions so that it holds those in `folders`, where they stand.
 * @param {string} extensions
 * @param {readonly string[]} folders
 */
function registerExtensions(extensions, folders) {
  const entries = folders.map((folder) => {
    const { publisher, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return {
      identifier: { id: `${publisher}.${name}` },
      version,
      location: { $mid: 1, path: folder, scheme: 'file' },
      metadata: { source: 'vsix' },
    };
  });
  mkdirSync(extensions, { recursive: true });
  writeFileSync(join(extensions, 'extensions.json'), JSON.stringify(entries));
}

/**
 * @typedef {object} ServerOptions
 * @property {string} [extension] folder of an extension that counts as installed; unlike one in development
 *   it needs no smoke test driver, which keeps notifications from being shown
 * @property {string} [besides] folder of another extension that counts as installed
 * @property {boolean} [asksForTrust] whether workspaces are untrusted until a person trusts them
 * @property {string} [probes] folder for the sockets of the probe extension, which is installed as well then; logs
 *   are written to files then, too (Node 24 alone, so the current workbench)
 * @property {string} [extensionsDir] installed extensions, for the packaged one
 * @property {boolean} [development] whether the page will name an extension in development
 * @property {Record<string, unknown>} [settings] of the user
 * @property {NodeJS.ProcessEnv} [env] added to the environment, and so to the extension host's
 * @property {boolean} [group] as in processes.start: for a process that is not itself part of a test run
 * @property {(text: string) => void} [log] what the server prints
 */

/**
 * @typedef {object} WorkbenchServer
 * @property {string} origin such as http://127.0.0.1:40123
 * @property {string} dataFolder the server's clean data folder, removed by stop()
 * @property {(folder: string, payload?: Record<string, string>) => string} url the workbench on a folder
 * @property {(path: string) => string} remote a path of this machine as the workbench names it
 * @property {Promise<void>} ended when the server process ends, asked or not
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a workbench with a clean profile on a free port, and waits until it answers.
 * @param {import('./install.js').InstalledWorkbench} workbench
 * @param {ServerOptions} options
 * @returns {Promise<WorkbenchServer>}
 */
export async function startServer(
  workbench,
  {
    extension,
    besides,
    probes,
    asksForTrust = false,
    extensionsDir,
    development = false,
    settings = {},
    env = {},
    group = false,
    log,
  } = {},
) {
  const port = await freePort();
  const dataFolder = temporaryFolder('workbench');
  writeSettings(join(dataFolder, 'data', 'User'), { ...quietSettings, ...settings });
  // This workbench is a remote one: settings of scope "machine" come from the remote machine's own file.
  writeSettings(join(dataFolder, 'data', 'Machine'), ofMachine(settings));
  const extensions = extensionsDir ?? join(dataFolder, 'extensions');
  const probe = probes === undefined ? undefined : join(harness, 'workbench', 'probe-extension');
  const installed = [extension, besides, probe].filter((folder) => folder !== undefined);
  if (installed.length > 0) registerExtensions(extensions, installed);
  const child = start(
    workbench.node,
    [
      ...['mint-key.js', ...(probes ? ['log-files.js'] : [])].flatMap((name) => [
        '--import',
        pathToFileURL(join(harness, 'workbench', name)).href,
      ]),
      workbench.server,
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...['--server-data-dir', dataFolder, '--extensions-dir', extensions],
      '--without-connection-token',
      '--accept-server-license-terms',
      '--disable-telemetry',
      ...(asksForTrust ? [] : ['--disable-workspace-trust']),
      ...(development ? workbench.developmentFlags : []),
    ],
    {
      env: { ...process.env, ...(probes && { ONEAPI_PROBE_FOLDER: probes }), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      group,
    },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed = (printed + chunk).slice(-20_000);
      log?.(String(chunk));
    });
  }
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('exit', () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  /** @param {string} path */
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  await answers(`${origin}/version`, child, () => printed);
  return {
    origin,
    dataFolder,
    remote,
    ended,
    url: (folder, payload = {}) => {
      const pairs = Object.entries(payload);
      const query = new URLSearchParams({ folder, ...(pairs.length > 0 ? { payload: JSON.stringify(pairs) } : {}) });
      return `${origin}/?${query}`;
    },
    stop: async () => {
      await stop(child);
      removeTemporaryFolder(dataFolder);
    },
  };
}

/** @param {string} folder @param {Record<string, unknown>} settings */
function writeSettings(folder, settings) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** @param {Record<string, unknown>} settings */
function ofMachine(settings) {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => /^(oneapi|http)\./.test(name)));
}

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => string} printed
 */
async function answers(url, child, printed) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null && child.pid !== undefined) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await wait(50);
  }
  await stop(child);
  throw new HarnessError(`The VS Code server did not start:\n${printed().trim()}`);
}
