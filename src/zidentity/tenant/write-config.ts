import type { ApiClient, Tenant } from '../model.js';
import type { TenantConfig } from './config-form.js';
import { findScope } from './services.js';

type ClientConfig = NonNullable<TenantConfig['clients']>[number];

/**
 * The tenant in the form of a config, complete enough that reading it again makes the same tenant.
 * A secret's place holds its hash, never its value, which nobody has.
 */
export function tenantToConfig(tenant: Readonly<Tenant>): TenantConfig {
  return {
    vanity: tenant.vanity,
    cloud: tenant.cloud,
    orgName: tenant.orgName,
    services: tenant.services.map(({ name, displayName, cloudName, orgName, roles }) => ({
      name,
      displayName,
      ...(cloudName === undefined ? {} : { cloudName }),
      ...(orgName === undefined ? {} : { orgName }),
      roles: roles.map((role) => ({ name: role.name, access: role.access })),
    })),
    clients: tenant.clients.map((client) => writeClient(client, tenant)),
  };
}

function writeClient(client: Readonly<ApiClient>, tenant: Readonly<Tenant>): ClientConfig {
  const roles: Record<string, string> = {};
  for (const scopeId of client.scopeIds) {
    const scope = findScope(tenant.services, scopeId);
    if (scope !== undefined) roles[scope.service.name] = scope.role.name;
  }
  const written: ClientConfig = {
    id: client.id,
    name: client.name,
    description: client.description,
    enabled: client.enabled,
    accessTokenLifeTime: client.accessTokenLifeTime,
    roles,
    authentication: writeAuthentication(client),
    createdAt: client.createdAt,
    updatedAt: client.updatedAt,
  };
  if (client.accessPolicy !== undefined) written.accessPolicy = client.accessPolicy;
  return written;
}

function writeAuthentication({ authentication, secrets }: Readonly<ApiClient>): ClientConfig['authentication'] {
  switch (authentication.type) {
    case 'SECRET':
      return {
        type: 'SECRET',
        secrets: secrets.map(({ id, hash, createdAt, expiresAt }) => ({ id, value: { hash }, createdAt, expiresAt })),
      };
    case 'JWKS':
      return { type: 'JWKS', url: authentication.url };
    case 'PUBKEYCERT':
      return {
        type: 'PUBKEYCERT',
        keys: [
          ...authentication.publicKeys.map(({ keyName, keyValue }) => ({ pem: keyValue, name: keyName })),
          ...authentication.certificates.map(({ certContent }) => certContent),
        ],
      };
  }
}
