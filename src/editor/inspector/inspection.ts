import type { TokenKind } from '../../jwt/kind.js';
import type { TokenStateName } from '../../jwt/state.js';

/** What is known of the signature, and by whose keys. */
export type InspectedSignature =
  | { status: 'verified'; environment: string; alg: string; kid?: string }
  | { status: 'invalid'; environment: string; reason: string }
  | { status: 'not-verified'; reason: string };

/** A role that an access token carries, with what it opens. */
export interface InspectedRole {
  product: string;
  role: string;
  tenant?: string;
  /** Prefixes of the gateway's paths, e.g. `/zia/api/v1`. Empty for a product that is not known here. */
  paths: readonly string[];
}

export interface InspectedClaim {
  name: string;
  /** The value as people read it: times as dates, objects as compact JSON. */
  value: string;
  label: string;
  explanation: string;
  status: 'standard' | 'confirmed' | 'guessed' | 'unknown';
}

export interface AssertionCheck {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  detail: string;
  hint?: string;
}

/** What ZIdentity would say of a client assertion under one policy. */
export interface AssertionVerdict {
  policy: 'zidentity' | 'strict';
  accepted: boolean;
  checks: readonly AssertionCheck[];
}

/** The decoded and verified result: plain JSON without the token itself. */
export interface Inspection {
  kind: TokenKind;
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  verified: boolean;
  signature: InspectedSignature;
  /** Where the token stands in time; `revoked` where the mock that issued it says so. */
  state: TokenStateName | 'revoked';
  /** Epoch seconds. */
  issuedAt?: number;
  notBefore?: number;
  expiresAt?: number;
  clientId?: string;
  clientName?: string;
  jti?: string;
  /** This mock issued it. */
  issuedByMock: boolean;
  claims: readonly InspectedClaim[];
  parameters: readonly InspectedClaim[];
  roles: readonly InspectedRole[];
  problems: readonly string[];
  assertion?: readonly AssertionVerdict[];
}
