import { isProduction } from '../clouds.js';
import { shellWord } from '../oauth/quoting.js';
import { VERSION } from '../version.js';
import type { RunningMock } from '../zidentity/start.js';
import { plain, type Style } from './terminal.js';

export interface ServeTextInput {
  mock: Pick<RunningMock, 'endpoints' | 'adminToken' | 'tenant'>;
  stateDir: string | undefined;
}

/** How each ecosystem is told of a certificate authority; none of them reads another's variable. */
const authorities = [
  ['Python SDK, requests', 'REQUESTS_CA_BUNDLE', ''],
  ['Go SDK, Terraform (Linux)', 'SSL_CERT_FILE', ''],
  // Without the second one its fetch goes past the proxy.
  ['Node.js 24 and later', 'NODE_EXTRA_CA_CERTS', ' NODE_USE_ENV_PROXY=1'],
] as const;

/** What a person needs once the mock is ready: where it is, a line to try, and how programs reach it. */
export function serveText({ mock, stateDir }: ServeTextInput, style: Style): string {
  const { http, https, proxy, issuer, tokenEndpoint, api, caFile, jwks } = mock.endpoints;
  const { tenant } = mock;
  const rows: [string, string][] = [
    ['HTTP', http],
    ['HTTPS', https],
    ['Proxy', proxy],
    ['Issuer', issuer],
    ['Token endpoint', tokenEndpoint],
    ['API', `${api}/zia/api/v1/… and the other products`],
    ['Admin API', `${api}/ziam/admin/api/v1`],
    ['JWKS host', jwks],
    ['CA certificate', caFile],
    ['Admin token', mock.adminToken],
    ['State', stateDir ?? 'in memory alone; --state DIR keeps it'],
  ];
  const heading = (text: string) => style.bold(text);
  const cloud = isProduction(tenant.cloud) ? [] : [`export ZSCALER_CLOUD=${shellWord(tenant.cloud)}`];
  const command = (line: string) => `  ${style.cyan(line)}`;
  return [
    `${heading('OneAPI mock')} ${VERSION} ${style.dim('is ready. Ctrl+C ends it. Not affiliated with Zscaler.')}`,
    '',
    ...rows.map(([name, value]) => `  ${style.dim(name.padEnd(15))} ${plain(value)}`),
    '',
    heading('Try it: the API clients of the mock'),
    command(
      `curl -s -H ${shellWord(`authorization: Bearer ${mock.adminToken}`)} ${shellWord(`${api}/ziam/admin/api/v1/api-clients`)}`,
    ),
    '',
    heading('Programs for the real service run unchanged with'),
    ...[`export HTTPS_PROXY=${shellWord(proxy)} ZSCALER_VANITY_DOMAIN=${shellWord(tenant.vanity)}`, ...cloud].map(
      command,
    ),
    ...authorities.map(
      ([who, name, more]) =>
        `  ${style.dim(who.padEnd(26))} ${style.cyan(`export ${name}=${shellWord(caFile)}${more}`)}`,
    ),
    command(
      `curl -s --proxy ${shellWord(proxy)} --cacert ${shellWord(caFile)} ${shellWord(`${issuer}/.well-known/openid-configuration`)}`,
    ),
  ].join('\n');
}
