import type { MockContext } from '../context.js';
import type { MockRequest } from '../http/request.js';
import type { Product } from './products.js';

/** A version of the real gateway, as a recorded answer names it. */
const gatewayVersion = '109.1.85';

/** A UUID of version 4 from the randomness that is handed in. */
export function uuid(randomBytes: (size: number) => Buffer): string {
  const hex = randomBytes(16).toString('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** What every answer of the gateway carries, refusals included. */
export function gatewayHeaders(request: MockRequest, { randomBytes }: MockContext): Record<string, string> {
  return {
    'x-oneapi-host': request.origin,
    'x-oneapi-request-id': uuid(randomBytes),
    'x-oneapi-version': gatewayVersion,
  };
}

/** Counts a caller's requests in the gateway's window, for the headers that tell what is left of the quota. */
export interface QuotaCounter {
  headers(product: Product, who: string, nowMs: number): Record<string, string>;
}

/** Callers that are remembered; beyond it all begin anew. */
const maxCallers = 1_000;

export function createQuotaCounter(): QuotaCounter {
  let used = new Map<string, { since: number; count: number }>();
  return {
    headers({ prefix, quota }, who, nowMs) {
      const key = `${prefix} ${who}`;
      const windowMs = quota.window * 1000;
      let entry = used.get(key);
      if (entry === undefined || nowMs - entry.since >= windowMs || nowMs < entry.since) {
        if (used.size >= maxCallers) used = new Map();
        entry = { since: nowMs, count: 0 };
        used.set(key, entry);
      }
      entry.count += 1;
      return {
        'x-ratelimit-limit': quota.text,
        'x-ratelimit-remaining': String(Math.max(0, quota.limit - entry.count)),
        'x-ratelimit-reset': String(Math.ceil((entry.since + windowMs - nowMs) / 1000)),
      };
    },
  };
}
