import { type JtiPrefix, jtiPrefix } from './jti.js';
import type { TokenChunk } from './token-chunk.js';
import type { TokenProfile, TokenQuery } from './token-store.js';

/** A query as a search over columns needs it. All bounds are inclusive, epoch seconds. */
export interface TokenFilter {
  issuedFrom: number;
  issuedTo: number;
  expiresFrom: number;
  expiresTo: number;
  /** Undefined: either. */
  revoked: boolean | undefined;
  /** By number of the profile, which of its tokens are wanted; undefined: all. */
  wanted: Uint8Array | undefined;
  /** What the jti begins with where a profile's tokens are wanted by it. */
  prefix: JtiPrefix;
}

/** Which tokens of a profile are wanted. */
const none = 0;
const all = 1;
const byJti = 2;

/** A search looks at the few profiles, not at the many tokens; at a token it compares numbers alone. */
function wantedOf({ clientId, search }: TokenQuery, profiles: readonly TokenProfile[], hasPrefix: boolean) {
  if (clientId === undefined && search === undefined) return undefined;
  const text = search?.toLowerCase() ?? '';
  const others = hasPrefix ? byJti : none;
  return Uint8Array.from(profiles, (profile) => {
    if (clientId !== undefined && profile.clientId !== clientId) return none;
    return `${profile.clientName}\n${profile.clientId}`.toLowerCase().includes(text) ? all : others;
  });
}

const anyJti: JtiPrefix = { mask: new Uint32Array(4), bits: new Uint32Array(4) };

export function filterOf(query: TokenQuery, profiles: readonly TokenProfile[]): TokenFilter {
  const { status, search } = query;
  const prefix = search === undefined ? undefined : jtiPrefix(search);
  const filter: TokenFilter = {
    issuedFrom: query.issuedFrom ?? 0,
    issuedTo: query.issuedTo ?? Number.POSITIVE_INFINITY,
    expiresFrom: query.expiresFrom ?? 0,
    expiresTo: query.expiresTo ?? Number.POSITIVE_INFINITY,
    revoked: status === undefined ? undefined : status === 'REVOKED',
    wanted: wantedOf(query, profiles, prefix !== undefined),
    prefix: prefix ?? anyJti,
  };
  // ACTIVE and EXPIRED are bounds of the expiry, beside not being revoked.
  if (status === 'ACTIVE') filter.expiresFrom = Math.max(filter.expiresFrom, query.nowSeconds + 1);
  if (status === 'EXPIRED') filter.expiresTo = Math.min(filter.expiresTo, query.nowSeconds);
  return filter;
}

function isOutside({ times, rows }: TokenChunk, filter: TokenFilter): boolean {
  return (
    rows === 0 ||
    times.issuedTo < filter.issuedFrom ||
    times.issuedFrom > filter.issuedTo ||
    times.expiresTo < filter.expiresFrom ||
    times.expiresFrom > filter.expiresTo
  );
}

function isInside({ times }: TokenChunk, filter: TokenFilter): boolean {
  return (
    times.issuedFrom >= filter.issuedFrom &&
    times.issuedTo <= filter.issuedTo &&
    times.expiresFrom >= filter.expiresFrom &&
    times.expiresTo <= filter.expiresTo
  );
}

/** How many rows match, where that can be told without looking at each. */
export function matchesOfAll(chunk: TokenChunk, filter: TokenFilter): number | undefined {
  if (isOutside(chunk, filter)) return 0;
  if (filter.wanted !== undefined || !isInside(chunk, filter)) return undefined;
  if (filter.revoked === undefined) return chunk.rows;
  return filter.revoked ? chunk.revokedRows : chunk.rows - chunk.revokedRows;
}

const found = new Uint32Array(65_536);

/**
 * The rows that match, the last first. The loops compare no more columns than they must: a million rows take two or
 * three milliseconds. The result is valid until the next call.
 */
export function matchingRows(chunk: TokenChunk, filter: TokenFilter): Uint32Array {
  const count = isInside(chunk, filter) ? searchWithoutTimes(chunk, filter) : searchWithTimes(chunk, filter);
  return found.subarray(0, count);
}

function searchWithoutTimes(chunk: TokenChunk, { wanted, prefix, revoked }: TokenFilter): number {
  const { rows, profile, revokedAt } = chunk;
  let count = 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    if (wanted !== undefined) {
      const want = wanted[profile[row] as number];
      if (want === none || (want === byJti && !chunk.jtiBeginsWith(row, prefix))) continue;
    }
    if (revoked !== undefined && (revokedAt[row] !== 0) !== revoked) continue;
    found[count] = row;
    count += 1;
  }
  return count;
}

function searchWithTimes(chunk: TokenChunk, filter: TokenFilter): number {
  const { rows, profile, revokedAt, issuedAt, expiresAt } = chunk;
  const { wanted, prefix, revoked, issuedFrom, issuedTo, expiresFrom, expiresTo } = filter;
  let count = 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    if (wanted !== undefined) {
      const want = wanted[profile[row] as number];
      if (want === none || (want === byJti && !chunk.jtiBeginsWith(row, prefix))) continue;
    }
    if (revoked !== undefined && (revokedAt[row] !== 0) !== revoked) continue;
    const issued = issuedAt[row] as number;
    const expires = expiresAt[row] as number;
    if (issued < issuedFrom || issued > issuedTo || expires < expiresFrom || expires > expiresTo) continue;
    found[count] = row;
    count += 1;
  }
  return count;
}
