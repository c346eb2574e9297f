// The host tests in one VS Code, in one way: @vscode/test-electron starts an executable and takes its
// exit code. That is a downloaded VS Code, or the launcher of the offline workbench.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { harness, out, root } from '../paths.js';
import { temporaryFolder } from '../processes.js';
import { testSettings } from './settings.js';

/**
 * Runs host tests; rejects when one failed.
 * @param {object} options
 * @param {import('./install.js').WorkbenchName | {download: string}} options.vscode an offline workbench, or
 *   the version to download, such as "stable" or "1.100.3"
 * @param {string} [options.developmentPath] the extension in development; the repository's own by default
 * @param {string} [options.extensionsDir] folder of installed extensions
 * @param {NodeJS.ProcessEnv} [options.env] for the tests
 */
export async function runTest({ vscode, developmentPath = root, extensionsDir, env = {} }) {
  const folder = join(temporaryFolder('demo'), 'workspace');
  cpSync(join(harness, 'demo-workspace'), folder, { recursive: true });
  const profile = temporaryFolder('profile');
  mkdirSync(join(profile, 'data', 'User'), { recursive: true });
  writeFileSync(join(profile, 'data', 'User', 'settings.json'), JSON.stringify(testSettings));
  const launchArgs = [
    folder,
    `--user-data-dir=${join(profile, 'data')}`,
    `--extensions-dir=${extensionsDir ?? join(profile, 'extensions')}`,
  ];
  const common = {
    extensionDevelopmentPath: developmentPath,
    extensionTestsPath: join(out, 'test', 'host', 'index.js'),
    extensionTestsEnv: env,
  };
  if (typeof vscode === 'string') {
    const vscodeExecutablePath = join(harness, 'workbench', 'launcher.js');
    await runTests({ ...common, vscodeExecutablePath, launchArgs: [...launchArgs, `--workbench=${vscode}`] });
  } else {
    await runTests({ ...common, version: vscode.download, launchArgs });
  }
}
