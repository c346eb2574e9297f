import { formatTime, timeProblem } from '../jwt/time.js';
import type { Localiser } from './localise.js';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const YEAR = 365 * DAY;

/** A length of time in words, in its largest fitting unit, rounded down. Seconds; the sign does not matter. */
export function durationText(seconds: number, l10n: Localiser): string {
  const length = Math.floor(Math.abs(seconds));
  if (length === 1) return l10n.t('1 second');
  if (length < 2 * MINUTE) return l10n.t('{0} seconds', length);
  if (length < 2 * HOUR) return l10n.t('{0} minutes', Math.floor(length / MINUTE));
  if (length < 2 * DAY) return l10n.t('{0} hours', Math.floor(length / HOUR));
  if (length < 2 * YEAR) return l10n.t('{0} days', Math.floor(length / DAY));
  return l10n.t('{0} years', Math.floor(length / YEAR));
}

/** How far a moment is from now: `in 12 minutes`, `5 minutes ago`, `now`. Epoch seconds, and milliseconds. */
export function distanceText(epochSeconds: number, nowMs: number, l10n: Localiser): string {
  const distance = Math.floor(epochSeconds) - Math.floor(nowMs / 1000);
  if (distance === 0) return l10n.t('now');
  const length = durationText(distance, l10n);
  return distance > 0 ? l10n.t('in {0}', length) : l10n.t('{0} ago', length);
}

/** `2026-11-23 10:00:00Z (in 12 minutes)`; a date beyond the calendar, as a stranger's certificate may have, is said. */
export function momentText(epochSeconds: number, nowMs: number, l10n: Localiser): string {
  if (timeProblem(epochSeconds) !== undefined) return l10n.t('not a readable date');
  return `${formatTime(epochSeconds)} (${distanceText(epochSeconds, nowMs, l10n)})`;
}
