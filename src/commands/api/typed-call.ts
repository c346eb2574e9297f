import { knownCalls } from './known-paths.js';

/** A call that a person writes down, in place of choosing one. */
export interface TypedCall {
  readonly typed: true;
  readonly method: string;
  readonly path: string;
}

/** Reads `/zia/api/v1/…` or `POST /zia/api/v1/…`. Undefined for other text, and for a call that can be chosen. */
export function typedCall(text: string): TypedCall | undefined {
  const [, method = 'GET', path] = /^(?:(get|post|put|patch|delete)\s+)?(\/\S*)$/i.exec(text) ?? [];
  if (path === undefined) return undefined;
  const call: TypedCall = { typed: true, method: method.toUpperCase(), path };
  return knownCalls.some((known) => known.method === call.method && known.path === path) ? undefined : call;
}
