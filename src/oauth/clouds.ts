import { cloudNamed, knownCloudNames, knownClouds } from '../clouds.js';
import { WorkbenchError } from '../errors.js';

/** Where a tenant is reached. All are URLs without a trailing slash. */
export interface TenantHosts {
  issuer: string;
  tokenEndpoint: string;
  /** Base of the OneAPI gateway. */
  api: string;
  adminPortal: string;
}

/**
 * A name of up to 63 letters, digits and inner hyphens: one label of a host name (RFC 1123 §2.1).
 * The admin portal's host adds `-admin` to the vanity domain's label.
 */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The hosts of a tenant, as both official SDKs build them. Unknown clouds are built too, since the
 * SDKs do so; `lintCloud` tells which of them hardly exist. The admin portal of the two gov clouds
 * follows the pattern of the others, which is a guess.
 *
 * @throws WorkbenchError `vanity-invalid` or `cloud-invalid` where no host name can be built.
 */
export function resolveHosts(tenant: { vanity: string; cloud?: string | undefined }): TenantHosts {
  const vanity = tenant.vanity.toLowerCase();
  if (!label.test(vanity)) {
    throw new WorkbenchError('vanity-invalid', `"${shorten(tenant.vanity)}" is not a vanity domain.`, {
      hint: 'Give the first label of the sign-in address alone, e.g. acme for https://acme.zslogin.net.',
    });
  }
  const cloud = cloudNamed(tenant.cloud);
  if (!label.test(cloud.name.toLowerCase())) {
    throw new WorkbenchError('cloud-invalid', `"${shorten(tenant.cloud ?? '')}" is not a ZIdentity cloud.`, {
      hint: `Leave the cloud empty for production, or give one of ${knownCloudNames()}.`,
    });
  }
  const issuer = `https://${vanity}.${cloud.loginDomain}`;
  return {
    issuer,
    tokenEndpoint: `${issuer}/oauth2/v1/token`,
    api: `https://${cloud.apiHost}`,
    adminPortal: `https://${vanity}-admin.${cloud.loginDomain}`,
  };
}

/**
 * The vanity domain and cloud that a sign-in, admin or token host names, e.g. `acme` and `beta` for
 * `acme-admin.zsloginbeta.net`; undefined for a host of none of the patterns.
 */
export function tenantOfHost(host: string): { vanity: string; cloud: string } | undefined {
  const dot = host.indexOf('.');
  if (dot <= 0) return undefined;
  const domain = host.slice(dot + 1).toLowerCase();
  const first = host.slice(0, dot).toLowerCase();
  const vanity = first.endsWith('-admin') ? first.slice(0, -'-admin'.length) : first;
  if (!label.test(vanity)) return undefined;
  const known = knownClouds.find((cloud) => cloud.loginDomain === domain);
  if (known !== undefined) return { vanity, cloud: known.name };
  const other = /^zslogin([a-z0-9]{1,40})\.net$/.exec(domain)?.[1];
  return other === undefined ? undefined : { vanity, cloud: other };
}

export function isHostLabel(text: string): boolean {
  return label.test(text);
}

/** User input as it may stand in a message: one line, bounded. */
function shorten(text: string): string {
  const line = text.replaceAll(/\p{Cc}+/gu, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
