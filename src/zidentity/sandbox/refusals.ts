import type { Problem, Service } from './conventions.js';
import type { SandboxAnswer } from './item.js';

export const noObject: Problem = { kind: 'invalid', message: 'The body must be a JSON object.' };

/** What a path does not take, with what it does (RFC 9110 §15.5.6); OPTIONS asks for just that (§9.3.7). */
export function otherMethod(service: Service, method: string, taken: Readonly<Record<string, unknown>>): SandboxAnswer {
  const known = Object.keys(taken).flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name]));
  const headers = { allow: [...known, 'OPTIONS'].join(', ') };
  return method === 'OPTIONS' ? { status: 204, headers } : { ...service.problem({ kind: 'method', method }), headers };
}
