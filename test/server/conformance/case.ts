import type { AssertionContext, ConformanceKeys } from './fixture.js';

export interface CaseContext extends AssertionContext {
  keys: ConformanceKeys;
  /** Origin of the mock. */
  base: string;
}

export interface RequestSpec {
  method?: string;
  headers?: Record<string, string>;
  /** Text goes as it is; fields are form-encoded with the content type of a form. */
  body?: string | Record<string, string>;
}

export interface TokenCase {
  /** The sentence that must be true. */
  name: string;
  /** Under which policy; `zidentity` where absent. */
  policy?: 'zidentity' | 'strict';
  request(context: CaseContext): RequestSpec;
  status: number;
  error?: string;
  /** What the exchange's failed step must say, or for a token what a warning must say. */
  because?: RegExp;
  /** Whether a strict server of another make must agree on the outcome: RFCs settle it. */
  settledByRfc?: boolean;
}
