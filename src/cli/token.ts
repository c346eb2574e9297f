import type { KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import { WorkbenchError } from '../errors.js';
import { readPrivateKey } from '../keys/read.js';
import { MAX_KEY_TEXT } from '../keys/recognise.js';
import { mintClientAssertion } from '../oauth/assertion.js';
import { resolveHosts } from '../oauth/clouds.js';
import { OAuthError } from '../oauth/errors.js';
import { type ClientAuth, requestToken } from '../oauth/token-request.js';
import { readStart } from '../read-start.js';
import { readChoice, readOptions } from './arguments.js';
import { EXIT, usageError } from './exit-code.js';
import { fetchThrough, proxyFor } from './proxy.js';
import { readCredential } from './stdin.js';
import type { Terminal } from './terminal.js';

const options = {
  'client-id': { type: 'string' },
  secret: { type: 'string' },
  basic: { type: 'boolean' },
  key: { type: 'string' },
  kid: { type: 'string' },
  alg: { type: 'string' },
  url: { type: 'string' },
  vanity: { type: 'string' },
  cloud: { type: 'string' },
  audience: { type: 'string' },
  'allow-http': { type: 'boolean' },
} as const;

type Given = ReturnType<typeof readOptions<typeof options>>;

const localMock = 'http://127.0.0.1:8787/oauth2/v1/token';

/** Milliseconds that a secret which nobody announced may take to arrive on standard input. */
const stdinPatienceMs = 2_000;

/** `oneapi-mock token`: prints an access token alone, so that `$(oneapi-mock token …)` is one. */
export async function token(args: readonly string[], terminal: Terminal): Promise<number> {
  const given = readOptions('token', args, options);
  const clientId = given['client-id'] ?? terminal.env.ZSCALER_CLIENT_ID ?? '';
  if (clientId === '') throw usageError('The client id is missing.', 'Give --client-id ID, or set ZSCALER_CLIENT_ID.');
  if (given.secret !== undefined && given.key !== undefined) {
    throw usageError('A client has a secret or a key, not both.', 'Give --secret or --key.');
  }
  const tokenEndpoint = endpointOf(given);
  const auth = given.key === undefined ? await bySecret(given, terminal) : await byKey(given, clientId, terminal);
  const proxy = proxyFor(tokenEndpoint, terminal.env);
  const { accessToken } = await requestToken(
    { tokenEndpoint, clientId, auth, audience: given.audience, allowHttp: given['allow-http'] },
    { fetch: proxy && fetchThrough(proxy) },
  ).catch((error: unknown) => {
    throw withExchange(error);
  });
  terminal.print(accessToken);
  return EXIT.ok;
}

/** A real tenant is asked only where the command line names it: variables of the SDKs may be set for another program. */
function endpointOf({ url, vanity, cloud }: Given): string {
  if (url !== undefined && (vanity !== undefined || cloud !== undefined)) {
    throw usageError('The token endpoint is given twice.', 'Give --url alone, or --vanity and --cloud.');
  }
  if (vanity === undefined && cloud !== undefined)
    throw usageError('--cloud needs --vanity.', 'Give --vanity NAME too.');
  return vanity === undefined ? (url ?? localMock) : resolveHosts({ vanity, cloud }).tokenEndpoint;
}

async function bySecret({ secret, basic, kid, alg }: Given, terminal: Terminal): Promise<ClientAuth> {
  if (kid !== undefined || alg !== undefined)
    throw usageError('--kid and --alg belong to a key.', 'Give --key FILE too.');
  const value = await secretFrom(secret, terminal);
  if (value === undefined || value === '') {
    throw usageError(
      'There is neither a secret nor a key.',
      'Set ZSCALER_CLIENT_SECRET, pipe the secret in with --secret -, or give --key FILE.',
    );
  }
  return { method: basic ? 'client_secret_basic' : 'client_secret_post', secret: value };
}

function secretFrom(secret: string | undefined, { env, stdin }: Terminal): Promise<string | undefined> | string {
  if (secret === '-') return readCredential(stdin);
  if (secret !== undefined) return secret;
  if (env.ZSCALER_CLIENT_SECRET !== undefined && env.ZSCALER_CLIENT_SECRET !== '') return env.ZSCALER_CLIENT_SECRET;
  return stdin.isTTY ? Promise.resolve(undefined) : readCredential(stdin, stdinPatienceMs);
}

async function byKey({ key, kid, alg, basic }: Given, clientId: string, terminal: Terminal): Promise<ClientAuth> {
  if (basic) throw usageError('--basic belongs to a secret.', 'Leave --basic or --key out.');
  const chosen = readChoice('alg', alg, ['RS256', 'ES256'] as const);
  const privateKey = await readKey(key as string, terminal);
  const assertion = () => mintClientAssertion({ clientId, privateKey, kid, alg: chosen, nowMs: Date.now() });
  return { method: 'private_key_jwt', assertion };
}

async function readKey(file: string, { env, stdin, cwd }: Terminal): Promise<KeyObject> {
  const text = file === '-' ? await readCredential(stdin) : await readKeyFile(resolve(cwd(), file));
  if (text === undefined)
    throw usageError('There is no key on standard input.', 'Pipe the PEM text in, or give a file.');
  return readPrivateKey(text, { passphrase: env.ONEAPI_KEY_PASSPHRASE });
}

async function readKeyFile(path: string): Promise<string> {
  // Who gives the key's text in place of its file must not find it in the message.
  const shown = path.includes('-----') || path.length > 1024 ? 'The file that --key names' : path;
  try {
    return (await readStart(path, MAX_KEY_TEXT + 1)).toString('utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw usageError(`${shown} cannot be read (${code}).`, 'Give --key the path of a PEM or JWK file.');
  }
}

/** A mock knows every step of the exchange; the id leads there. */
function withExchange(error: unknown): unknown {
  if (!(error instanceof OAuthError) || error.exchangeId === undefined) return error;
  const where = `The mock remembers why: GET /_mock/v1/exchanges, exchange ${error.exchangeId}.`;
  return new WorkbenchError(error.code, error.message, {
    hint: error.hint ? `${error.hint}\n  ${where}` : where,
    cause: error,
  });
}
