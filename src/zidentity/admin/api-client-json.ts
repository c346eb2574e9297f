import type { ApiClient, Tenant } from '../model.js';
import { findScope } from '../tenant/services.js';

/** An API client as the admin API shows it. Secrets have a path of their own. */
export function apiClientJson(client: Readonly<ApiClient>, tenant: Readonly<Tenant>): object {
  return {
    id: client.id,
    name: client.name,
    description: client.description,
    status: client.enabled,
    accessTokenLifeTime: client.accessTokenLifeTime,
    clientAuthentication: authenticationJson(client),
    clientResources: resourcesJson(client, tenant),
  };
}

function authenticationJson({ authentication }: Readonly<ApiClient>): object {
  switch (authentication.type) {
    case 'SECRET':
      return { authType: 'SECRET' };
    case 'JWKS':
      return { authType: 'JWKS', clientJWKsUrl: authentication.url };
    case 'PUBKEYCERT':
      return {
        authType: 'PUBKEYCERT',
        publicKeys: authentication.publicKeys,
        clientCertificates: authentication.certificates,
      };
  }
}

function resourcesJson(client: Readonly<ApiClient>, { resourceServer, services }: Readonly<Tenant>): object[] {
  const selectedScopes = client.scopeIds.flatMap((id) => {
    const scope = findScope(services, id);
    return scope === undefined ? [] : [{ id, name: scope.role.scopeName }];
  });
  if (selectedScopes.length === 0) return [];
  const { id, name, defaultApi } = resourceServer;
  return [{ id, name, defaultApi, selectedScopes }];
}
