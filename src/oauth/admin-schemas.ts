import * as v from 'valibot';

/**
 * The resources of ZIdentity's admin API as its documentation and live answers show them. Loose:
 * fields that are not named here are kept, so that a read-change-write loses nothing.
 */
const publicKey = v.looseObject({ keyName: v.optional(v.string()), keyValue: v.string() });
const certificate = v.looseObject({ certContent: v.string() });

export const clientAuthentication = v.looseObject({
  /** `SECRET`, `PUBKEYCERT` or `JWKS`; another text is kept as it is. */
  authType: v.string(),
  clientJWKsUrl: v.nullish(v.string()),
  publicKeys: v.nullish(v.array(publicKey)),
  clientCertificates: v.nullish(v.array(certificate)),
});

const scope = v.looseObject({ id: v.string(), name: v.optional(v.string()) });

const clientResource = v.looseObject({
  id: v.string(),
  name: v.optional(v.string()),
  defaultApi: v.optional(v.boolean()),
  selectedScopes: v.optional(v.array(scope), []),
});

export const apiClient = v.looseObject({
  id: v.string(),
  name: v.string(),
  description: v.nullish(v.string()),
  /** Active or Inactive in the portal. */
  status: v.optional(v.boolean(), true),
  /** Seconds, 60 to 86400. */
  accessTokenLifeTime: v.optional(v.number()),
  clientAuthentication,
  clientResources: v.optional(v.nullable(v.array(clientResource)), []),
});

/** Epoch seconds, which some versions write as text. */
const epochSeconds = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number))]),
  v.number(),
);

export const clientSecret = v.looseObject({
  id: v.string(),
  /** The whole value when it was just made, else masked or absent. */
  value: v.nullish(v.string()),
  createdAt: v.optional(epochSeconds),
  expiresAt: v.optional(epochSeconds),
});

export const clientSecrets = v.array(clientSecret);

const service = v.looseObject({
  id: v.string(),
  name: v.string(),
  displayName: v.optional(v.string()),
  cloudName: v.nullish(v.string()),
  orgName: v.nullish(v.string()),
});

export const resourceServer = v.looseObject({
  id: v.string(),
  name: v.string(),
  displayName: v.optional(v.string()),
  description: v.nullish(v.string()),
  primaryAud: v.optional(v.string()),
  defaultApi: v.optional(v.boolean()),
  serviceScopes: v.optional(
    v.nullable(v.array(v.looseObject({ service, scopes: v.optional(v.nullable(v.array(scope)), []) }))),
    [],
  ),
});

/** The list envelope; `records` is checked one by one by the caller. */
export const listEnvelope = v.looseObject({
  totalRecord: v.optional(v.number()),
  records: v.array(v.unknown()),
  next_link: v.nullish(v.string()),
});

/** `{type, title, status, detail}`, any of which a gateway may leave empty. */
export const problem = v.looseObject({
  title: v.nullish(v.string()),
  detail: v.nullish(v.string()),
});

export type AdminApiClient = v.InferOutput<typeof apiClient>;
export type AdminClientSecret = v.InferOutput<typeof clientSecret>;
export type ResourceServer = v.InferOutput<typeof resourceServer>;
export type ClientAuthenticationInput = v.InferInput<typeof clientAuthentication>;

/** What creating and updating an API client takes. */
export interface ApiClientInput {
  name: string;
  description?: string;
  status?: boolean;
  /** Seconds, 60 to 86400. */
  accessTokenLifeTime: number;
  clientAuthentication: ClientAuthenticationInput;
  /** Ids of resource servers with the scopes chosen of each; one scope a service. */
  clientResources?: { id: string; selectedScopes: { id: string }[] }[];
}
