import { WorkbenchError } from '../../errors.js';
import type { StateFiles } from './state-files.js';

export interface ClosableFiles extends StateFiles {
  /** Waits for writes under way; later ones are refused, since the folder may be another process's by then. */
  close(): Promise<void>;
}

export function closableFiles(files: StateFiles): ClosableFiles {
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  function run<T>(work: () => Promise<T>): Promise<T> {
    if (closed) return Promise.reject(new WorkbenchError('state-closed', 'The mock has stopped: nothing was changed.'));
    const running = work();
    underWay.add(running);
    const done = () => underWay.delete(running);
    running.then(done, done);
    return running;
  }

  return {
    folder: files.folder,
    read: (name) => files.read(name),
    write: (name, data) => run(() => files.write(name, data)),
    writeParts: (name, parts) => run(() => files.writeParts(name, parts)),
    keepAside: (name, at) => run(() => files.keepAside(name, at)),
    sweep: () => run(() => files.sweep()),
    open: (name) => run(() => files.open(name)),
    async close() {
      closed = true;
      await Promise.allSettled(underWay);
    },
  };
}
