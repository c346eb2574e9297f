import * as v from 'valibot';
import { HttpError } from '../http/http-error.js';
import type { MockRequest } from '../http/request.js';
import { LIMITS } from '../limits.js';

/** The JSON body in the form wanted. @throws HttpError 400 that names the member which is wrong */
export async function checkedBody<S extends v.GenericSchema>(
  request: MockRequest,
  schema: S,
): Promise<v.InferOutput<S>> {
  const body = await request.json(LIMITS.controlBytes);
  if (body === undefined) throw new HttpError(400, 'The body is empty; send JSON.');
  const parsed = v.safeParse(schema, body, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new HttpError(400, `${v.getDotPath(issue) ?? 'The body'}: ${faultOf(issue)}.`);
}

const inWords: Readonly<Record<string, string>> = {
  string: 'must be a string',
  number: 'must be a number',
  boolean: 'must be true or false',
  record: 'must be an object',
  integer: 'must be a whole number',
};

/** What is wrong with a member. The messages of valibot quote what was received; the kind of it is enough here. */
function faultOf({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (type === 'strict_object') {
    if (expected === 'never') return 'is not known here';
    return received === 'undefined' && expected !== 'Object' ? 'is missing' : 'must be an object';
  }
  const bound = /^([<>]=)(\d+)$/.exec(expected ?? '');
  if (bound !== null) return `must be at ${bound[1] === '>=' ? 'least' : 'most'} ${bound[2]}`;
  if (type === 'picklist') return `must be one of ${[...(expected ?? '').matchAll(/[^()| ]+/g)].join(', ')}`;
  // Patterns have a message of their own.
  return inWords[type] ?? (expected === null || type === 'regex' ? message : `must be ${expected}`);
}
