import { cloudNamed } from '../clouds.js';
import { WorkbenchError } from '../errors.js';
import { resolveHosts, tenantOfHost } from './clouds.js';
import { isLoopback } from './loopback.js';

/** Where API clients live: the mock, or a tenant of ZIdentity. Plain data, fit for settings. */
export interface Environment {
  /** Stable and unique: `mock`, `tenant:acme` or `tenant:acme.beta`, else what was given. */
  id: string;
  name: string;
  kind: 'mock' | 'tenant';
  vanity?: string;
  cloud?: string;
  issuer: string;
  tokenEndpoint: string;
  /** Base of the OneAPI gateway, without a trailing slash. */
  api: string;
  /** Where the keys of access tokens can be fetched; no tenant is known to have one. */
  jwksUri?: string;
}

/** How a running mock is reached; a part of what `oneapi-mock serve --json` prints. */
export interface MockEndpoints {
  http: string;
  https: string;
  proxy: string;
  issuer: string;
  tokenEndpoint: string;
  api: string;
  caFile: string;
  /** Base of the web server that publishes JWKS. */
  jwks: string;
}

/** The environment of a running mock, by its plain HTTP address on this computer. Its issuer names the tenant. */
export function mockEnvironment(
  endpoints: Pick<MockEndpoints, 'http' | 'issuer' | 'tokenEndpoint' | 'api'>,
  tenant: { vanity?: string; cloud?: string } = tenantOfHost(hostnameOf(endpoints.issuer)) ?? {},
): Environment {
  return {
    id: 'mock',
    name: 'Mock',
    kind: 'mock',
    ...(tenant.vanity === undefined ? {} : { vanity: tenant.vanity }),
    ...(tenant.cloud === undefined ? {} : { cloud: tenant.cloud }),
    issuer: endpoints.issuer,
    tokenEndpoint: endpoints.tokenEndpoint,
    api: withoutSlash(endpoints.api),
    jwksUri: `${withoutSlash(endpoints.http)}/oauth2/v1/keys`,
  };
}

/** The environment of a tenant, from its vanity domain and cloud. Throws as `resolveHosts` does. */
export function tenantEnvironment(tenant: {
  vanity: string;
  cloud?: string | undefined;
  name?: string | undefined;
}): Environment {
  const { issuer, tokenEndpoint, api } = resolveHosts(tenant);
  const vanity = tenant.vanity.toLowerCase();
  const cloud = cloudNamed(tenant.cloud).name;
  const suffix = cloud === 'PRODUCTION' ? '' : `.${cloud}`;
  return {
    id: `tenant:${vanity}${suffix}`,
    name: tenant.name ?? `${vanity}${suffix === '' ? '' : ` (${cloud})`}`,
    kind: 'tenant',
    vanity,
    cloud,
    issuer,
    tokenEndpoint,
    api,
  };
}

/**
 * An environment from explicit URLs, e.g. a mock in a container or a tenant behind a gateway.
 *
 * @throws WorkbenchError `environment-url-invalid` or `environment-url-insecure`, naming the field
 */
export function explicitEnvironment(given: {
  name: string;
  kind?: Environment['kind'];
  id?: string;
  issuer?: string | undefined;
  tokenEndpoint: string;
  api: string;
  jwksUri?: string | undefined;
  vanity?: string;
  cloud?: string;
}): Environment {
  const tokenEndpoint = checkedUrl('tokenEndpoint', given.tokenEndpoint);
  const api = checkedUrl('api', given.api);
  if (api.search !== '') throw invalid('api has a query.');
  const issuer = given.issuer === undefined ? tokenEndpoint.origin : checkedUrl('issuer', given.issuer).href;
  return {
    id: given.id ?? `url:${tokenEndpoint.host}${tokenEndpoint.pathname}`,
    name: given.name,
    kind: given.kind ?? 'tenant',
    ...(given.vanity === undefined ? {} : { vanity: given.vanity }),
    ...(given.cloud === undefined ? {} : { cloud: given.cloud }),
    issuer: withoutSlash(issuer),
    tokenEndpoint: tokenEndpoint.href,
    api: withoutSlash(api.href),
    ...(given.jwksUri === undefined ? {} : { jwksUri: checkedUrl('jwksUri', given.jwksUri).href }),
  };
}

/** Why a text cannot be a URL of an environment, or undefined where it can. */
export function environmentUrlProblem(field: 'tokenEndpoint' | 'api', text: string): WorkbenchError | undefined {
  try {
    if (checkedUrl(field, text).search !== '' && field === 'api') throw invalid('api has a query.');
    return undefined;
  } catch (error) {
    if (error instanceof WorkbenchError) return error;
    throw error;
  }
}

/** Base of the admin API, without a trailing slash. */
export function adminApiBase(environment: Pick<Environment, 'api'>): string {
  return `${withoutSlash(environment.api)}/ziam/admin/api/v1`;
}

function checkedUrl(field: string, text: string): URL {
  if (!URL.canParse(text)) throw invalid(`${field} is not a URL.`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid(`${field} is not an https: URL.`);
  // A user part would be written to settings and logs with its password.
  if (url.username !== '' || url.password !== '') throw invalid(`${field} has a user name or password in it.`);
  if (url.hash !== '') throw invalid(`${field} has a fragment.`);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new WorkbenchError('environment-url-insecure', `${field} is plain HTTP to another computer, ${url.host}.`, {
      hint: 'Use https:; credentials and tokens would go over the network in clear. Plain HTTP is for localhost alone.',
    });
  }
  return url;
}

function invalid(message: string): WorkbenchError {
  return new WorkbenchError('environment-url-invalid', message, {
    hint: 'Give a whole URL such as https://acme.zslogin.net/oauth2/v1/token (tokenEndpoint) or https://api.zsapi.net (api).',
  });
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function withoutSlash(url: string): string {
  return url.replace(/(?<!\/)\/+$/, '');
}
