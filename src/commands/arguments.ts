import * as v from 'valibot';
import { WorkbenchError } from '../errors.js';
import { beyondBounds } from './argument-bounds.js';

/**
 * Checks the argument object of a command.
 * @throws WorkbenchError `arguments-invalid`, naming the first member that is wrong but not its value
 */
export function readArguments<Schema extends v.GenericSchema>(schema: Schema, given: unknown): v.InferOutput<Schema> {
  const refused = (where: string, fault: string) =>
    new WorkbenchError('arguments-invalid', `${where} is not usable: ${fault}.`, { hint: hintOf(schema) });
  if (beyondBounds(given) !== undefined) throw refused('The argument', 'it is too large');
  if (Array.isArray(given)) throw refused('The argument', 'expected Object');
  const members = typeof given === 'object' && given !== null ? Object.entries(given) : undefined;
  // To valibot these are members that every object has.
  const inherited = members?.find(([name]) => name in Object.prototype);
  if (inherited !== undefined) throw refused(`The argument's "${inherited[0]}"`, noSuchMember);
  const own = members === undefined ? given : Object.fromEntries(members);
  const result = v.safeParse(schema, own, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw refused(placeOf(issue), faultOf(issue));
}

const noSuchMember = 'there is no such member';

function placeOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  if (path === null) return 'The argument';
  // A name that is none may be a value in the wrong place, and so a secret.
  return /^[\w.-]{1,64}$/.test(path) ? `The argument's "${path}"` : 'The argument has a member that';
}

function faultOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return noSuchMember;
  if (issue.received === 'undefined') return 'it is missing';
  if (issue.kind === 'validation') return issue.message;
  return issue.expected === null ? 'it has a wrong value' : `expected ${issue.expected}`;
}

function hintOf(schema: v.GenericSchema): string {
  const { entries } = schema as { entries?: Record<string, { type: string }> };
  if (entries === undefined) return 'Give an object.';
  const members = Object.entries(entries).map(([name, { type }]) => (type === 'optional' ? `${name}?` : name));
  return `Its members are ${members.join(', ')}.`;
}

/** More than any key, set of keys or token has. Characters. */
const maxTextLength = 1024 * 1024;

/** Text that is neither empty nor endless. */
export const text = v.pipe(v.string(), v.nonEmpty('it is empty'), v.maxLength(maxTextLength, 'it is too long'));

export const clientArguments = v.strictObject({ clientId: text });
