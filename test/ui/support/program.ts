// A program outside of the editor that is configured as the official SDKs are, by a file of settings.
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';

/** Settings by name, as they stand in the file. The `PROGRAM_` ones are what a source file would hold. */
export type Settings = Record<string, string>;

/** What became of a run, as the program prints it: `token` and the token, or what went wrong. */
export type Outcome = { token: string } | { failure: string };

/** Writes settings as `.env`; what has several lines goes on one, with `\n`. */
export function writeSettings(file: string, settings: Settings): void {
  const lines = Object.entries(settings).map(([name, value]) => {
    const oneLine = value.trim().replaceAll('\n', '\\n');
    return `${name}=${oneLine.includes(' ') ? `"${oneLine}"` : oneLine}`;
  });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

/** Reads `.env`, or the part of the SDKs' `zscaler.yaml` that they read. */
export function readSettings(file: string): Settings {
  const settings: Settings = {};
  const names: Settings = { clientId: 'ZSCALER_CLIENT_ID', clientSecret: 'ZSCALER_CLIENT_SECRET' };
  Object.assign(names, { vanityDomain: 'ZSCALER_VANITY_DOMAIN', cloud: 'ZSCALER_CLOUD' });
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, name, value] = /^\s*(\w+)(?:=|: )\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    settings[names[name] ?? name] = value.replace(/^"(.*)"$/, '$1').replaceAll('\\n', '\n');
  }
  return settings;
}

/** Puts one setting in the place of the present one, as a person does who pastes it. */
export function changeSetting(file: string, name: string, value: string): void {
  writeSettings(file, { ...readSettings(file), [name]: value });
}

/**
 * Asks for an access token with the settings of a file, as the Python SDK does: the host is put together of vanity
 * domain and cloud, a private key is PKCS#8 or a file's name, and every assertion is signed RS256.
 *
 * @param port of the mock, which stands for every host
 */
export async function run(file: string, port: number): Promise<Outcome> {
  const settings = readSettings(file);
  try {
    const cloud = (settings.ZSCALER_CLOUD ?? '').replace(/^production$/i, '').toLowerCase();
    const url = `https://${settings.ZSCALER_VANITY_DOMAIN}.zslogin${cloud}.net/oauth2/v1/token`;
    const form = { grant_type: 'client_credentials', client_id: settings.ZSCALER_CLIENT_ID ?? '' };
    const credential =
      settings.ZSCALER_PRIVATE_KEY === undefined
        ? { client_secret: settings.ZSCALER_CLIENT_SECRET ?? '' }
        : {
            client_assertion: assertionOf(settings),
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          };
    const audience = settings.PROGRAM_AUDIENCE ?? 'https://api.zscaler.com';
    const body = new URLSearchParams({ ...form, ...credential, audience }).toString();
    const answer = await post(new URL(url), port, body);
    if (answer.status !== 200) return { failure: `HTTP ${answer.status}: ${answer.text}` };
    return { token: (JSON.parse(answer.text) as { access_token: string }).access_token };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function assertionOf(settings: Settings): string {
  const pem = settings.ZSCALER_PRIVATE_KEY ?? '';
  // Anything else is taken for the name of a file; the SDK's own error prints all of it.
  if (!pem.includes('BEGIN PRIVATE KEY')) throw new Error('[Errno 2] No such file or directory');
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'rsa') throw new Error('RS256 needs an RSA key');
  const kid = settings.PROGRAM_KID === undefined ? {} : { kid: settings.PROGRAM_KID };
  const id = settings.ZSCALER_CLIENT_ID;
  const aud = settings.PROGRAM_ASSERTION_AUD ?? 'https://api.zscaler.com';
  const exp = Math.floor(Date.now() / 1000) + 600;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg: 'RS256', typ: 'JWT', ...kid })}.${part({ iss: id, sub: id, aud, exp })}`;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

/** Posts a form to a host that the mock on this port stands for. */
export function post({ host, pathname }: URL, port: number, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: pathname,
        headers: { host, 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
