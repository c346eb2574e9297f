import type { Tenant } from '../model.js';

export const TOKEN_PATH = '/oauth2/v1/token';
export const KEYS_PATH = '/oauth2/v1/keys';
export const INTROSPECT_PATH = '/oauth2/v1/introspect';
export const REVOKE_PATH = '/oauth2/v1/revoke';

/** Domains of the clouds whose name is not simply part of it (ZIdentity's documentation, and the SDKs). */
const domains: Readonly<Record<string, string>> = {
  '': 'zslogin.net',
  production: 'zslogin.net',
  beta: 'zsloginbeta.net',
  gov: 'zidentitygov.net',
  govus: 'zidentitygov.us',
};

/** `iss` of access tokens and of the discovery documents: the origin of the tenant's authorization server. */
export function issuerOf({ vanity, cloud }: Pick<Tenant, 'vanity' | 'cloud'>): string {
  const name = cloud.toLowerCase();
  const domain = Object.hasOwn(domains, name) ? domains[name] : `zslogin${name}.net`;
  return `https://${vanity}.${domain}`;
}
