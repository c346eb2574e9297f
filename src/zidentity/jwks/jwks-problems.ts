import type { ParsedJwks } from '../../keys/jwks.js';

/** Why a client's JWKS could not be used. */
export type JwksProblem =
  | 'jwks-url-not-allowed'
  | 'jwks-unreachable'
  | 'jwks-tls-not-trusted'
  | 'jwks-timeout'
  | 'jwks-status'
  | 'jwks-too-large'
  | 'jwks-redirect'
  | 'jwks-malformed'
  | 'jwks-empty';

/** A client's JWKS, or why there is none. `detail` quotes no content of the answer. */
export type JwksResult =
  | {
      ok: true;
      jwks: ParsedJwks;
      /** Milliseconds since the epoch by the machine's clock. */
      fetchedAt: number;
      /** Whether it was fetched for this question, not remembered. */
      fresh: boolean;
    }
  | { ok: false; problem: JwksProblem; detail: string };
