#!/usr/bin/env node
// Stands where VS Code's executable would: takes its command line, runs the offline workbench in a
// browser, and ends with the exit code of the tests. @vscode/test-electron starts it like the real one.
//   launcher.js --workbench=floor|current --extensionDevelopmentPath=… --extensionTestsPath=…
//               [--user-data-dir=…] [--extensions-dir=…] [workspace folder]
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumFlags, ensureChromium } from '../browser/chromium.js';
import { temporaryFolder } from '../processes.js';
import { HarnessError, runMain } from '../say.js';
import { ensureWorkbench, workbenchNames } from './install.js';
import { startServer } from './server.js';

/** @returns {{workbench: import('./install.js').WorkbenchName, development: string, tests: string, extensionsDir: string | undefined, settings: Record<string, unknown>, folder: string}} */
function readArguments() {
  // Not strict: VS Code's own flags, such as --no-sandbox, come along and mean nothing here.
  const { values, positionals } = parseArgs({ strict: false, allowPositionals: true });
  const text = (name) => (typeof values[name] === 'string' ? values[name] : undefined);
  const workbench = workbenchNames.find((name) => name === values.workbench);
  const development = text('extensionDevelopmentPath');
  const tests = text('extensionTestsPath');
  if (!workbench || !development || !tests) {
    throw new HarnessError('Needed: --workbench=floor|current, --extensionDevelopmentPath and --extensionTestsPath.');
  }
  const folder = positionals[0] ?? temporaryFolder('workspace');
  const settingsFile = join(text('user-data-dir') ?? '', 'User', 'settings.json');
  const settings = existsSync(settingsFile) ? JSON.parse(readFileSync(settingsFile, 'utf8')) : {};
  return { workbench, development, tests, extensionsDir: text('extensions-dir'), settings, folder };
}

/** What VS Code itself says, with every start and without meaning. */
const noise =
  /^(Resolv(ing|ed) connection|Creating a socket|Updating additional|The web worker|Overwriting|ChatSession|Extension host|\[reconnection|\[AgentHost|Creation of workbench|Loading development)|Service Worker|spdlog|watchdog|open-vsx|unknown error occurred|AccountPolicy|authentication provider|^Error: \d+ host tests failed/;

/**
 * What an extension or a test printed: VS Code passes it to the page's console as a log line, with the level first.
 * @param {import('playwright-core').ConsoleMessage} message
 */
async function printed(message) {
  const [level, , ...rest] = await Promise.all(message.args().map((part) => part.jsonValue()));
  if (!/^%c +(INFO|WARN|ERR)$/.test(String(level))) return undefined;
  const line = format(...rest);
  return noise.test(line) ? undefined : line;
}

await runMain(async () => {
  const { workbench, development, tests, extensionsDir, settings, folder } = readArguments();
  const [installed, browser] = [await ensureWorkbench(workbench), await ensureChromium()];
  const server = await startServer(installed, {
    development: true,
    settings,
    ...(extensionsDir ? { extensionsDir } : {}),
  });
  const driven = await chromium.launch({
    executablePath: browser.executablePath,
    env: { ...process.env, ...browser.env },
    args: chromiumFlags,
  });
  const page = await driven.newPage({ viewport: { width: 1280, height: 800 } });
  const code = await new Promise((resolve, reject) => {
    driven.once('disconnected', () => reject(new HarnessError('The browser ended in the middle of the tests.')));
    page.once('crash', () => reject(new HarnessError('The page crashed in the middle of the tests.')));
    let told = Promise.resolve();
    page.on('console', (message) => {
      const line = printed(message).catch(() => undefined);
      told = told.then(async () => {
        const text = await line;
        if (text !== undefined) console.log(text);
      });
    });
    const open = async () => {
      await page.exposeFunction('codeAutomationLog', () => undefined);
      await page.exposeFunction('codeAutomationExit', (/** @type {number} */ exitCode) => resolve(exitCode));
      const payload = {
        extensionDevelopmentPath: server.remote(development),
        extensionTestsPath: server.remote(tests),
        skipWelcome: 'true',
      };
      await page.goto(server.url(folder, payload), { timeout: 120_000 });
    };
    open().catch(reject);
  });
  await driven.close();
  await server.stop();
  process.exit(code);
});
