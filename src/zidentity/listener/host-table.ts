import { isIPv4, isIPv6 } from 'node:net';
import { WorkbenchError } from '../../errors.js';
import type { Surface } from '../http/area.js';
import { issuerOf } from '../metadata/issuer.js';

const unique = (name: string, index: number, all: readonly string[]) => all.indexOf(name) === index;

export interface TenantName {
  vanity: string;
  cloud: string;
}

/** The clouds that ZIdentity's documentation and the official SDKs name. */
const knownClouds = ['PRODUCTION', 'beta', 'gov', 'govus'];

/** Hosts of the OneAPI gateway that do not follow the pattern `api.<cloud>.zsapi.net`. */
const apiHosts: Readonly<Record<string, string>> = {
  production: 'api.zsapi.net',
  gov: 'api.zscalergov.net',
  govus: 'api.zscalergov.us',
};

/** The hosts of a cloud by its name in any case; of any other name, those that the SDKs would build. */
function hostsOf(vanity: string, cloud: string): { login: string; api: string } {
  const name = cloud.toLowerCase();
  const issuer = new URL(issuerOf({ vanity, cloud }));
  return {
    login: issuer.hostname.slice(vanity.length + 1),
    api: Object.hasOwn(apiHosts, name) ? (apiHosts[name] as string) : `api.${name}.zsapi.net`,
  };
}

/** `served`: leads to the mock. `absent`: a name that does not exist where it would have to. `foreign`: not ours. */
export type ConnectVerdict = 'served' | 'absent' | 'foreign';

/** Which names lead to the mock, and to what of it. */
export interface HostTable {
  /** Undefined for a name that is not served. @param host lower case, without port */
  surfacesOf(host: string): readonly Surface[] | undefined;
  /** Judges the target of CONNECT. @param host lower case, without port */
  connect(host: string, port: number): ConnectVerdict;
  /** What a certificate must be valid for. */
  certificateNames: { dns: string[]; ip: string[] };
  /** The subtrees that cover those names, whatever the vanity: what the local authority may sign for. */
  domains: { dns: string[]; ip: string[] };
}

const all: readonly Surface[] = ['identity', 'admin', 'api'];

/**
 * @param allowedHosts further names that reach everything, as loopback does
 * @throws WorkbenchError `vanity-invalid`, `cloud-invalid`, `host-invalid`
 */
export function createHostTable(tenant: TenantName, allowedHosts: readonly string[]): HostTable {
  const vanity = tenant.vanity.toLowerCase();
  checkName(vanity, 'vanity-invalid', 'vanity domain', 'Give the first label of the sign-in address, e.g. acme.');
  checkName(tenant.cloud.toLowerCase(), 'cloud-invalid', 'cloud', `Give one of ${knownClouds.join(', ')}.`);
  const clouds = [...knownClouds, tenant.cloud].map((cloud) => hostsOf(vanity, cloud));

  const served = new Map<string, readonly Surface[]>();
  for (const { login, api } of clouds) {
    served.set(`${vanity}.${login}`, ['identity']);
    served.set(`${vanity}-admin.${login}`, ['identity', 'admin']);
    served.set(api, ['api', 'admin']);
  }
  const named = new Set(served.keys()).add('localhost');
  const allowed = allowedHosts.map(checkedHost);
  for (const host of allowed) served.set(host, all);

  const zones = [...new Set([...clouds.map(({ login }) => login), 'zsapi.net'])];
  const fixed = [...new Set(clouds.map(({ api }) => api))].filter((api) => !api.endsWith('.zsapi.net'));
  const dnsAllowed = allowed.filter((host) => !isIp(host));
  const ip = ['127.0.0.1', '::1', ...allowed.filter(isIp).map(unbracketed)];
  return {
    surfacesOf: (host) => served.get(host) ?? (isLoopback(host) ? all : undefined),
    connect(host, port) {
      if (port !== 443) return 'foreign';
      if (named.has(host)) return 'served';
      const zone = host.slice(host.indexOf('.') + 1);
      return zones.includes(zone) && host.length > zone.length + 1 ? 'absent' : 'foreign';
    },
    certificateNames: {
      dns: [...zones.map((zone) => `*.${zone}`), ...clouds.map(({ api }) => api), 'localhost', ...dnsAllowed].filter(
        unique,
      ),
      ip,
    },
    domains: { dns: [...zones, ...fixed, 'localhost', ...dnsAllowed], ip },
  };
}

/** Whether a name can only mean this computer: RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}

const hostName = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

function checkName(name: string, code: string, what: string, hint: string): void {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return;
  throw new WorkbenchError(code, `The ${what} cannot be part of a host name.`, { hint });
}

/** A name that a person allows, in the form in which `Host` will bring it. */
function checkedHost(text: string): string {
  const host = text.trim().toLowerCase();
  if (isIPv6(host)) return `[${host}]`;
  if (isIp(host) || hostName.test(host)) return host;
  throw new WorkbenchError('host-invalid', `"${text.slice(0, 100)}" is not a host name or an IP address.`, {
    hint: 'Give the name alone, without scheme, port or path, e.g. --allow-host mock.internal.',
  });
}

function isIp(host: string): boolean {
  return isIPv4(host) || isIPv6(unbracketed(host));
}

function unbracketed(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}
