import type { Localiser } from '../../editor/localise.js';
import type { Fault } from '../../oauth/mock-client.js';
import type { SimulationState } from '../services.js';
import { untilEnded } from './presets.js';
import { switchesOf } from './switches.js';

/** All that is simulated, in a few words: `+1 h · 2 faults`. */
export function simulationText({ offsetSeconds, faults, switched }: SimulationState, l10n: Localiser): string {
  return [
    ...(offsetSeconds === 0 ? [] : [offsetText(offsetSeconds, l10n)]),
    ...(faults.length === 0 ? [] : [faults.length === 1 ? l10n.t('1 fault') : l10n.t('{0} faults', faults.length)]),
    ...(switched.length === 0 ? [] : [l10n.t('other rules')]),
  ].join(' · ');
}

/** `+1 h`, `−10 min`, `+1 d 2 h`: the two largest units that are in it. */
export function offsetText(seconds: number, l10n: Localiser): string {
  const length = Math.abs(seconds);
  const parts = [
    { count: Math.floor(length / 86_400), text: (count: number) => l10n.t('{0} d', count) },
    { count: Math.floor(length / 3600) % 24, text: (count: number) => l10n.t('{0} h', count) },
    { count: Math.floor(length / 60) % 60, text: (count: number) => l10n.t('{0} min', count) },
    { count: length % 60, text: (count: number) => l10n.t('{0} s', count) },
  ].filter(({ count }) => count > 0);
  const text = parts.slice(0, 2).map((part) => part.text(part.count));
  return `${seconds < 0 ? '−' : '+'}${text.length === 0 ? l10n.t('{0} s', 0) : text.join(' ')}`;
}

/** `ZIA: 429`, `Token endpoint: reset`. */
export function faultText(fault: Fault, l10n: Localiser): string {
  const where =
    fault.target === 'token'
      ? l10n.t('Token endpoint')
      : fault.target === 'jwks'
        ? l10n.t('JWKS host')
        : (fault.product ?? l10n.t('Gateway'));
  const what = [
    ...(fault.status === undefined ? [] : [`HTTP ${fault.status}`]),
    ...(fault.delayMs === undefined ? [] : [l10n.t('{0} seconds late', fault.delayMs / 1000)]),
    ...(fault.break === 'reset' ? [l10n.t('connection reset')] : []),
    ...(fault.break === 'truncate' ? [l10n.t('answer cut off')] : []),
  ];
  return `${where}: ${what.length === 0 ? l10n.t('other headers') : what.join(', ')}`;
}

/** How often a fault still comes. */
export function timesText({ times }: Pick<Fault, 'times'>, l10n: Localiser): string {
  // What was to last until it is ended has been used a few times by now.
  if (times > untilEnded / 2) return l10n.t('until it is ended');
  return times === 1 ? l10n.t('one more time') : l10n.t('{0} more times', times);
}

/** Faults beyond these are not told one by one. */
const toldFaults = 10;

/** All that is simulated, line by line. */
export function simulationLines(
  { offsetSeconds, faults, switched, settings }: SimulationState,
  l10n: Localiser,
): string[] {
  return [
    ...(offsetSeconds === 0 ? [] : [l10n.t('Clock: {0}', offsetText(offsetSeconds, l10n))]),
    ...faults.slice(0, toldFaults).map((fault) => `${faultText(fault, l10n)} (${timesText(fault, l10n)})`),
    ...switchesOf(l10n)
      .filter(({ name }) => switched.includes(name))
      .map(({ name, label, on }) => (settings[name] === on ? label : l10n.t('{0}: off', label))),
  ];
}
