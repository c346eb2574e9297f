import { type Connection, cloudOf, firstPath, keyFileOf, vanityOf } from './connection.js';
import { goString, jsonString } from './quoting.js';
import { oneApiAudience } from './standard-values.js';

/** The official Python SDK. */
export function pythonSnippet(connection: Connection): string {
  const { id, credential, customerId } = connection.client;
  const cloud = cloudOf(connection);
  const secret =
    credential.kind === 'privateKey'
      ? `    "privateKey": open(${jsonString(keyFileOf(credential))}).read(),  # PKCS#8: BEGIN PRIVATE KEY`
      : credential.value === undefined
        ? '    "clientSecret": os.environ["ZSCALER_CLIENT_SECRET"],'
        : `    "clientSecret": ${jsonString(credential.value)},`;
  return [
    ...(secret.includes('os.environ') ? ['import os', ''] : []),
    'from zscaler import ZscalerClient',
    '',
    'config = {',
    `    "clientId": ${jsonString(id)},`,
    secret,
    `    "vanityDomain": ${jsonString(vanityOf(connection))},`,
    ...(cloud === undefined ? [] : [`    "cloud": ${jsonString(cloud)},`]),
    ...(customerId === undefined ? [] : [`    "customerId": ${jsonString(customerId)},`]),
    '}',
    '',
    'with ZscalerClient(config) as client:',
    '    labels, response, error = client.zia.rule_labels.list_labels()',
    '    print(error or labels)',
    '',
  ].join('\n');
}

/** The official Go SDK, version 3. */
export function goSnippet(connection: Connection): string {
  const { id, credential, customerId } = connection.client;
  const cloud = cloudOf(connection);
  const readsKey = credential.kind === 'privateKey';
  const readsEnvironment = credential.kind === 'secret' && credential.value === undefined;
  const secret = readsKey
    ? 'zscaler.WithPrivateKey(string(key))'
    : readsEnvironment
      ? 'zscaler.WithClientSecret(os.Getenv("ZSCALER_CLIENT_SECRET"))'
      : `zscaler.WithClientSecret(${goString(credential.value ?? '')})`;
  return [
    'package main',
    '',
    'import (',
    '\t"context"',
    '\t"fmt"',
    '\t"log"',
    ...(readsKey || readsEnvironment ? ['\t"os"'] : []),
    '',
    '\t"github.com/zscaler/zscaler-sdk-go/v3/zscaler"',
    '\t"github.com/zscaler/zscaler-sdk-go/v3/zscaler/zia/services/rule_labels"',
    ')',
    '',
    'func main() {',
    ...(readsKey
      ? [
          `\tkey, err := os.ReadFile(${goString(keyFileOf(credential))})`,
          '\tif err != nil {',
          '\t\tlog.Fatal(err)',
          '\t}',
        ]
      : []),
    '\tconfig, err := zscaler.NewConfiguration(',
    `\t\tzscaler.WithClientID(${goString(id)}),`,
    `\t\t${secret},`,
    `\t\tzscaler.WithVanityDomain(${goString(vanityOf(connection))}),`,
    ...(cloud === undefined ? [] : [`\t\tzscaler.WithZscalerCloud(${goString(cloud)}),`]),
    ...(customerId === undefined ? [] : [`\t\tzscaler.WithZPACustomerID(${goString(customerId)}),`]),
    '\t)',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tservice, err := zscaler.NewOneAPIClient(config)',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tlabels, err := rule_labels.GetAll(context.Background(), service)',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tfmt.Println(labels)',
    '}',
    '',
  ].join('\n');
}

/** TypeScript (and JavaScript) with nothing but Node's own fetch and crypto. */
export function typescriptSnippet(connection: Connection): string {
  const { environment, client } = connection;
  const { credential } = client;
  const imports: string[] = [];
  const before: string[] = [];
  const fields: string[] = [];
  if (credential.kind === 'secret') {
    const value =
      credential.value === undefined ? "process.env.ZSCALER_CLIENT_SECRET ?? ''" : jsonString(credential.value);
    fields.push(`  client_secret: ${value},`);
  } else {
    const es256 = credential.alg === 'ES256';
    imports.push("import { randomUUID, sign } from 'node:crypto';", "import { readFileSync } from 'node:fs';", '');
    before.push(
      '// The client assertion: a JWT signed with the private key (RFC 7523).',
      "const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');",
      'const now = Math.floor(Date.now() / 1000);',
      `const header = { alg: '${es256 ? 'ES256' : 'RS256'}', typ: 'JWT' };`,
      'const claims = {',
      '  iss: clientId,',
      '  sub: clientId,',
      `  aud: ${jsonString(oneApiAudience)},`,
      '  iat: now,',
      '  exp: now + 600,',
      '  jti: randomUUID(),',
      '};',
      "const unsigned = encode(header) + '.' + encode(claims);",
      `const key = readFileSync(${jsonString(keyFileOf(credential))}, 'utf8');`,
      es256
        ? "const signature = sign('sha256', Buffer.from(unsigned), { key, dsaEncoding: 'ieee-p1363' });"
        : "const signature = sign('sha256', Buffer.from(unsigned), key);",
      '',
    );
    fields.push(
      "  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',",
      "  client_assertion: unsigned + '.' + signature.toString('base64url'),",
    );
  }
  return [
    ...imports,
    `const clientId = ${jsonString(client.id)};`,
    '',
    ...before,
    'const form = new URLSearchParams({',
    "  grant_type: 'client_credentials',",
    '  client_id: clientId,',
    ...fields,
    `  audience: ${jsonString(oneApiAudience)},`,
    '});',
    `const answer = await fetch(${jsonString(environment.tokenEndpoint)}, { method: 'POST', body: form });`,
    "if (!answer.ok) throw new Error('Token request: HTTP ' + answer.status + ' ' + (await answer.text()));",
    'const { access_token } = await answer.json();',
    '',
    `const response = await fetch(${jsonString(environment.api + firstPath(connection))}, {`,
    "  headers: { authorization: 'Bearer ' + access_token },",
    '});',
    'console.log(response.status, await response.text());',
    '',
  ].join('\n');
}
