import { WorkbenchError } from '../../errors.js';
import { LIMITS } from '../limits.js';

/** The mock's clock: the machine's, shifted by an offset that ends with the process. */
export interface MockClock {
  /** Milliseconds since the epoch, shifted. */
  now(): number;
  /** Milliseconds since the epoch by the machine's clock. */
  real(): number;
  readonly offsetSeconds: number;
  /** @throws WorkbenchError `clock-offset-invalid` */
  setOffset(seconds: number): void;
}

export function createClock(real: () => number): MockClock {
  let offsetSeconds = 0;
  return {
    real,
    now: () => real() + offsetSeconds * 1000,
    get offsetSeconds() {
      return offsetSeconds;
    },
    setOffset(seconds) {
      if (!Number.isInteger(seconds) || Math.abs(seconds) > LIMITS.clockOffsetSeconds) {
        throw new WorkbenchError('clock-offset-invalid', 'The clock offset is not a whole number of seconds.', {
          hint: `Send {"offsetSeconds": n} with n between -${LIMITS.clockOffsetSeconds} and ${LIMITS.clockOffsetSeconds}.`,
        });
      }
      // Times of tokens are kept as unsigned 32-bit seconds: before 1970 and after 2106 there is nothing to test.
      const shifted = Math.floor(real() / 1000) + seconds;
      if (shifted < 86_400 || shifted > 0xffff_ffff - 2 * 86_400) {
        throw new WorkbenchError('clock-offset-invalid', 'The clock offset leads out of the years 1970 to 2106.', {
          hint: 'Choose a smaller offset.',
        });
      }
      offsetSeconds = seconds;
    },
  };
}
