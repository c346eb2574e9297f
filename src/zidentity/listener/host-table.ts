import { isIPv4, isIPv6 } from 'node:net';
import { cloudNamed, knownCloudNames, knownClouds } from '../../clouds.js';
import { WorkbenchError } from '../../errors.js';
import type { Surface } from '../http/area.js';

const unique = (name: string, index: number, all: readonly string[]) => all.indexOf(name) === index;

export interface TenantName {
  vanity: string;
  cloud: string;
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
  checkName(tenant.cloud.toLowerCase(), 'cloud-invalid', 'cloud', `Give one of ${knownCloudNames()}.`);
  const clouds = [...knownClouds, cloudNamed(tenant.cloud)];

  const served = new Map<string, readonly Surface[]>();
  for (const { loginDomain, apiHost } of clouds) {
    served.set(`${vanity}.${loginDomain}`, ['identity']);
    served.set(`${vanity}-admin.${loginDomain}`, ['identity', 'admin']);
    served.set(apiHost, ['api', 'admin']);
  }
  const named = new Set(served.keys()).add('localhost');
  const allowed = allowedHosts.map(checkedHost);
  for (const host of allowed) served.set(host, all);

  const zones = [...new Set([...clouds.map(({ loginDomain }) => loginDomain), 'zsapi.net'])];
  const fixed = [...new Set(clouds.map(({ apiHost }) => apiHost))].filter((api) => !api.endsWith('.zsapi.net'));
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
      dns: [
        ...zones.map((zone) => `*.${zone}`),
        ...clouds.map(({ apiHost }) => apiHost),
        'localhost',
        ...dnsAllowed,
      ].filter(unique),
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
