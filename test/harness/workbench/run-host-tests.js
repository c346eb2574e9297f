// Runs the host tests in the VS Code that is named: floor, current, or download:VERSION.
//   node run-host-tests.js floor [--development-path DIR] [--extensions-dir DIR]
import { parseArgs } from 'node:util';
import { TestRunFailedError } from '@vscode/test-electron';
import { HarnessError, runMain } from '../say.js';
import { workbenchNames } from './install.js';
import { runTest } from './run-test.js';

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'development-path': { type: 'string' }, 'extensions-dir': { type: 'string' } },
  });
  const [wanted = 'floor'] = positionals;
  const offline = workbenchNames.find((name) => name === wanted);
  const version = /^download:(.+)$/.exec(wanted)?.[1];
  if (!offline && !version) throw new HarnessError(`"${wanted}" is neither floor, current nor download:VERSION.`);
  try {
    await runTest({
      vscode: offline ?? { download: String(version) },
      ...(values['development-path'] ? { developmentPath: values['development-path'] } : {}),
      ...(values['extensions-dir'] ? { extensionsDir: values['extensions-dir'] } : {}),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof TestRunFailedError || offline) throw new HarnessError(why);
    throw new HarnessError(
      `VS Code ${version} could not be downloaded or started: ${why}\n` +
        '  "npm test -- host" runs the same tests in a VS Code from the npm registry.',
    );
  }
  process.exit(0);
});
