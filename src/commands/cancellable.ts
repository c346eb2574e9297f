import { CancelledError } from '../oauth/errors.js';

/**
 * Runs a task that ends for whoever waits for it as soon as it is cancelled, by throwing CancelledError, also where the
 * task does not heed its signal. Such a task goes on by itself; it has to look at the signal before it changes anything.
 *
 * @param onCancel is handed what cancels
 */
export function cancellable<T>(
  what: string,
  onCancel: (cancel: () => void) => void,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const cancelled = new Promise<never>((_, reject) => {
    onCancel(() => {
      controller.abort();
      reject(new CancelledError(what));
    });
  });
  return Promise.race([task(controller.signal), cancelled]);
}
