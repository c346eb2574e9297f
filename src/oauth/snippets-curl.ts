import { type Connection, firstPath, keyFileOf } from './connection.js';
import { shellWord } from './quoting.js';
import { oneApiAudience } from './standard-values.js';

const tokenOfAnswer = `sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p'`;

/**
 * A POSIX shell script with curl (and openssl for a private key): gets a token and calls the API.
 *
 * @param options words for each curl, ready for the shell
 */
export function curlSnippet(connection: Connection, options: readonly string[] = []): string {
  const { environment, client } = connection;
  const fields: string[] = ["--data-urlencode 'grant_type=client_credentials'", field('client_id', client.id)];
  const before: string[] = [];
  const { credential } = client;
  if (credential.kind === 'secret') {
    fields.push(
      credential.value === undefined
        ? '--data-urlencode "client_secret=$ZSCALER_CLIENT_SECRET"'
        : field('client_secret', credential.value),
    );
  } else {
    before.push(...assertionLines(client.id, keyFileOf(credential), credential.alg ?? 'RS256'), '');
    fields.push(
      "--data-urlencode 'client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer'",
      '--data-urlencode "client_assertion=$assertion"',
    );
  }
  fields.push(field('audience', oneApiAudience));
  const curl = ['curl -sS', ...options].join(' ');
  return [
    ...before,
    `token=$(${curl} ${shellWord(environment.tokenEndpoint)} \\`,
    ...fields.map((line) => `  ${line} \\`),
    `  | ${tokenOfAnswer})`,
    '',
    `${curl} ${shellWord(environment.api + firstPath(connection))} -H "Authorization: Bearer $token"`,
    '',
  ].join('\n');
}

function field(name: string, value: string): string {
  return `--data-urlencode ${shellWord(`${name}=${value}`)}`;
}

function assertionLines(clientId: string, file: string, alg: 'RS256' | 'ES256'): string[] {
  const key = shellWord(file.startsWith('-') ? `./${file}` : file);
  // openssl writes an ECDSA signature as DER; JWS wants r and s of 32 bytes each (RFC 7518 §3.4).
  const rawSignature =
    alg === 'RS256'
      ? ''
      : ` | openssl asn1parse -inform DER | awk -F: '/INTEGER/ { v = $NF; while (length(v) < 64) v = "0" v; printf "%s", v }' | xxd -r -p`;
  const header = `{"alg":"${alg}","typ":"JWT"}`;
  const claims = JSON.stringify({ iss: clientId, sub: clientId, aud: oneApiAudience });
  return [
    "b64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }",
    'now=$(date +%s)',
    `header=$(printf '%s' ${shellWord(header)} | b64url)`,
    `claims=$(printf '%s,"iat":%s,"exp":%s,"jti":"%s"}' ${shellWord(claims.slice(0, -1))} "$now" "$((now + 600))" "$(openssl rand -hex 16)" | b64url)`,
    `signature=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha256 -sign ${key} -binary${rawSignature} | b64url)`,
    'assertion="$header.$claims.$signature"',
  ];
}
