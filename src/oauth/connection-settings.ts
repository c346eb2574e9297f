import { resolveHosts } from './clouds.js';
import {
  type Connection,
  cloudOf,
  es256Note,
  keyFileOf,
  sdkCanUse,
  vanityOf,
  vanityPlaceholder,
} from './connection.js';
import { jsonString, powershellString, shellWord } from './quoting.js';
import { curlSnippet } from './snippets-curl.js';
import { dotenvSnippet, terraformSnippet } from './snippets-text.js';

export type { Connection, SnippetCredential } from './connection.js';

/** What one ecosystem needs to reach an environment. */
export interface ConnectionSetting {
  id: 'python' | 'go' | 'node' | 'curl' | 'terraform' | 'ansible' | 'yaml' | 'powershell' | 'dotenv';
  title: string;
  /** The editor's language id. */
  language: string;
  text: string;
  /** What a person should know besides. */
  notes: string[];
}

/** A shell word, or text that the shell must expand. */
type ShellValue = { literal: string } | { expression: string };

/**
 * What the SDKs and tools need, one entry each. Neither official SDK has a base URL to set: they
 * reach the mock by its proxy, trusting its CA, under the names of the real hosts.
 */
export function connectionSettings(connection: Connection): ConnectionSetting[] {
  const { credential } = connection.client;
  const mock = connection.endpoints !== undefined;
  const sdkNotes = [
    ...(sdkCanUse(credential) ? [] : [es256Note]),
    ...(vanityOf(connection) === vanityPlaceholder
      ? ['Put the first label of your sign-in address in place of the vanity domain.']
      : []),
  ];
  const noProxy = 'NO_PROXY must not name the Zscaler hosts, or the SDK goes past the mock.';
  const variables = (caNames: string[], customerIdName?: string) =>
    exportLines({ ...credentialVariables(connection, customerIdName), ...wayToMock(connection, caNames) });
  return [
    {
      id: 'python',
      title: 'Python SDK',
      language: 'shellscript',
      text: variables(['REQUESTS_CA_BUNDLE'], 'ZSCALER_CUSTOMER_ID'),
      notes: [
        ...sdkNotes,
        ...(credential.kind === 'privateKey'
          ? ['The key must be PKCS#8 (BEGIN PRIVATE KEY); a PKCS#1 text is taken for a file name.']
          : []),
        ...(mock ? ['For the token call it heeds REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE alone.', noProxy] : []),
      ],
    },
    {
      id: 'go',
      title: 'Go SDK',
      language: 'shellscript',
      text: variables(['SSL_CERT_FILE'], 'ZPA_CUSTOMER_ID'),
      notes: [
        ...sdkNotes,
        ...(mock ? ['SSL_CERT_FILE is heeded on Linux; on macOS and Windows add the CA to the system.', noProxy] : []),
      ],
    },
    {
      id: 'node',
      title: 'Node.js',
      language: 'shellscript',
      text: exportLines({
        ...credentialVariables(connection),
        ...wayToMock(connection, ['NODE_EXTRA_CA_CERTS']),
        ...(mock ? { NODE_USE_ENV_PROXY: { literal: '1' } } : {}),
      }),
      notes: mock
        ? [
            "Node's own fetch heeds HTTPS_PROXY with NODE_USE_ENV_PROXY=1, from Node 24 on. With an older one ask the mock's plain HTTP address.",
          ]
        : [],
    },
    { id: 'curl', title: 'curl', language: 'shellscript', text: curlText(connection), notes: [] },
    {
      id: 'terraform',
      title: 'Terraform (zia, zpa, ztc)',
      language: 'terraform',
      text: mock
        ? `${terraformEnvironment(connection)}\n${terraformSnippet(connection)}`
        : terraformSnippet(connection),
      notes: [...sdkNotes, ...(mock ? [noProxy] : [])],
    },
    { id: 'ansible', title: 'Ansible', language: 'yaml', text: ansibleText(connection), notes: sdkNotes },
    {
      id: 'yaml',
      title: 'zscaler.yaml',
      language: 'yaml',
      text: yamlText(connection),
      notes: [...sdkNotes, 'Read from ~/.zscaler/zscaler.yaml; by the Python SDK also from ./zscaler.yaml.'],
    },
    {
      id: 'powershell',
      title: 'PowerShell',
      language: 'powershell',
      text: powershellText(connection),
      notes: sdkNotes,
    },
    { id: 'dotenv', title: '.env', language: 'dotenv', text: dotenvSnippet(connection), notes: sdkNotes },
  ];
}

function credentialVariables(connection: Connection, customerIdName?: string): Record<string, ShellValue> {
  const { id, credential, customerId } = connection.client;
  const cloud = cloudOf(connection);
  const variables: Record<string, ShellValue> = { ZSCALER_CLIENT_ID: { literal: id } };
  if (credential.kind === 'privateKey') {
    variables.ZSCALER_PRIVATE_KEY = { expression: `"$(cat ${shellWord(keyFileOf(credential))})"` };
  } else {
    variables.ZSCALER_CLIENT_SECRET = { literal: credential.value ?? 'YOUR_CLIENT_SECRET' };
  }
  variables.ZSCALER_VANITY_DOMAIN = { literal: vanityOf(connection) };
  if (cloud !== undefined) variables.ZSCALER_CLOUD = { literal: cloud };
  if (customerIdName !== undefined && customerId !== undefined) variables[customerIdName] = { literal: customerId };
  return variables;
}

