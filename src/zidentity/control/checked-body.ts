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
  // The message of valibot quotes what was received; the kind of it is enough here.
  const expected = issue.expected === null ? issue.message : `must be ${issue.expected}`;
  throw new HttpError(400, `${v.getDotPath(issue) ?? 'The body'}: ${expected}.`);
}
