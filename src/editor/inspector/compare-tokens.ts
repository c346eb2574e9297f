import { isDeepStrictEqual } from 'node:util';
import type { DecodedJwt } from '../../jwt/decode.js';
import { shorten, showUnseen } from '../escape.js';
import type { Localiser } from '../localise.js';
import type { CompareContent } from './messages.js';

type Group = CompareContent['groups'][number];

/** Header and claims of two tokens, name by name: those of the first in its order, then those of the second alone. */
export function compareTokens(
  first: Pick<DecodedJwt, 'header' | 'payload'>,
  second: Pick<DecodedJwt, 'header' | 'payload'>,
  names: { first: string; second: string },
  l10n: Localiser,
): CompareContent {
  const groups: Group[] = [
    { title: l10n.t('Header'), rows: compareMembers(first.header, second.header) },
    { title: l10n.t('Claims'), rows: compareMembers(first.payload, second.payload) },
  ];
  const differing = groups.flatMap(({ rows }) => rows).filter(({ difference }) => difference !== 'same').length;
  return {
    kind: 'compare',
    title: l10n.t('Two Tokens Compared'),
    first: names.first,
    second: names.second,
    groups,
    summary: differing === 0 ? l10n.t('Header and claims are the same.') : l10n.t('{0} differences', differing),
  };
}

function compareMembers(
  first: Readonly<Record<string, unknown>>,
  second: Readonly<Record<string, unknown>>,
): Group['rows'] {
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return [...names].map((name) => {
    const inFirst = Object.hasOwn(first, name);
    const inSecond = Object.hasOwn(second, name);
    const same = inFirst && inSecond && isDeepStrictEqual(first[name], second[name]);
    return {
      name: showUnseen(name),
      first: inFirst ? text(first[name]) : '',
      second: inSecond ? text(second[name]) : '',
      difference: same ? 'same' : !inSecond ? 'first' : !inFirst ? 'second' : 'changed',
    };
  });
}

function text(value: unknown): string {
  return shorten(showUnseen(typeof value === 'string' ? value : JSON.stringify(value)), 2000);
}
