import type { SettingValues } from './control/settings.js';

/**
 * What the mock does, and how sure anybody outside can be that the real service does the same.
 * One source: the page `media/behaviour.md` is written from this table and a test holds the two together.
 */

/**
 * `confirmed`: official documentation, the official SDKs' source or recorded live answers say so.
 * `claimed`: a third party says so. `guess`: not public; this is what we think most likely.
 * `mock-only`: the real service is not known to have it.
 */
export type Certainty = 'confirmed' | 'claimed' | 'guess' | 'mock-only';

export interface Behaviour {
  area:
    | 'Token request'
    | 'Client assertion'
    | 'Access token'
    | 'Metadata'
    | 'Admin API'
    | 'Gateway'
    | 'Hosts and transport';
  /** One sentence: what the mock does. */
  statement: string;
  certainty: Certainty;
  /** What changes it: a name under `/_mock/v1/settings`, or options of `serve`. */
  setting?: keyof SettingValues | `--${string}`;
}

export const BEHAVIOURS: readonly Behaviour[] = [
  {
    area: 'Hosts and transport',
    statement:
      'Token endpoint and API gateway have the host names of the clouds PRODUCTION, beta, gov and govus; another cloud name X gives the hosts that the SDKs would build.',
    certainty: 'confirmed',
    setting: '--vanity, --cloud',
  },
  {
    area: 'Hosts and transport',
    statement: 'Hosts built from any other cloud name mostly do not exist in the real world.',
    certainty: 'claimed',
  },
  {
    area: 'Hosts and transport',
    statement:
      'One port answers plain HTTP, TLS with a certificate of a local authority, and CONNECT for the hosts of the tenant alone.',
    certainty: 'mock-only',
  },
  {
    area: 'Token request',
    statement:
      'POST /oauth2/v1/token takes grant_type=client_credentials with the secret in the body, the secret by HTTP Basic, or a client assertion.',
    certainty: 'confirmed',
  },
  {
    area: 'Token request',
    statement: 'The audience https://api.zscaler.com is accepted with and without a trailing slash.',
    certainty: 'confirmed',
  },
  {
    area: 'Token request',
    statement: 'A request without audience is accepted, with a warning in its exchange.',
    certainty: 'claimed',
    setting: 'audienceRequired',
  },
  {
    area: 'Token request',
    statement:
      'A token answer is compact JSON of access_token, token_type and expires_in, in this order, where expires_in is the lifetime less one second.',
    certainty: 'confirmed',
  },
  {
    area: 'Token request',
    statement:
      'A refused token request is answered with status 400, as documented. An answer recorded with the official Python SDK differs: 401 with nothing but {"error":"invalid_client"}; the setting at 401 answers so.',
    certainty: 'confirmed',
    setting: 'refusedClientStatus',
  },
  {
    area: 'Token request',
    statement:
      'The body of a refusal is the error and error_description of RFC 6749; its wording is our own. A refusal after HTTP Basic is 401 with WWW-Authenticate.',
    certainty: 'guess',
  },
  {
    area: 'Token request',
    statement:
      'The header x-mock-exchange-id names the exchange that explains the answer, and later what the gateway did with the token.',
    certainty: 'mock-only',
  },
  {
    area: 'Client assertion',
    statement: 'RS256 and ES256 are accepted, RSA keys from 2048 bits.',
    certainty: 'confirmed',
  },
  {
    area: 'Client assertion',
    statement: 'iss and sub are the client id and exp is required; without kid every key of the client is tried.',
    certainty: 'confirmed',
  },
  {
    area: 'Client assertion',
    statement:
      'aud may be the issuer or https://api.zscaler.com, with or without a trailing slash, or the URL of the token endpoint: two official pages contradict each other, so both are accepted.',
    certainty: 'guess',
    setting: '--policy strict',
  },
  {
    area: 'Client assertion',
    statement: 'Clocks may differ by 60 seconds.',
    certainty: 'guess',
  },
  {
    area: 'Client assertion',
    statement:
      'An assertion may be used more than once and may live as long as it likes; jti and iat are not required.',
    certainty: 'guess',
    setting: '--policy strict',
  },
  {
    area: 'Client assertion',
    statement:
      'An uploaded certificate that has expired or is not yet valid still verifies, with a warning in the exchange.',
    certainty: 'guess',
    setting: 'refuseInvalidCertificates',
  },
  {
    area: 'Client assertion',
    statement: 'A JWKS URL is fetched within 5 seconds and 1 MiB, and no redirect to another origin is followed.',
    certainty: 'guess',
  },
  {
    area: 'Access token',
    statement: 'The access token is a JWT signed with RS256 that has jti, iat and exp.',
    certainty: 'confirmed',
  },
  {
    area: 'Access token',
    statement: 'service-info lists product (prd), role name (rnm) and tenant (tnt) of each role.',
    certainty: 'confirmed',
  },
  {
    area: 'Access token',
    statement: 'iss, aud, sub, client_id, scp and the kid of the header have the values that similar servers use.',
    certainty: 'guess',
  },
  {
    area: 'Metadata',
    statement:
      'Discovery documents, the JWKS at /oauth2/v1/keys, introspection and revocation for API tokens: the real service shows none of them for OneAPI.',
    certainty: 'mock-only',
  },
  {
    area: 'Metadata',
    statement:
      'Tokens are listed and revoked under /_mock/v1/tokens; in the real service only the admin portal does it.',
    certainty: 'mock-only',
  },
  {
    area: 'Admin API',
    statement:
      'API clients, their secrets, resource servers, users and groups have the documented paths, fields and codes.',
    certainty: 'confirmed',
  },
  {
    area: 'Admin API',
    statement:
      'At most 256 clients; names up to 128 and descriptions up to 256 characters; lifetimes of 60 to 86400 seconds; two secrets of 30 to 365 days, a third replaces the most recent; one role for each service.',
    certainty: 'confirmed',
  },
  {
    area: 'Admin API',
    statement: 'A request beyond one of these limits is answered with 400.',
    certainty: 'guess',
  },
  {
    area: 'Admin API',
    statement: 'Deleting or disabling a client revokes its tokens; a changed role counts for tokens issued afterwards.',
    certainty: 'confirmed',
  },
  {
    area: 'Gateway',
    statement:
      'A missing, invalid, expired or revoked token is answered with 401 and the gateway’s own four-field body.',
    certainty: 'confirmed',
  },
  {
    area: 'Gateway',
    statement:
      'A client without a role for the product is answered with 403. The documentation says 403, another source 401; the body is not public.',
    certainty: 'guess',
    setting: 'notEntitledStatus',
  },
  {
    area: 'Gateway',
    statement:
      'A read-only role that writes is answered with 403 at every product, by the service in its own form of an error; the words in it are our own. ZIA’s code RBA_LIMITED is the one that the official SDK notes for a role without a scope.',
    certainty: 'guess',
  },
  {
    area: 'Gateway',
    statement: 'Rate limits have the documented figures and headers; they are off until switched on.',
    certainty: 'confirmed',
    setting: 'rateLimits',
  },
  {
    area: 'Gateway',
    statement:
      'ZCC has version 2 of its API, with offsets and an envelope, besides version 1, as the official Go SDK calls it. Not every tenant is said to have it.',
    certainty: 'confirmed',
  },
  {
    area: 'Gateway',
    statement:
      'Behind the gateway is a sandbox that stores what it is given in each service’s own conventions; it does not check the content of resources as the service does.',
    certainty: 'mock-only',
  },
];
