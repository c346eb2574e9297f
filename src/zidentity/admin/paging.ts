import { HttpError } from '../http/http-error.js';
import type { MockRequest } from '../http/request.js';
import { LIMITS } from '../limits.js';

const defaultLimit = 100;

/** The value of a query key; ZIdentity compares keys without regard to case. The last counts. */
export function queryValue(query: URLSearchParams, name: string): string | undefined {
  let found: string | undefined;
  for (const [key, value] of query) if (key.toLowerCase() === name.toLowerCase()) found = value;
  return found;
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const value = queryValue(query, name);
  if (value === undefined || value === '') return fallback;
  if (/^\d{1,9}$/.test(value) && Number(value) <= max) return Number(value);
  throw new HttpError(400, `${name} must be a whole number from 0 to ${max}.`);
}

/**
 * One page of records in ZIdentity's list envelope. `name[like]` keeps the records whose name holds the
 * text, whatever the case. The links lead back to the origin that the caller used, for SDKs follow them.
 *
 * @throws HttpError 400 where offset or limit are no numbers within bounds
 */
export function page<T>(request: MockRequest, all: readonly T[], nameOf: (record: T) => string): object {
  const offset = wholeNumber(request.query, 'offset', 0, 999_999_999);
  const limit = wholeNumber(request.query, 'limit', defaultLimit, LIMITS.pageItems);
  const like = queryValue(request.query, 'name[like]')?.toLowerCase();
  const found = like === undefined ? all : all.filter((record) => nameOf(record).toLowerCase().includes(like));
  const link = (to: number) => {
    const query = new URLSearchParams({ offset: String(to), limit: String(limit) });
    if (like !== undefined) query.set('name[like]', queryValue(request.query, 'name[like]') ?? '');
    return `${request.origin}${request.path}?${query}`;
  };
  return {
    pageOffset: offset,
    pageSize: limit,
    totalRecord: found.length,
    records: found.slice(offset, offset + limit),
    ...(limit > 0 && offset + limit < found.length ? { next_link: link(offset + limit) } : {}),
    ...(limit > 0 && offset > 0 ? { prev_link: link(Math.max(0, offset - limit)) } : {}),
    results_total: found.length,
  };
}
