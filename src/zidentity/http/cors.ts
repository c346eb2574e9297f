import type { IncomingHttpHeaders } from 'node:http';

/**
 * Headers that let a web page of an allowed origin read an answer (Fetch standard, "CORS protocol"). Without any
 * allowed origin, the default, there are none, and browsers keep answers from every page.
 */
export interface Cors {
  /** Undefined for requests that no allowed page made. */
  headersFor(headers: IncomingHttpHeaders): Record<string, string> | undefined;
  /** What a preflight is answered with beyond those. */
  preflight(headers: IncomingHttpHeaders): Record<string, string> | undefined;
}

/** @param origins e.g. `http://localhost:3000`, or `*` for any */
export function createCors(origins: readonly string[]): Cors {
  const allowed = new Set(origins.map((origin) => origin.trim().replace(/\/$/, '').toLowerCase()));
  const any = allowed.has('*');

  function headersFor(headers: IncomingHttpHeaders): Record<string, string> | undefined {
    const { origin } = headers;
    if (origin === undefined || !(any || allowed.has(origin.toLowerCase()))) return undefined;
    return { 'access-control-allow-origin': any ? '*' : origin, 'access-control-expose-headers': '*', vary: 'origin' };
  }

  return {
    headersFor,
    preflight(headers) {
      const method = headers['access-control-request-method'];
      const common = headersFor(headers);
      if (method === undefined || common === undefined) return undefined;
      return {
        ...common,
        'access-control-allow-methods': method,
        'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
        'access-control-max-age': '600',
      };
    },
  };
}
