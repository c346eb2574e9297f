// A workbench for the tests of one `describe`, with a picture of what was there when a test failed.
import { closeBrowser } from './browser.js';
import { Workbench, type WorkbenchOptions } from './workbench.js';

/** What is prepared before the workbench opens, such as files and servers; gives the options that depend on it. */
export type Prepare = () => Promise<WorkbenchOptions>;

/** One of each `describe`, in the order of the tests. A workbench is opened once, when it is first asked for. */
const opening: (() => Promise<Workbench>)[] = [];

/**
 * To open a workbench is mostly waiting, and so are the tests of the one before it: each is opened while those run. Where
 * only some tests are chosen, the next `describe` may have none of them.
 */
const ahead = !process.argv.includes('--grep');

/** Those that are open now, or are being opened. */
const open = new Set<Promise<Workbench>>();

// Outside of every describe, so once, after the last test of all files.
after(async () => {
  // One that was opened ahead for tests that did not come would keep the process from its end.
  for (const workbench of await Promise.allSettled(open)) {
    if (workbench.status === 'fulfilled') await workbench.value.close();
  }
  await closeBrowser();
});

/**
 * Opens one workbench before the tests of the enclosing `describe` and closes it after them.
 * @returns the workbench, once the tests run
 */
export function useWorkbench(options: WorkbenchOptions | Prepare = {}): () => Workbench {
  let opened: Promise<Workbench> | undefined;
  const openOnce = () => {
    opened ??= (async () => Workbench.open(typeof options === 'function' ? await options() : options))();
    open.add(opened);
    // Who waits for it hears of a failure; until then it must not end the process.
    opened.catch(() => undefined);
    return opened;
  };
  const next = opening.push(openOnce);
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await openOnce();
    if (ahead) void opening[next]?.();
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await workbench?.screenshot(`failed ${test.fullTitle()}`);
  });
  after(async () => {
    if (opened !== undefined) open.delete(opened);
    await workbench?.close();
  });
  return () => {
    if (!workbench) throw new Error('The workbench is open while tests run, not before.');
    return workbench;
  };
}
