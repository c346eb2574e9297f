import { describeTime, timeProblem } from './time.js';

export { describeTime } from './time.js';

/** Where a token stands in time. `malformed-time`: a time claim is no time, so nothing can be said of it. */
export type TokenStateName = 'active' | 'expired' | 'not-yet-valid' | 'no-expiry' | 'malformed-time';

export interface TokenState {
  readonly state: TokenStateName;
  /** One sentence for people: `Expired 2026-11-23 10:00:00Z (5 minutes ago)`. */
  readonly description: string;
  /** Epoch seconds of `exp`, `nbf` and `iat`, where the token has them and they are times. */
  readonly expiresAt?: number;
  readonly notBefore?: number;
  readonly issuedAt?: number;
  /** Seconds until `exp`; negative once it is past. */
  readonly secondsLeft?: number;
  /** What is odd about the times although the state is clear: an `iat` in the future, an `exp` before `iat`. */
  readonly problems: readonly string[];
}

const TIMES = ['exp', 'nbf', 'iat'] as const;

/**
 * Where a token stands in time, by its own claims and without leeway. This is no verification: an active token can be
 * forged, or revoked.
 *
 * RFC 7519 §4.1.4: at or behind `exp` a token must not be accepted; §4.1.5: nor before `nbf`.
 */
export function tokenState(payload: Readonly<Record<string, unknown>>, nowMs: number): TokenState {
  const now = nowMs / 1000;
  const times: { [name in (typeof TIMES)[number]]?: number } = {};
  const malformed: string[] = [];
  for (const name of TIMES) {
    if (!Object.hasOwn(payload, name)) continue;
    const problem = timeProblem(payload[name]);
    if (problem) malformed.push(`"${name}" is not a time: ${problem}.`);
    else times[name] = payload[name] as number;
  }
  const { exp, nbf, iat } = times;
  const known = {
    ...(exp === undefined ? {} : { expiresAt: exp, secondsLeft: exp - now }),
    ...(nbf === undefined ? {} : { notBefore: nbf }),
    ...(iat === undefined ? {} : { issuedAt: iat }),
  };
  if (malformed.length > 0) {
    return { state: 'malformed-time', description: malformed.join(' '), ...known, problems: malformed };
  }
  return { ...stateOf(exp, nbf, now, nowMs), ...known, problems: oddities(exp, nbf, iat, now) };
}

function stateOf(
  exp: number | undefined,
  nbf: number | undefined,
  now: number,
  nowMs: number,
): Pick<TokenState, 'state' | 'description'> {
  if (exp !== undefined && now >= exp) return { state: 'expired', description: `Expired ${describeTime(exp, nowMs)}` };
  if (nbf !== undefined && now < nbf) {
    return { state: 'not-yet-valid', description: `Not valid before ${describeTime(nbf, nowMs)}` };
  }
  if (exp === undefined) return { state: 'no-expiry', description: 'No expiry: the token has no "exp" claim' };
  return { state: 'active', description: `Active until ${describeTime(exp, nowMs)}` };
}

function oddities(exp: number | undefined, nbf: number | undefined, iat: number | undefined, now: number): string[] {
  const found: string[] = [];
  if (iat !== undefined && iat > now + 60) found.push('"iat" lies in the future: one of the two clocks is wrong.');
  if (exp !== undefined && iat !== undefined && exp <= iat) found.push('"exp" does not lie after "iat".');
  if (exp !== undefined && nbf !== undefined && exp <= nbf) found.push('"exp" does not lie after "nbf".');
  return found;
}
