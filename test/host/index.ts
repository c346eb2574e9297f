// What VS Code runs in its extension host instead of a person: every host test, with mocha.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Mocha from 'mocha';
import ResultsReporter from '../harness/mocha-reporter.js';

/** Runs the host tests; rejects when one of them failed. Called by VS Code. */
export async function run(): Promise<void> {
  const { ONEAPI_TEST_GREP: grep, ONEAPI_TEST_FILE: only } = process.env;
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    color: false,
    forbidOnly: true,
    forbidPending: true,
    reporter: ResultsReporter,
    ...(grep ? { grep } : {}),
  });
  const folder = dirname(fileURLToPath(import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js') && (!only || name === only))
    .sort();
  for (const name of files) mocha.addFile(join(folder, name));
  await mocha.loadFilesAsync();
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} host tests failed`)) : resolve()));
  });
}
