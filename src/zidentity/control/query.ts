import { HttpError } from '../http/http-error.js';
import { LIMITS } from '../limits.js';

/** The query by its keys in lower case, which match without regard to case; each at most once. */
export function readQuery(query: URLSearchParams): (key: string) => string | undefined {
  const values = new Map<string, string>();
  for (const [key, value] of query) {
    const name = key.toLowerCase();
    if (values.has(name)) throw new HttpError(400, 'A query parameter is there more than once.');
    values.set(name, value);
  }
  // An empty filter is none: that is how forms and scripts with unset variables send it.
  return (key) => values.get(key.toLowerCase()) || undefined;
}

/** @throws HttpError 400 where it is no whole number from `min` to `max` */
export function wholeNumber(text: string | undefined, name: string, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new HttpError(400, `${name} must be a whole number from ${min} to ${max}.`);
}

export function readPage(get: (key: string) => string | undefined): { offset: number; limit: number } {
  return {
    offset: wholeNumber(get('offset'), 'offset', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    limit: wholeNumber(get('limit'), 'limit', 0, LIMITS.pageItems) ?? 100,
  };
}
