import { KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose/jwt/sign';
import { WorkbenchError } from '../errors.js';
import { algForKey, keyTypeName, type SigningAlgorithm } from '../keys/key-types.js';
import { readPrivateKey } from '../keys/read.js';
import { oneApiAudience } from './standard-values.js';

/** Seconds that an assertion of the official SDKs lives. */
export const defaultAssertionLifetimeSeconds = 600;

export interface AssertionOptions {
  /** Becomes `iss` and `sub`. */
  clientId: string;
  /** A key object, or PEM or JWK text without a passphrase. */
  privateKey: KeyObject | string;
  /**
   * `aud`: ZIdentity's documentation names both `https://api.zscaler.com` (the default, as the SDKs
   * send it) and the tenant's `https://{vanity}.zslogin.net`. Strict servers want the issuer or the
   * token endpoint's URL (RFC 7523 §3 (3)).
   */
  audience?: string | string[] | undefined;
  /** Checked against the key; what fits the key where undefined. */
  alg?: string | undefined;
  /** Header `kid`. The SDKs send none, and ZIdentity then tries every key of the client. */
  kid?: string | undefined;
  /** Seconds from `nowMs` to `exp`; a negative number makes an assertion that has expired. */
  lifetimeSeconds?: number | undefined;
  /** A `jti` of one's own, or false for none; else a random one is made. */
  jti?: string | false | undefined;
  /** Epoch seconds of `iat`, false for none; else the time of `nowMs`. */
  iat?: number | boolean | undefined;
  /** Epoch seconds of `nbf`, true for the time of `nowMs`; none where undefined. */
  nbf?: number | boolean | undefined;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** Makes the random `jti`. */
  newJti?: (() => string) | undefined;
}

/**
 * Makes and signs the client assertion of RFC 7523 §3 with which an API client of the methods JWKS
 * URL and Certificate / Public Key authenticates. By default it has what the official SDKs send, and
 * `iat` and `jti` besides: ZIdentity takes both, and servers that check for replay need them.
 *
 * The result is a credential until it expires: keep it out of logs and messages.
 *
 * @throws WorkbenchError `assertion-…` for options, `key-…` for the key
 */
export async function mintClientAssertion(options: AssertionOptions): Promise<string> {
  const privateKey = signingKey(options.privateKey);
  const alg = checkedAlg(options.alg, privateKey);
  const now = Math.floor(options.nowMs / 1000);
  const lifetime = options.lifetimeSeconds ?? defaultAssertionLifetimeSeconds;
  if (!Number.isSafeInteger(lifetime)) {
    throw invalid('lifetime', 'The lifetime is not a whole number of seconds.', 'Give e.g. 600 for ten minutes.');
  }
  if (options.clientId === '') {
    throw invalid('client-id', 'The client id is empty.', "Give the API client's id; it becomes iss and sub.");
  }
  const jti = options.jti ?? (options.newJti ?? randomUUID)();
  const iat = options.iat === true || options.iat === undefined ? now : options.iat;
  const nbf = options.nbf === true ? now : options.nbf;
  const claims = {
    iss: options.clientId,
    sub: options.clientId,
    aud: checkedAudience(options.audience ?? oneApiAudience),
    exp: now + lifetime,
    ...(iat === false ? {} : { iat: checkedTime('iat', iat) }),
    ...(nbf === false || nbf === undefined ? {} : { nbf: checkedTime('nbf', nbf) }),
    ...(jti === false ? {} : { jti: checkedText('jti', jti) }),
  };
  const kid = options.kid === undefined ? {} : { kid: checkedText('kid', options.kid) };
  return new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT', ...kid }).sign(privateKey);
}

function signingKey(given: KeyObject | string): KeyObject {
  const key = typeof given === 'string' ? readPrivateKey(given) : given;
  if (!(key instanceof KeyObject) || key.type !== 'private') {
    throw new WorkbenchError('key-wrong-kind', 'An assertion is signed with a private key; this is none.', {
      hint: 'Give the private key whose public half is registered with the API client.',
    });
  }
  return key;
}

/** RFC 7518 §3.1: RS256 goes with an RSA key, ES256 with one on curve P-256, and nothing else here. */
function checkedAlg(alg: string | undefined, key: KeyObject): SigningAlgorithm {
  const fitting = algForKey(key);
  if (alg === undefined || alg === fitting) return fitting;
  if (alg !== 'RS256' && alg !== 'ES256') {
    throw invalid(
      'alg',
      'ZIdentity takes assertions signed with RS256 or ES256 alone.',
      `Use ${fitting} with this key.`,
    );
  }
  throw invalid(
    'alg',
    `${alg} does not go with this key: it is ${keyTypeName(key)}, which signs ${fitting}.`,
    alg === 'RS256'
      ? `Use ${fitting}, or an RSA key of 2048 bits or more.`
      : `Use ${fitting}, or a key on curve P-256.`,
  );
}

function checkedAudience(audience: string | string[]): string | string[] {
  const all = typeof audience === 'string' ? [audience] : audience;
  if (all.length === 0 || all.some((one) => typeof one !== 'string' || one === '')) {
    throw invalid('audience', 'aud is empty.', `Give ${oneApiAudience}, or the tenant's address.`);
  }
  return audience;
}

function checkedText(name: 'jti' | 'kid', text: string): string {
  if (typeof text === 'string' && text !== '') return text;
  throw invalid(name, `${name} is empty.`, `Leave ${name} out, or give it a value.`);
}

function checkedTime(name: 'iat' | 'nbf', seconds: number): number {
  if (Number.isSafeInteger(seconds) && Math.abs(seconds) < 1e11) return seconds;
  throw invalid(
    name,
    `${name} is not a time in epoch seconds.`,
    'Give seconds since 1970, not milliseconds or a date.',
  );
}

function invalid(option: string, message: string, hint: string): WorkbenchError {
  return new WorkbenchError(`assertion-${option}-invalid`, message, { hint });
}
