import type { FaultEngine } from '../control/faults.js';
import { LIMITS } from '../limits.js';
import { fetchJwks, type JwksFetchOptions } from './fetch-jwks.js';
import type { JwksResult } from './jwks-problems.js';

/** JWKS of API clients by their JWKS URL, remembered for five minutes. */
export interface ClientJwks {
  /**
   * @param options.fresh asks the web server again even where an answer is remembered: a `kid` is unknown, or no key
   *   verifies. Requests for the same URL that come in meanwhile share one fetch.
   */
  get(url: string, options?: { fresh?: boolean }): Promise<JwksResult>;
  /** Forgets what was fetched, e.g. because the set at this URL was published anew. */
  forget(url?: string): void;
}

export interface ClientJwksOptions extends Omit<JwksFetchOptions, 'fault'> {
  faults: FaultEngine;
}

/**
 * Failures are not remembered: a web server that came up, or a fault that was used up, must show at the next
 * request, and a mock on loopback overwhelms nobody. A waiting fault passes by what is remembered.
 */
export function createClientJwks(options: ClientJwksOptions): ClientJwks {
  type Success = Extract<JwksResult, { ok: true }>;
  const remembered = new Map<string, Success>();
  const underWay = new Map<string, Promise<JwksResult>>();

  function fetchOnce(url: string): Promise<JwksResult> {
    const running = underWay.get(url);
    if (running !== undefined) return running;
    const fault = options.faults.take('jwks');
    const fetching = fetchJwks(url, { ...options, fault })
      .then((result) => {
        if (result.ok && underWay.get(url) === fetching) {
          const oldest = remembered.keys().next();
          if (remembered.size >= LIMITS.jwksCacheEntries && !oldest.done) remembered.delete(oldest.value);
          remembered.set(url, result);
        }
        return result;
      })
      .finally(() => {
        if (underWay.get(url) === fetching) underWay.delete(url);
      });
    underWay.set(url, fetching);
    return fetching;
  }

  return {
    async get(url, { fresh = false } = {}) {
      const known = remembered.get(url);
      // Time by the machine's clock: the mock's may be shifted, which makes no answer older.
      const usable = known !== undefined && options.now() - known.fetchedAt < LIMITS.jwksCacheMs;
      if (usable && !fresh && !options.faults.waiting('jwks')) return { ...known, fresh: false };
      return fetchOnce(url);
    },
    forget(url) {
      if (url === undefined) {
        remembered.clear();
        underWay.clear();
        return;
      }
      remembered.delete(url);
      underWay.delete(url);
    },
  };
}
