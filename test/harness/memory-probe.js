// Loaded by Node before the packaged command line, where its memory and its event loop are to be measured from within:
// the product itself has no door for that. Needs --expose-gc and a channel to the process that asks.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

const milliseconds = (/** @type {number} */ nanoseconds) => nanoseconds / 1e6;

const answers = {
  /** Bytes in use once everything that nobody holds is gone. */
  memory() {
    for (let times = 0; times < 3; times += 1) globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss, held: heapUsed + external };
  },
  /** Of the time for which the event loop was late since the last question, milliseconds. */
  delay() {
    const seen = {
      p50: milliseconds(delay.percentile(50)),
      p99: milliseconds(delay.percentile(99)),
      max: milliseconds(delay.max),
    };
    delay.reset();
    return seen;
  },
};

process.on('message', (question) => {
  const answer = answers[/** @type {keyof typeof answers} */ (question)];
  process.send?.(answer());
});
// Asking is no reason to live on.
process.channel?.unref();
