import { cloudNamed } from '../../clouds.js';
import type { Tenant } from '../model.js';

export const TOKEN_PATH = '/oauth2/v1/token';
export const KEYS_PATH = '/oauth2/v1/keys';
export const INTROSPECT_PATH = '/oauth2/v1/introspect';
export const REVOKE_PATH = '/oauth2/v1/revoke';

/** `iss` of access tokens and of the discovery documents: the origin of the tenant's authorization server. */
export function issuerOf({ vanity, cloud }: Pick<Tenant, 'vanity' | 'cloud'>): string {
  return `https://${vanity}.${cloudNamed(cloud).loginDomain}`;
}
