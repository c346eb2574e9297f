import { ASSERTION_REFUSALS } from './assertion-refusals.js';
import type { OAuthErrorCode } from './refusal-text.js';
import { REQUEST_REFUSALS } from './request-refusals.js';

/**
 * Why a client is refused: the one table behind the wire's answer, the exchange's failed step and its hint.
 * An assertion that cannot be read is `invalid_request`; one that does not convince is `invalid_client`.
 */
export const REFUSALS = { ...REQUEST_REFUSALS, ...ASSERTION_REFUSALS };

export type RefusalReason = keyof typeof REFUSALS;

/** The wording of a refused client on the wire; which check it was is told in the exchange alone. */
const wireDescription: Partial<Record<OAuthErrorCode, string>> = {
  invalid_client: 'Client authentication failed',
};

export interface Refusal {
  reason: RefusalReason;
  error: OAuthErrorCode;
  /** For `error_description`. */
  description: string;
}

export function refusalOf(reason: RefusalReason): Refusal {
  const { error, sentence } = REFUSALS[reason];
  return { reason, error, description: wireDescription[error] ?? sentence };
}
