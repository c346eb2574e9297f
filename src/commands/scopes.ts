import { WorkbenchError } from '../errors.js';
import type { ResourceServer } from '../oauth/admin-client.js';

/** One scope (a role of a service) that an API client can be given. */
export interface ScopeChoice {
  readonly id: string;
  /** As the portal shows it, e.g. `Role:API_Role01`. */
  readonly name: string;
  readonly serverId: string;
  readonly serviceId: string;
  /** The service's short name, e.g. `ZIA`. */
  readonly service: string;
  readonly serviceName: string;
}

type ServiceScopes = NonNullable<ResourceServer['serviceScopes']>[number];

/** The services that most API clients are for come first. */
const common = ['ZIA', 'ZPA', 'ZCC', 'ZDX', 'CLOUD_CONNECTOR', 'ZIAM'];

/** The services of a resource server with their scopes, in the order in which they are shown. */
export function servicesOf({ serviceScopes }: Pick<ResourceServer, 'serviceScopes'>): ServiceScopes[] {
  const rank = (name: string) => (common.includes(name) ? common.indexOf(name) : common.length);
  return [...(serviceScopes ?? [])].sort(
    (one, other) =>
      rank(one.service.name) - rank(other.service.name) || one.service.name.localeCompare(other.service.name),
  );
}

/** Every scope of the resource servers, in the order in which they are shown. */
export function scopeChoices(servers: readonly ResourceServer[]): ScopeChoice[] {
  return servers.flatMap((server) =>
    servicesOf(server).flatMap(({ service, scopes }) =>
      (scopes ?? []).map((scope) => ({
        id: scope.id,
        name: scope.name ?? scope.id,
        serverId: server.id,
        serviceId: service.id,
        service: service.name,
        serviceName: service.displayName ?? service.name,
      })),
    ),
  );
}

/**
 * The scopes that are meant by ids, names (`Role:API_Role01`), role names (`API_Role01`), or either with the service
 * before it where several services have it (`ZIA:API_Role01`).
 *
 * @throws WorkbenchError `scope-unknown`, `scope-ambiguous`, or `scope-twice` for two roles of one service
 */
export function scopesNamed(wanted: readonly string[], choices: readonly ScopeChoice[]): ScopeChoice[] {
  const found = wanted.map((name) => scopeNamed(name, choices));
  const unique = [...new Set(found)];
  for (const [index, choice] of unique.entries()) {
    const other = unique.slice(0, index).find((one) => one.serviceId === choice.serviceId);
    if (other === undefined) continue;
    throw new WorkbenchError(
      'scope-twice',
      `"${other.name}" and "${choice.name}" are both roles of ${choice.service}.`,
      {
        hint: 'An API client has one role for each service.',
      },
    );
  }
  return unique;
}

function scopeNamed(wanted: string, choices: readonly ScopeChoice[]): ScopeChoice {
  const byId = choices.find(({ id }) => id === wanted);
  if (byId !== undefined) return byId;
  const named = choices.filter(
    ({ name, service }) =>
      [name, roleName(name)].includes(wanted) ||
      [name, roleName(name)].some((one) => wanted === `${service}:${one}` || wanted === `${service}/${one}`),
  );
  if (named.length === 1) return named[0]!;
  if (named.length > 1) {
    throw new WorkbenchError('scope-ambiguous', `Several services have a role "${wanted}".`, {
      hint: `Write one of ${named.map(({ service, name }) => `${service}:${roleName(name)}`).join(', ')}.`,
    });
  }
  throw new WorkbenchError('scope-unknown', `There is no scope "${wanted}".`, {
    hint: `There are: ${choices.map(({ service, name }) => `${service}:${roleName(name)}`).join(', ')}.`,
  });
}

/** `API_Role01` of `Role:API_Role01`; of ZPA's `Scope:Default: Role:API Full Access` what follows `Role:`. */
export function roleName(scopeName: string): string {
  return /(?:^|\s)Role:\s*(.+)$/.exec(scopeName)?.[1] ?? scopeName;
}

/** Of chosen scopes the ones that may stay: of each service the one that was not chosen before. */
export function oneRoleAService(picked: readonly ScopeChoice[], before: readonly ScopeChoice[]): ScopeChoice[] {
  const kept = new Map<string, ScopeChoice>();
  for (const choice of [...picked].sort(
    (one, other) => Number(before.includes(other)) - Number(before.includes(one)),
  )) {
    kept.set(choice.serviceId, choice);
  }
  return picked.filter((choice) => kept.get(choice.serviceId) === choice);
}

/** The scopes as an API client's `clientResources`. */
export function clientResourcesOf(scopes: readonly ScopeChoice[]): { id: string; selectedScopes: { id: string }[] }[] {
  const servers = new Set(scopes.map(({ serverId }) => serverId));
  return [...servers].map((id) => ({
    id,
    selectedScopes: scopes.filter(({ serverId }) => serverId === id).map((scope) => ({ id: scope.id })),
  }));
}
