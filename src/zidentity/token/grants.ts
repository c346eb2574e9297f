import type { PolicyDecision } from '../authenticate/access-policy.js';
import { API_AUDIENCE } from '../authenticate/audience.js';
import { issuerOf } from '../metadata/issuer.js';
import type { ApiClient, Tenant } from '../model.js';
import type { GrantedScope, TokenProfile } from '../state/token-store.js';
import { findScope } from '../tenant/services.js';

/** The roles that a token of this client carries, in the order of the client's selection. */
export function grantedScopes(
  client: Readonly<ApiClient>,
  tenant: Readonly<Tenant>,
  policy: PolicyDecision,
): GrantedScope[] {
  return client.scopeIds.flatMap((id) => {
    const found = findScope(tenant.services, id);
    if (found === undefined || !policy.allows(found.service.name)) return [];
    const { service, role } = found;
    return {
      id,
      name: role.scopeName,
      service: service.name,
      role: role.name,
      access: role.access,
      orgName: service.orgName ?? tenant.orgName,
    };
  });
}

/** A client object is replaced with every change of the tenant, and with it what was made of it. */
const profiles = new WeakMap<Readonly<ApiClient>, Map<string, TokenProfile>>();
/** Windows of an access policy give a client few different profiles; keys are rotated seldom. */
const maxProfiles = 32;

/** What the client's tokens have in common for now. The same object as long as nothing changes. */
export function tokenProfile(
  client: Readonly<ApiClient>,
  tenant: Readonly<Tenant>,
  kid: string,
  policy: PolicyDecision,
): TokenProfile {
  const scopes = client.accessPolicy === undefined ? undefined : grantedScopes(client, tenant, policy);
  const key = scopes === undefined ? kid : `${kid} ${scopes.map((scope) => scope.id).join(' ')}`;
  let known = profiles.get(client);
  if (known === undefined || known.size >= maxProfiles) {
    known = new Map();
    profiles.set(client, known);
  }
  let profile = known.get(key);
  if (profile === undefined) {
    profile = {
      clientId: client.id,
      clientName: client.name,
      kid,
      issuer: issuerOf(tenant),
      audience: API_AUDIENCE,
      scopes: scopes ?? grantedScopes(client, tenant, policy),
    };
    known.set(key, profile);
  }
  return profile;
}
