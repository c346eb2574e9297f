import { formatTime, timeProblem } from '../jwt/time.js';
import type { Localiser } from './localise.js';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const YEAR = 365 * DAY;

type Unit = 'seconds' | 'minutes' | 'hours' | 'days' | 'years';

/** A length of time in words, in its largest fitting unit, rounded down. Seconds; the sign does not matter. */
export function durationText(seconds: number, l10n: Localiser): string {
  const { count, unit } = inLargestUnit(seconds);
  switch (unit) {
    case 'seconds':
      return count === 1 ? l10n.t('1 second') : l10n.t('{0} seconds', count);
    case 'minutes':
      return l10n.t('{0} minutes', count);
    case 'hours':
      return l10n.t('{0} hours', count);
    case 'days':
      return l10n.t('{0} days', count);
    case 'years':
      return l10n.t('{0} years', count);
  }
}

/** How far a moment is from now: `in 12 minutes`, `5 minutes ago`, `now`. Epoch seconds, and milliseconds. */
export function distanceText(epochSeconds: number, nowMs: number, l10n: Localiser): string {
  const distance = Math.floor(epochSeconds) - Math.floor(nowMs / 1000);
  if (distance === 0) return l10n.t('now');
  return distance > 0 ? aheadText(distance, l10n) : agoText(-distance, l10n);
}

/** Whole phrases, not a duration put into `in {0}`: German and others inflect the unit after `in` and `ago`. */
function aheadText(seconds: number, l10n: Localiser): string {
  const { count, unit } = inLargestUnit(seconds);
  switch (unit) {
    case 'seconds':
      return count === 1 ? l10n.t('in 1 second') : l10n.t('in {0} seconds', count);
    case 'minutes':
      return l10n.t('in {0} minutes', count);
    case 'hours':
      return l10n.t('in {0} hours', count);
    case 'days':
      return l10n.t('in {0} days', count);
    case 'years':
      return l10n.t('in {0} years', count);
  }
}

function agoText(seconds: number, l10n: Localiser): string {
  const { count, unit } = inLargestUnit(seconds);
  switch (unit) {
    case 'seconds':
      return count === 1 ? l10n.t('1 second ago') : l10n.t('{0} seconds ago', count);
    case 'minutes':
      return l10n.t('{0} minutes ago', count);
    case 'hours':
      return l10n.t('{0} hours ago', count);
    case 'days':
      return l10n.t('{0} days ago', count);
    case 'years':
      return l10n.t('{0} years ago', count);
  }
}

function inLargestUnit(seconds: number): { count: number; unit: Unit } {
  const length = Math.floor(Math.abs(seconds));
  if (length < 2 * MINUTE) return { count: length, unit: 'seconds' };
  if (length < 2 * HOUR) return { count: Math.floor(length / MINUTE), unit: 'minutes' };
  if (length < 2 * DAY) return { count: Math.floor(length / HOUR), unit: 'hours' };
  if (length < 2 * YEAR) return { count: Math.floor(length / DAY), unit: 'days' };
  return { count: Math.floor(length / YEAR), unit: 'years' };
}

/** `2026-11-23 10:00:00Z (in 12 minutes)`; a date beyond the calendar, as a stranger's certificate may have, is said. */
export function momentText(epochSeconds: number, nowMs: number, l10n: Localiser): string {
  if (timeProblem(epochSeconds) !== undefined) return l10n.t('not a readable date');
  return `${formatTime(epochSeconds)} (${distanceText(epochSeconds, nowMs, l10n)})`;
}
