/** What is known of a token without asking anybody: from session state and keys that are already here. */
export interface TokenFacts {
  /** By which environment's keys the signature was checked; absent where no keys are at hand. */
  verification?:
    | { status: 'verified'; environment: string; alg: string; kid?: string }
    | { status: 'invalid'; environment: string; reason: string };
  /** Where it is a client assertion: what is known of its signature, and why ZIdentity would refuse it, if it would. */
  assertion?: { signature: 'verified' | 'invalid' | 'not-verified'; refusal?: string };
  /** The record of the token, where the mock issued it. */
  issued?: { jti: string; clientId: string; clientName: string; status: 'ACTIVE' | 'REVOKED' | 'EXPIRED' };
  /** An API client whose credential is at hand, so that a fresh token can be had. */
  client?: { id: string; name: string; environmentId: string };
}
