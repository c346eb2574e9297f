// A workbench for the tests of one `describe`, with a picture of what was there when a test failed.
import { closeBrowser } from './browser.js';
import { Workbench, type WorkbenchOptions } from './workbench.js';

// Outside of every describe, so once, after the last test of all files.
after(closeBrowser);

/**
 * Opens one workbench before the tests of the enclosing `describe` and closes it after them.
 * @returns the workbench, once the tests run
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await Workbench.open(options);
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await workbench?.screenshot(`failed ${test.fullTitle()}`);
  });
  after(async () => {
    await workbench?.close();
  });
  return () => {
    if (!workbench) throw new Error('The workbench is open while tests run, not before.');
    return workbench;
  };
}