function wayToMock({ endpoints }: Connection, caNames: string[]): Record<string, ShellValue> {
  if (endpoints === undefined) return {};
  return {
    HTTPS_PROXY: { literal: endpoints.proxy },
    ...Object.fromEntries(caNames.map((name) => [name, { literal: endpoints.caFile }])),
  };
}

function exportLines(variables: Record<string, ShellValue>): string {
  const lines = Object.entries(variables).map(
    ([name, value]) => `export ${name}=${'literal' in value ? shellWord(value.literal) : value.expression}`,
  );
  return `${lines.join('\n')}\n`;
}

function curlText(connection: Connection): string {
  const { endpoints, environment } = connection;
  const { vanity, cloud } = environment;
  const script = curlSnippet(connection);
  if (endpoints === undefined || vanity === undefined) return script;
  const { tokenEndpoint, api } = resolveHosts({ vanity, cloud });
  const real: Connection = { ...connection, environment: { ...environment, tokenEndpoint, api } };
  const options = [`--proxy ${shellWord(endpoints.proxy)}`, `--cacert ${shellWord(endpoints.caFile)}`];
  return `${script}\n# The same under the names of the real hosts, by the mock's proxy and CA:\n${curlSnippet(real, options)}`;
}

function terraformEnvironment(connection: Connection): string {
  const lines = exportLines(wayToMock(connection, ['SSL_CERT_FILE']))
    .trimEnd()
    .split('\n');
  return ['# Before terraform is run, in the shell:', ...lines.map((line) => `#   ${line}`), ''].join('\n');
}

function powershellText(connection: Connection): string {
  const { credential } = connection.client;
  const variables = {
    ...credentialVariables(connection, 'ZSCALER_CUSTOMER_ID'),
    ...wayToMock(connection, ['REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']),
    ...(connection.endpoints === undefined ? {} : { NODE_USE_ENV_PROXY: { literal: '1' } }),
  };
  const lines = Object.entries(variables).map(([name, value]) =>
    'literal' in value
      ? `$env:${name} = ${powershellString(value.literal)}`
      : `$env:${name} = Get-Content -Raw ${powershellString(credential.kind === 'privateKey' ? keyFileOf(credential) : '')}`,
  );
  return `${lines.join('\n')}\n`;
}

function ansibleText(connection: Connection): string {
  const { id, credential, customerId } = connection.client;
  const cloud = cloudOf(connection);
  const secret =
    credential.kind === 'privateKey'
      ? `  private_key: ${jsonString(`{{ lookup('file', ${ansibleLiteral(keyFileOf(credential))}) }}`)}`
      : credential.value === undefined
        ? `  client_secret: "{{ lookup('env', 'ZSCALER_CLIENT_SECRET') }}"`
        : `  client_secret: !unsafe ${jsonString(credential.value)}`;
  // The collections call the cloud's argument differently (`cloud`, `zpa_cloud`), but read the same variable.
  const environment = {
    ...(cloud === undefined ? {} : { ZSCALER_CLOUD: { literal: cloud } }),
    ...wayToMock(connection, ['REQUESTS_CA_BUNDLE']),
  };
  return [
    '# Variables; hand them to a module as provider: "{{ zscaler }}"',
    'zscaler:',
    `  client_id: ${jsonString(id)}`,
    secret,
    `  vanity_domain: ${jsonString(vanityOf(connection))}`,
    ...(customerId === undefined ? [] : [`  customer_id: ${jsonString(customerId)}`]),
    ...(Object.keys(environment).length === 0
      ? []
      : [
          '',
          '# At the play or task:',
          'environment:',
          ...Object.entries(environment).map(
            ([name, value]) => `  ${name}: ${jsonString('literal' in value ? value.literal : '')}`,
          ),
        ]),
    '',
  ].join('\n');
}

/** A string inside a Jinja expression. */
function ansibleLiteral(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function yamlText(connection: Connection): string {
  const { id, credential } = connection.client;
  const cloud = cloudOf(connection);
  const proxy = connection.endpoints === undefined ? undefined : new URL(connection.endpoints.proxy);
  return [
    'zscaler:',
    '  client:',
    `    clientId: ${jsonString(id)}`,
    credential.kind === 'privateKey'
      ? `    privateKey: ${jsonString(keyFileOf(credential))}`
      : `    clientSecret: ${jsonString(credential.value ?? 'YOUR_CLIENT_SECRET')}`,
    `    vanityDomain: ${jsonString(vanityOf(connection))}`,
    ...(cloud === undefined ? [] : [`    cloud: ${jsonString(cloud)}`]),
    ...(proxy === undefined
      ? []
      : ['    proxy:', `      host: ${jsonString(proxy.hostname)}`, `      port: ${proxy.port}`]),
    '',
  ].join('\n');
}
