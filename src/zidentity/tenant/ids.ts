import { createHash } from 'node:crypto';

/**
 * ZIdentity's ids: 13 characters of `[0-9a-v]` whose first two letters tell what the thing is.
 * The letters are those of recorded live answers, except for secrets, whose ids are a guess.
 */
const alphabet = '0123456789abcdefghijklmnopqrstuv';
const length = 13;

const prefixes = {
  client: ['iq'],
  'resource-server': ['jh'],
  service: ['hh', 'hi'],
  role: ['hp', 'hq'],
  'zpa-scope': ['mp'],
  secret: ['is'],
  user: ['ih'],
  group: ['i9'],
  department: ['tp'],
  idp: ['h1'],
} as const;

export type IdKind = keyof typeof prefixes;
export type RandomBytes = (size: number) => Uint8Array;

function spell(kind: IdKind, bytes: Uint8Array): string {
  const choices = prefixes[kind];
  let id: string = choices[(bytes[0] ?? 0) % choices.length] ?? choices[0];
  for (let at = 1; id.length < length; at += 1) id += alphabet[(bytes[at] ?? 0) & 31];
  return id;
}

/** A new id from the randomness that is handed in. */
export function randomId(kind: IdKind, randomBytes: RandomBytes): string {
  return spell(kind, randomBytes(length));
}

/**
 * The id that always belongs to these names, so that a tenant built twice from one description has the
 * same scope ids and scripts may keep them.
 */
export function derivedId(kind: IdKind, ...names: string[]): string {
  return spell(
    kind,
    createHash('sha256')
      .update(JSON.stringify([kind, ...names]))
      .digest(),
  );
}

/** Whether the text has the form of an id of ZIdentity. */
export function isId(text: string): boolean {
  return /^[0-9a-v]{13}$/.test(text);
}
