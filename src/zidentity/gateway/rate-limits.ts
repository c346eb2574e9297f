import type { Reply } from '../http/reply.js';
import type { Product, RateRule } from './products.js';
import { gatewayRefusal } from './refusals.js';

/** How a rule was broken, and when the next request has a chance. */
export interface RateBreach {
  rule: RateRule;
  /** Whole seconds, at least 1. */
  retryAfter: number;
}

export interface RateLimiter {
  /** Counts a request; where it is one too many it is not counted and the breach is said. */
  count(product: Product, method: string, who: string, nowMs: number): RateBreach | undefined;
}

/** Callers that are remembered; beyond it the one that was seen longest ago is forgotten. */
const maxCallers = 1_000;

/** Remembers when each caller's requests were, as far back as the longest window looks. */
export function createRateLimiter(): RateLimiter {
  const callers = new Map<string, Map<RateRule, number[]>>();

  function timesOf(caller: string): Map<RateRule, number[]> {
    const known = callers.get(caller) ?? new Map<RateRule, number[]>();
    callers.delete(caller);
    callers.set(caller, known);
    const oldest = callers.keys().next();
    if (callers.size > maxCallers && !oldest.done) callers.delete(oldest.value);
    return known;
  }

  return {
    count(product, method, who, nowMs) {
      const rules = product.rates.filter((rule) => rule.methods.includes(method));
      if (rules.length === 0) return undefined;
      const times = timesOf(`${product.prefix} ${who}`);
      const current = rules.map((rule) => {
        // The mock's clock can be set back: what lies ahead of it is forgotten too.
        const kept = (times.get(rule) ?? []).filter((at) => at > nowMs - rule.window * 1000 && at <= nowMs);
        times.set(rule, kept);
        return { rule, kept };
      });
      const broken = current.findLast(({ rule, kept }) => kept.length >= rule.limit);
      if (broken !== undefined) {
        const free = (broken.kept[0] ?? nowMs) + broken.rule.window * 1000;
        return { rule: broken.rule, retryAfter: Math.max(1, Math.ceil((free - nowMs) / 1000)) };
      }
      for (const { kept } of current) kept.push(nowMs);
      return undefined;
    },
  };
}

const windowNames: Readonly<Record<number, string>> = { 1: 'SECOND', 60: 'MINUTE', 3600: 'HOUR' };

/** The 429 in the words of the service. ZIA's and ZPA's are recorded, the others' a guess. */
export function tooManyRequests(product: Product, { rule, retryAfter }: RateBreach): Reply {
  const limits = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(retryAfter) };
  const headers = (value: string) => ({ 'content-type': product.contentType, 'retry-after': value, ...limits });
  switch (product.rateForm) {
    case 'zia':
      return {
        status: 429,
        headers: headers(String(retryAfter)),
        body: JSON.stringify({
          message: `Rate Limit (${rule.limit}/${windowNames[rule.window]}) exceeded`,
          'Retry-After': `${retryAfter} seconds`,
        }),
      };
    case 'zpa':
      return {
        status: 429,
        headers: headers(`${retryAfter}s`),
        body: JSON.stringify({
          exception: 'invalid.toomanyrequests',
          id: 'invalid.toomanyrequests',
          reason: 'Exceeded the number of requests allowed.',
        }),
      };
    case 'gateway':
      return gatewayRefusal(429, 'too many requests', { 'retry-after': String(retryAfter), ...limits });
  }
}
