const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** The last second of the year 9999: what a calendar date can say. */
export const MAX_EPOCH_SECONDS = 253_402_300_799;

/** An epoch time as people read it: `2026-11-23 10:00:00Z`. Seconds, rounded down. */
export function formatTime(epochSeconds: number): string {
  const iso = new Date(Math.floor(epochSeconds) * 1000).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}Z`;
}

/** A length of time in its largest fitting unit, rounded down: `12 minutes`, `1 hour`, `3 days`. Seconds. */
export function formatDuration(seconds: number): string {
  const length = Math.floor(Math.abs(seconds));
  if (length < 2 * MINUTE) return counted(length, 'second');
  if (length < 2 * HOUR) return counted(length / MINUTE, 'minute');
  if (length < 2 * DAY) return counted(length / HOUR, 'hour');
  if (length < 2 * YEAR) return counted(length / DAY, 'day');
  return counted(length / YEAR, 'year');
}

/**
 * An epoch time with its distance from now: `2026-11-23 10:00:00Z (in 12 minutes)`. `epochSeconds` in seconds, `nowMs`
 * in milliseconds. A number outside the calendar is said to be none.
 */
export function describeTime(epochSeconds: number, nowMs: number): string {
  const problem = timeProblem(epochSeconds);
  if (problem) return `${epochSeconds} (${problem})`;
  const distance = Math.floor(epochSeconds) - Math.floor(nowMs / 1000);
  if (distance === 0) return `${formatTime(epochSeconds)} (now)`;
  const length = formatDuration(distance);
  return `${formatTime(epochSeconds)} (${distance > 0 ? `in ${length}` : `${length} ago`})`;
}

/** Why a claim is no NumericDate (RFC 7519 §2), or undefined where it is one. */
export function timeProblem(value: unknown): string | undefined {
  if (typeof value === 'string') return 'it is a string; a number of seconds since 1970 is needed';
  if (typeof value !== 'number')
    return `it is ${value === null ? 'null' : `a JSON ${Array.isArray(value) ? 'array' : typeof value}`}, not a number of seconds since 1970`;
  if (!Number.isFinite(value)) return 'it is too large for a number';
  if (value < 0) return 'it lies before 1970';
  if (value <= MAX_EPOCH_SECONDS) {
    // 100 billion seconds is the year 5138; as milliseconds it is 1973.
    return value >= 100_000_000_000 ? 'it looks like milliseconds; seconds since 1970 are needed' : undefined;
  }
  return value / 1000 <= MAX_EPOCH_SECONDS
    ? 'it looks like milliseconds; seconds since 1970 are needed'
    : 'it lies beyond the year 9999';
}

function counted(amount: number, unit: string): string {
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
