// The part that tests what people install: the packaged VSIX, its sizes, and that it activates in a clean profile.
import { join } from 'node:path';
import { describeSize, packageExtension } from '../packaging.js';
import { harness, out } from '../paths.js';
import { run, temporaryFolder } from '../processes.js';
import { ensureWorkbench } from '../workbench/install.js';
import { hostRunner } from './host.js';
import { failure, runTests, sum } from './result.js';

/** An extension in development that does nothing: VS Code runs tests for one of these alone. */
const idle = join(harness, 'workbench', 'idle-extension');

/**
 * @param {import('./result.js').PartOptions} options
 * @returns {Promise<import('./result.js').PartResult>}
 */
export async function vsix(options) {
  const { vsix: file, sizes } = await packageExtension(join(out, 'vsix'));
  const gates = sizes.map((size) => {
    if (options.show) console.log(`  ${describeSize(size)}`);
    return size.bytes <= size.budget ? { passed: 1, failed: 0, report: '' } : failure(`✗ ${describeSize(size)}`);
  });
  const extensions = join(temporaryFolder('vsix'), 'extensions');
  const installed = await install(file, extensions);
  if (installed.failed > 0) return sum([...gates, installed]);
  const activated = await runTests(
    'vsix',
    [hostRunner, 'current', '--development-path', idle, '--extensions-dir', extensions],
    {
      ...options,
      timeoutSeconds: 480,
      env: { ONEAPI_TEST_FILE: 'activation.test.js', ONEAPI_TESTED_FOLDER: extensions },
    },
  );
  return sum([...gates, installed, activated]);
}

/** As `code --install-extension` does. @param {string} file @param {string} extensions */
async function install(file, extensions) {
  const { node, server } = await ensureWorkbench('current');
  const flags = ['--extensions-dir', extensions, '--server-data-dir', temporaryFolder('vsix-data')];
  const { code, output, timedOut } = await run(
    node,
    [server, '--install-extension', file, '--accept-server-license-terms', ...flags],
    { timeoutSeconds: 60, group: true },
  );
  if (code === 0 && !timedOut) return { passed: 1, failed: 0, report: '' };
  return failure(`✗ The VSIX could not be installed:\n${output.trim()}`);
}
