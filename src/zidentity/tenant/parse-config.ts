import * as v from 'valibot';
import type { ApiClient, ClientSecret, Service, Tenant } from '../model.js';
import { builtInServices, defaultOrgName } from './built-in-tenant.js';
import { configFault, faultOfIssue, type PathKey } from './config-fault.js';
import { type CheckedAuthentication, type CheckedClient, type CheckedConfig, configForm } from './config-form.js';
import { type ConfigSources, readKeys, readSecretValue } from './config-sources.js';
import { type RandomBytes, randomId } from './ids.js';
import { jwksUrlProblem } from './jwks-url.js';
import { limits } from './limits.js';
import { findService, readPolicy } from './read-policy.js';
import { makeResourceServer, makeService, type ServiceDescription } from './services.js';

/** What a config is read with. Nothing is reached for: no clock, no file, no environment of its own. */
export interface ConfigReading extends ConfigSources {
  /** Epoch milliseconds. */
  now: () => number;
  randomBytes: RandomBytes;
  /** One-way hash of a secret that a person chose, in the form that `ClientSecret.hash` has. */
  hashSecret: (value: string) => string | Promise<string>;
  /** Where the config itself names neither. */
  defaults?: { vanity?: string | undefined; cloud?: string | undefined };
}

/**
 * Makes a tenant of a config: the form of `--config`, of `GET /_mock/v1/config` and of its `PUT`.
 * Missing services mean the built-in ones; a missing client id is made from `randomBytes`; a secret
 * without `expiresAt` lives for the longest validity that the portal offers, 365 days. A secret's dates
 * are otherwise taken as they are, also past ones: fixtures of expired secrets are useful.
 *
 * @throws WorkbenchError `config-invalid`: one fault, the message begins with its JSON path
 */
export async function parseTenantConfig(json: unknown, reading: ConfigReading): Promise<Tenant> {
  if (Array.isArray(json)) throw configFault([], 'must be an object, not a list');
  const result = v.safeParse(configForm, json, { abortEarly: true });
  if (!result.success) throw faultOfIssue(result.issues[0]);
  const config = result.output;
  const vanity = config.vanity ?? reading.defaults?.vanity ?? 'acme';
  const orgName = config.orgName ?? defaultOrgName(vanity);
  const services = readServices(config, orgName);
  const clients: ApiClient[] = [];
  const ids = new Set(config.clients.flatMap((client) => client.id ?? []));
  checkUnique(config.clients, 'id', 'clients');
  for (const [index, client] of config.clients.entries()) {
    clients.push(await readClient(client, ['clients', index], { services, ids, reading }));
  }
  return {
    vanity,
    cloud: config.cloud ?? reading.defaults?.cloud ?? 'PRODUCTION',
    orgName,
    resourceServer: makeResourceServer(),
    services,
    clients,
  };
}

function readServices(config: CheckedConfig, orgName: string): Service[] {
  if (config.services === undefined) return builtInServices(orgName).map(makeService);
  checkUnique(config.services, 'name', 'services');
  return config.services.map((service, index) => {
    checkUnique(service.roles, 'name', 'services', index, 'roles');
    const description: ServiceDescription = { ...service, displayName: service.displayName ?? service.name };
    return makeService(description);
  });
}

interface Surroundings {
  services: Service[];
  /** Client ids that are taken. */
  ids: Set<string>;
  reading: ConfigReading;
}

async function readClient(client: CheckedClient, at: PathKey[], around: Surroundings): Promise<ApiClient> {
  const { services, ids, reading } = around;
  const now = Math.floor(reading.now() / 1000);
  const id = client.id ?? freshId(ids, reading.randomBytes);
  ids.add(id);
  const createdAt = client.createdAt ?? now;
  const read: ApiClient = {
    id,
    name: client.name,
    description: client.description,
    enabled: client.enabled,
    accessTokenLifeTime: client.accessTokenLifeTime,
    authentication: await readAuthentication(client.authentication, [...at, 'authentication'], reading),
    secrets: [],
    scopeIds: readRoles(client.roles, services, [...at, 'roles']),
    createdAt,
    updatedAt: client.updatedAt ?? createdAt,
  };
  if (client.authentication.type === 'SECRET') {
    read.secrets = await readSecrets(client.authentication.secrets, [...at, 'authentication', 'secrets'], reading, now);
  }
  if (client.accessPolicy !== undefined) {
    read.accessPolicy = readPolicy(client.accessPolicy, services, [...at, 'accessPolicy']);
  }
  return read;
}

function freshId(taken: ReadonlySet<string>, randomBytes: RandomBytes): string {
  let id = randomId('client', randomBytes);
  while (taken.has(id)) id = randomId('client', randomBytes);
  return id;
}

async function readAuthentication(
  authentication: CheckedAuthentication,
  at: PathKey[],
  reading: ConfigReading,
): Promise<ApiClient['authentication']> {
  switch (authentication.type) {
    case 'SECRET':
      return { type: 'SECRET' };
    case 'JWKS': {
      const problem = jwksUrlProblem(authentication.url);
      if (problem !== undefined) throw configFault([...at, 'url'], problem);
      return { type: 'JWKS', url: authentication.url };
    }
    case 'PUBKEYCERT':
      return { type: 'PUBKEYCERT', ...(await readKeys(authentication.keys, [...at, 'keys'], reading)) };
  }
}

async function readSecrets(
  secrets: Extract<CheckedAuthentication, { type: 'SECRET' }>['secrets'],
  at: PathKey[],
  reading: ConfigReading,
  now: number,
): Promise<ClientSecret[]> {
  const read: ClientSecret[] = [];
  for (const [index, secret] of secrets.entries()) {
    const createdAt = secret.createdAt ?? now;
    const expiresAt = secret.expiresAt ?? createdAt + limits.maxSecretValidity;
    if (expiresAt <= createdAt && secret.createdAt !== undefined) {
      throw configFault([...at, index, 'expiresAt'], 'must be later than createdAt');
    }
    const id = secret.id ?? randomId('secret', reading.randomBytes);
    if (read.some((other) => other.id === id)) throw configFault([...at, index, 'id'], 'is taken by another secret');
    const value = secret.value;
    const hash =
      typeof value === 'object' && 'hash' in value
        ? value.hash
        : await reading.hashSecret(readSecretValue(value, [...at, index, 'value'], reading));
    read.push({ id, hash, createdAt, expiresAt });
  }
  return read;
}

function readRoles(roles: Record<string, string>, services: Service[], at: PathKey[]): string[] {
  return Object.entries(roles).map(([serviceName, roleName]) => {
    const service = findService(serviceName, services, [...at, serviceName]);
    const role = service.roles.find((candidate) => candidate.name === roleName);
    if (role === undefined) {
      const known = service.roles.map((candidate) => candidate.name).join(', ');
      throw configFault([...at, serviceName], `${serviceName} has no role "${roleName}"`, `Its roles are ${known}.`);
    }
    return role.id;
  });
}

function checkUnique<K extends 'id' | 'name'>(
  items: readonly { [key in K]?: string | undefined }[],
  key: K,
  ...at: PathKey[]
): void {
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const value = item[key];
    if (value === undefined) continue;
    const first = seen.get(value);
    if (first !== undefined) throw configFault([...at, index, key], `"${value}" is taken by entry ${first}`);
    seen.set(value, index);
  }
}
