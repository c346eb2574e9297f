import { LIMITS } from '../limits.js';
import { type GatewayCall, noteInto } from './gateway-call.js';

export type ExchangeMethod = 'SECRET_POST' | 'SECRET_BASIC' | 'PRIVATE_KEY_JWT' | 'NONE';

export interface ExchangeStep {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  /** What was looked at and found. Never a secret, a token, or the signature of an assertion. */
  detail: string;
  /** How to mend it; on a passed step, what to beware of. */
  hint?: string;
  /** Stable code of the reason, on a failed step. */
  reason?: string;
}

/** What happened in one token request, as it is kept; `told-exchange.ts` has the form in which it is told. */
export interface Exchange {
  id: string;
  /** ISO 8601, by the mock's clock. */
  at: string;
  /** As the request named it; empty where it named none. */
  clientId: string;
  method: ExchangeMethod;
  outcome: 'issued' | 'refused';
  /** The `error` of the answer, where refused. */
  error?: string;
  steps: ExchangeStep[];
  /** Of the token that was issued. */
  jti?: string;
  /** What became of calls at the gateway with that token. */
  calls?: GatewayCall[];
}

export interface ExchangeLog {
  add(exchange: Exchange): void;
  get(id: string): Exchange | undefined;
  /** The one that issued a token, while it is remembered. */
  issuing(jti: string): Exchange | undefined;
  /** Notes a call at the gateway with the token of an exchange. */
  noteCall(exchange: Exchange, call: Omit<GatewayCall, 'count'>): void;
  /** Newest first. */
  list(query: { clientId?: string; jti?: string; offset: number; limit: number }): {
    total: number;
    records: Exchange[];
  };
  clear(): void;
}

/**
 * Keeps the last exchanges in a ring.
 * @param initial those of the mock that ran before, oldest first
 */
export function createExchangeLog(
  onChange: () => void,
  capacity: number = LIMITS.exchanges,
  initial: readonly Exchange[] = [],
): ExchangeLog {
  let ring: Exchange[] = initial.slice(-capacity);
  let next = ring.length % capacity;
  const byJti = new Map(ring.flatMap((exchange) => (exchange.jti === undefined ? [] : [[exchange.jti, exchange]])));

  function* newestFirst(): Generator<Exchange> {
    for (let back = 1; back <= ring.length; back += 1) {
      yield ring[(next - back + ring.length) % ring.length] as Exchange;
    }
  }

  return {
    add(exchange) {
      const forgotten = ring[next]?.jti;
      if (forgotten !== undefined) byJti.delete(forgotten);
      // Grows by one until it is full: then `next` is its length.
      ring[next] = exchange;
      next = (next + 1) % capacity;
      if (exchange.jti !== undefined) byJti.set(exchange.jti, exchange);
      onChange();
    },
    get(id) {
      return ring.find((exchange) => exchange.id === id);
    },
    issuing: (jti) => byJti.get(jti),
    noteCall(exchange, call) {
      exchange.calls ??= [];
      noteInto(exchange.calls, call);
      onChange();
    },
    list({ clientId, jti, offset, limit }) {
      const records: Exchange[] = [];
      let total = 0;
      for (const exchange of newestFirst()) {
        if (clientId !== undefined && exchange.clientId !== clientId) continue;
        if (jti !== undefined && exchange.jti !== jti) continue;
        if (total >= offset && records.length < limit) records.push(exchange);
        total += 1;
      }
      return { total, records };
    },
    clear() {
      ring = [];
      next = 0;
      byJti.clear();
      onChange();
    },
  };
}
