import { type Connection, cloudOf, firstPath, keyFileOf, vanityOf } from './connection.js';
import { commentText, dotenvValue, hclString } from './quoting.js';
import { formEncode } from './redact.js';
import { oneApiAudience } from './standard-values.js';

/** Terraform with the provider zia; zpa and ztc take the same arguments. */
export function terraformSnippet(connection: Connection): string {
  const { id, credential } = connection.client;
  const cloud = cloudOf(connection);
  const asksForSecret = credential.kind === 'secret' && credential.value === undefined;
  const secret =
    credential.kind === 'privateKey'
      ? `  private_key   = file(${hclString(keyFileOf(credential))})`
      : `  client_secret = ${asksForSecret ? 'var.zscaler_client_secret' : hclString(credential.value ?? '')}`;
  return [
    'terraform {',
    '  required_providers {',
    '    zia = {',
    '      source = "zscaler/zia"',
    '    }',
    '  }',
    '}',
    '',
    ...(asksForSecret
      ? ['variable "zscaler_client_secret" {', '  type      = string', '  sensitive = true', '}', '']
      : []),
    'provider "zia" {',
    `  client_id     = ${hclString(id)}`,
    secret,
    `  vanity_domain = ${hclString(vanityOf(connection))}`,
    ...(cloud === undefined ? [] : [`  zscaler_cloud = ${hclString(cloud)}`]),
    '}',
    '',
  ].join('\n');
}

/** The variables of the official SDKs. A private key is named by its file, as the Python SDK takes it. */
export function dotenvSnippet(connection: Connection): string {
  const { id, credential, customerId } = connection.client;
  const cloud = cloudOf(connection);
  const lines = [`ZSCALER_CLIENT_ID=${dotenvValue(id)}`];
  if (credential.kind === 'privateKey') {
    lines.push(
      '# The Python SDK takes the path of a PKCS#8 file; the Go SDK wants the PEM text itself here.',
      `ZSCALER_PRIVATE_KEY=${dotenvValue(keyFileOf(credential))}`,
    );
  } else {
    lines.push(`ZSCALER_CLIENT_SECRET=${credential.value === undefined ? '' : dotenvValue(credential.value)}`);
  }
  lines.push(`ZSCALER_VANITY_DOMAIN=${dotenvValue(vanityOf(connection))}`);
  if (cloud !== undefined) lines.push(`ZSCALER_CLOUD=${dotenvValue(cloud)}`);
  if (customerId !== undefined) {
    lines.push(`ZSCALER_CUSTOMER_ID=${dotenvValue(customerId)}`, `ZPA_CUSTOMER_ID=${dotenvValue(customerId)}`);
  }
  const { endpoints } = connection;
  if (endpoints !== undefined) {
    const ca = dotenvValue(endpoints.caFile);
    lines.push(
      '',
      '# The way to the mock: its proxy, and its CA for Python, Go and Node.',
      `HTTPS_PROXY=${dotenvValue(endpoints.proxy)}`,
      `REQUESTS_CA_BUNDLE=${ca}`,
      `SSL_CERT_FILE=${ca}`,
      '# Node reads this one at its start: export it, or use node --env-file.',
      `NODE_EXTRA_CA_CERTS=${ca}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** A file of the REST Client extension and of JetBrains' HTTP client. */
export function httpFileSnippet(connection: Connection): string {
  const { environment, client } = connection;
  const { credential } = client;
  const lines = [`# ${commentText(environment.name)}: a token, then a call with it`];
  let fields: string[];
  if (credential.kind === 'secret') {
    const value = credential.value === undefined ? '{{$dotenv ZSCALER_CLIENT_SECRET}}' : formEncode(credential.value);
    fields = [`&client_secret=${value}`];
  } else {
    lines.push(
      '# Mint a client assertion (OneAPI: Mint Client Assertion) and paste it here. It lives ten minutes.',
      '@assertion = ',
    );
    fields = [
      `&client_assertion_type=${formEncode('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')}`,
      '&client_assertion={{assertion}}',
    ];
  }
  lines.push(
    '',
    '# @name token',
    `POST ${environment.tokenEndpoint}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Accept: application/json',
    '',
    'grant_type=client_credentials',
    `&client_id=${formEncode(client.id)}`,
    ...fields,
    `&audience=${formEncode(oneApiAudience)}`,
    '',
    '###',
    '',
    `GET ${environment.api}${firstPath(connection)}`,
    'Authorization: Bearer {{token.response.body.access_token}}',
    'Accept: application/json',
    '',
  );
  return lines.join('\n');
}
