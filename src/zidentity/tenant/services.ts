import type { ResourceServer, Role, RoleAccess, Service } from '../model.js';
import { derivedId } from './ids.js';

/** A role as a person describes it: in the built-in tenant's table or in a config file. */
export interface RoleDescription {
  name: string;
  access: RoleAccess;
}

/** A service as a person describes it. */
export interface ServiceDescription {
  name: string;
  displayName: string;
  cloudName?: string | undefined;
  orgName?: string | undefined;
  roles: RoleDescription[];
}

/** ZPA's roles live in scopes of its own; a scope id and a scope name have a part more there. */
const zpa = 'ZPA';
const zpaScope = 'Default';

/** The service with the ids of its roles. Ids depend on names alone. */
export function makeService(description: ServiceDescription): Service {
  const id = derivedId('service', description.name);
  const service: Service = {
    id,
    name: description.name,
    displayName: description.displayName,
    roles: description.roles.map((role) => makeRole(id, description.name, role)),
  };
  if (description.cloudName !== undefined) service.cloudName = description.cloudName;
  if (description.orgName !== undefined) service.orgName = description.orgName;
  return service;
}

function makeRole(serviceId: string, serviceName: string, { name, access }: RoleDescription): Role {
  const roleId = derivedId('role', serviceName, name);
  return serviceName === zpa
    ? {
        id: `${serviceId}:${derivedId('zpa-scope', zpaScope)}:${roleId}`,
        name,
        scopeName: `Scope:${zpaScope}: Role:${name}`,
        access,
      }
    : { id: `${serviceId}::${roleId}`, name, scopeName: `Role:${name}`, access };
}

/** The one resource server of a tenant: all of OneAPI, in the words of a live answer. */
export function makeResourceServer(): ResourceServer {
  return {
    id: derivedId('resource-server', 'Zscaler APIs'),
    name: 'Zscaler APIs',
    displayName: 'Zscaler APIs',
    description: 'Zscaler APIs endpoint',
    primaryAud: 'https://api.zscaler.com',
    defaultApi: true,
  };
}

/** The service and role that a scope id stands for. */
export function findScope(services: readonly Service[], scopeId: string): { service: Service; role: Role } | undefined {
  for (const service of services) {
    const role = service.roles.find((candidate) => candidate.id === scopeId);
    if (role !== undefined) return { service, role };
  }
  return undefined;
}
