import { LIMITS } from '../limits.js';
import type { GatewayReason } from './gateway-refusals.js';

/** What became of calls at the gateway with one token: of all that were refused alike, or of the first that was not. */
export interface GatewayCall {
  /** Whether the method is safe (RFC 9110 §9.2.1). */
  kind: 'reads' | 'writes';
  /** As roles name it. */
  product: string;
  /** Of the answer; 0 where there was none. */
  status: number;
  /** Absent where it was not refused. */
  reason?: GatewayReason;
  /** Of the newest of them. */
  method: string;
  /** Of the newest, as {@link shownPath} shows it. */
  path: string;
  /** What was found, beyond the reason's own sentence. */
  found: string;
  count: number;
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export function kindOf(method: string): GatewayCall['kind'] {
  return safe.has(method) ? 'reads' : 'writes';
}

/** A path without what may be a credential at the wrong place; its query is no part of it. */
export function shownPath(path: string): string {
  const segments = path.split('/').map((segment) => {
    const sent = encodeURI(segment);
    return sent.length > LIMITS.pathSegmentCharacters ? `${sent.slice(0, 8)}…` : sent;
  });
  // One more than is ever repeated, so that it is seen that something was left out.
  return segments.join('/').slice(0, LIMITS.quotedCharacters + 1);
}

/** A program that tries again and again adds one entry: refusals that are alike are counted. */
export function noteInto(calls: GatewayCall[], call: Omit<GatewayCall, 'count'>): void {
  const alike = calls.find(
    ({ kind, product, status, reason }) =>
      kind === call.kind && product === call.product && status === call.status && reason === call.reason,
  );
  if (alike !== undefined) {
    Object.assign(alike, call, { count: alike.count + 1 });
    return;
  }
  calls.push({ ...call, count: 1 });
  const refused = calls.filter(({ reason }) => reason !== undefined);
  if (refused.length > LIMITS.gatewayRefusals) calls.splice(calls.indexOf(refused[0] as GatewayCall), 1);
}
