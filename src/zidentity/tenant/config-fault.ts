import type * as v from 'valibot';
import { WorkbenchError } from '../../errors.js';

/** One step from a value to a value inside it. */
export type PathKey = string | number;

/** `$.clients[0].roles.ZIA` */
export function jsonPath(keys: readonly PathKey[]): string {
  let path = '$';
  for (const key of keys) {
    if (typeof key === 'number') path += `[${key}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(key)) path += `.${key}`;
    else path += `[${JSON.stringify(key)}]`;
  }
  return path;
}

/** A fault in a config: `code` is `config-invalid`, the message begins with the JSON path. */
export function configFault(keys: readonly PathKey[], message: string, hint?: string, cause?: unknown): WorkbenchError {
  const sentence = message.endsWith('.') ? message : `${message}.`;
  return new WorkbenchError('config-invalid', `${jsonPath(keys)}: ${sentence}`, { hint, cause });
}

/** Says the one issue that matters most to the person, without repeating the value: it may be a secret. */
export function faultOfIssue(issue: v.BaseIssue<unknown>): WorkbenchError {
  const keys = (issue.path ?? []).map((item) => item.key as PathKey);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return configFault(keys, 'is not known here', 'Mend the spelling or remove it.');
  }
  if (issue.type === 'strict_object' && keys.length > 0 && issue.input === undefined) {
    return configFault(keys.slice(0, -1), `needs "${String(keys.at(-1))}"`);
  }
  if (issue.type === 'strict_object') {
    return configFault(keys, `must be an object, not ${kindOf(issue.input)}`);
  }
  return configFault(keys, issue.message);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
