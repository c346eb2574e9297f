/**
 * What a ZIdentity tenant consists of, in the words of its admin portal. Plain data: this is also
 * the shape that is written to the state folder.
 */

/** What a role lets an API client do with its service. */
export type RoleAccess = 'full' | 'read';

/** An RBAC role of a service. Its `id` and `scopeName` are what the portal calls a scope. */
export interface Role {
  /** The scope id, `<serviceId>::<roleId>`, for ZPA `<serviceId>:<scopeId>:<roleId>`. */
  id: string;
  /** The role's own name, e.g. `API_Role01`; it is the `rnm` of `service-info`. */
  name: string;
  /** The name that the portal and tokens show, e.g. `Role:API_Role01`. */
  scopeName: string;
  access: RoleAccess;
}

/** A linked Zscaler service (product) with its roles. */
export interface Service {
  id: string;
  /** The product's short name, e.g. `ZIA`; it is the `prd` of `service-info`. */
  name: string;
  displayName: string;
  cloudName?: string;
  orgName?: string;
  roles: Role[];
}

export interface ResourceServer {
  id: string;
  name: string;
  displayName: string;
  description: string;
  primaryAud: string;
  defaultApi: boolean;
}

export interface PublicKeyEntry {
  keyName: string;
  /** PEM text, SPKI; never with private parts. */
  keyValue: string;
}

export interface CertificateEntry {
  /** PEM text of one X.509 certificate. */
  certContent: string;
}

/** The three ways to authenticate; an API client has exactly one. */
export type ClientAuthentication =
  | { type: 'SECRET' }
  | { type: 'PUBKEYCERT'; publicKeys: PublicKeyEntry[]; certificates: CertificateEntry[] }
  | { type: 'JWKS'; url: string };

export interface ClientSecret {
  id: string;
  /** One-way hash of the value with its salt, `<algorithm>$<salt>$<digest>`; the value is not kept. */
  hash: string;
  /** Epoch seconds. */
  createdAt: number;
  /** Epoch seconds. */
  expiresAt: number;
}

/** One rule a client: whether it may get tokens, when, and for which services. */
export interface AccessPolicyRule {
  action: 'ALLOW' | 'BLOCK';
  /** Epoch seconds; the rule counts within this window, or always where it is absent. */
  from?: number;
  to?: number;
  /** Names of services the rule is about; all where absent. */
  services?: string[];
}

export interface ApiClient {
  id: string;
  name: string;
  description: string;
  /** The portal's Status: Active or Inactive. An inactive client gets no token. */
  enabled: boolean;
  /** Seconds, 60 to 86400. */
  accessTokenLifeTime: number;
  authentication: ClientAuthentication;
  secrets: ClientSecret[];
  /** Scope ids (`Role.id`), at most one for each service. */
  scopeIds: string[];
  accessPolicy?: AccessPolicyRule;
  /** Epoch seconds. */
  createdAt: number;
  /** Epoch seconds. */
  updatedAt: number;
}

export interface Tenant {
  /** The first label of the tenant's host, e.g. `acme`. */
  vanity: string;
  /** `PRODUCTION`, `beta`, `gov`, `govus` or another name. */
  cloud: string;
  /** The `tnt` of `service-info` and the organisation's name. */
  orgName: string;
  resourceServer: ResourceServer;
  services: Service[];
  clients: ApiClient[];
}

export type TokenStatus = 'ACTIVE' | 'REVOKED' | 'EXPIRED';

/** What is remembered of an issued access token. The token itself is not kept at rest. */
export interface IssuedToken {
  jti: string;
  clientId: string;
  clientName: string;
  /** Epoch seconds. */
  issuedAt: number;
  /** Epoch seconds. */
  expiresAt: number;
  /** Epoch seconds, or 0 where it was not revoked. */
  revokedAt: number;
  /** The scope ids that the token was issued with; a role changed later does not change the token. */
  scopeIds: string[];
}
