import type { IssuedToken, RoleAccess, TokenStatus } from '../model.js';

/** One role as a token carries it: a snapshot, so that a role changed later does not change the token. */
export interface GrantedScope {
  /** The scope id, e.g. `<serviceId>::<roleId>`. */
  id: string;
  /** The scope name, e.g. `Role:API_Role01`. */
  name: string;
  /** The product's short name, e.g. `ZIA`. */
  service: string;
  /** The role's own name. */
  role: string;
  access: RoleAccess;
  /** The `tnt` of `service-info`. */
  orgName: string;
}

/** What all tokens that a client gets in one state of the tenant have in common. */
export interface TokenProfile {
  clientId: string;
  clientName: string;
  /** Signing key. */
  kid: string;
  issuer: string;
  audience: string;
  scopes: GrantedScope[];
}

export interface NewToken {
  /** A UUID in lower case. */
  jti: string;
  /** Epoch seconds. */
  issuedAt: number;
  /** Epoch seconds. */
  expiresAt: number;
  /** Pass the same object again for the same profile: it is stored once. */
  profile: TokenProfile;
}

export interface TokenRecord extends IssuedToken {
  profile: TokenProfile;
}

export interface TokenQuery {
  status?: TokenStatus;
  clientId?: string;
  /** Text that the client's name or id holds, or that the jti begins with; in any case. */
  search?: string;
  /** Epoch seconds; all bounds are inclusive. */
  issuedFrom?: number;
  issuedTo?: number;
  expiresFrom?: number;
  expiresTo?: number;
  offset: number;
  limit: number;
  nowSeconds: number;
}

/** What is remembered of issued tokens. */
export interface TokenStore {
  add(token: NewToken): void;
  get(jti: string): TokenRecord | undefined;
  /** A page, the token issued last first; `total` counts all that match. */
  list(query: TokenQuery): { total: number; records: TokenRecord[] };
  /** Resolves once the revocation is durable; rejects with `state-not-written`, and then nothing is revoked. */
  revoke(jti: string, atSeconds: number): Promise<'revoked' | 'not-found' | 'not-active'>;
  /** Revokes all active tokens of a client and says how many they were. */
  revokeAllOf(clientId: string, atSeconds: number): Promise<number>;
  /** Forgets every token. */
  clear(): Promise<void>;
}

/** Revoked stays revoked, expired or not. */
export function tokenStatus(token: IssuedToken, nowSeconds: number): TokenStatus {
  if (token.revokedAt !== 0) return 'REVOKED';
  return token.expiresAt <= nowSeconds ? 'EXPIRED' : 'ACTIVE';
}
