import * as v from 'valibot';
import { WorkbenchError } from '../errors.js';

/**
 * Checks the argument object of a command.
 * @throws WorkbenchError `arguments-invalid`, naming the first member that is wrong but not its value
 */
export function readArguments<Schema extends v.GenericSchema>(schema: Schema, given: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, given, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  const where = path === null ? 'The argument' : `The argument's "${path}"`;
  throw new WorkbenchError('arguments-invalid', `${where} is not usable: ${faultOf(issue)}.`, { hint: hintOf(schema) });
}

function faultOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'there is no such member';
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

/** Text that is not empty. */
export const text = v.pipe(v.string(), v.nonEmpty('it is empty'));

export const clientArguments = v.strictObject({ clientId: text });
