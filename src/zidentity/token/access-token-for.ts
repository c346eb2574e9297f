import { hash as digestOf, verify as verifySignature } from 'node:crypto';
import type { MockContext } from '../context.js';
import { LIMITS } from '../limits.js';
import type { ApiClient } from '../model.js';
import type { SigningKeys } from '../state/signing-keys.js';
import type { GrantedScope, TokenRecord } from '../state/token-store.js';

export type AccessTokenProblem =
  | 'token-missing'
  | 'token-malformed'
  | 'token-signature'
  | 'token-unknown'
  | 'token-revoked'
  | 'token-expired'
  | 'client-gone'
  | 'client-disabled';

/** Who calls with an access token, or why the token does not count. */
export type AccessTokenResult =
  | {
      ok: true;
      record: TokenRecord;
      client: Readonly<ApiClient>;
      /** As when the token was issued. */
      scopes: readonly GrantedScope[];
    }
  | { ok: false; reason: AccessTokenProblem; detail: string };

/** Tells which token it is that a text claims to be; whether it still counts is asked each time. */
export interface TokenVerifier {
  /** The jti of a token that a key of this mock signed, or what is wrong. */
  jtiOf(token: string): { jti: string } | { problem: 'token-malformed' | 'token-signature' };
}

const details: Record<AccessTokenProblem, string> = {
  'token-missing': 'There is no Authorization header with a bearer token.',
  'token-malformed': 'The bearer token is not a JWT of this mock.',
  'token-signature': 'No signing key of this mock made the signature.',
  'token-unknown': 'This mock remembers no token with this jti: it was reset, or the token is of another one.',
  'token-revoked': 'The token was revoked.',
  'token-expired': 'The token has expired.',
  'client-gone': 'The API client of the token was deleted.',
  'client-disabled': 'The API client of the token is disabled.',
};

export function createTokenVerifier(keys: SigningKeys): TokenVerifier {
  /** Digest of a verified token to its jti. Holds no token, and says nothing about it but that we made it. */
  const verified = new Map<string, string>();
  return {
    jtiOf(token) {
      if (token.length > LIMITS.tokenCharacters) return { problem: 'token-malformed' };
      const digest = digestOf('sha256', token, 'base64url');
      const known = verified.get(digest);
      if (known !== undefined) return { jti: known };
      const result = verifyOwn(token, keys);
      if ('jti' in result) {
        const oldest = verified.keys().next();
        if (verified.size >= LIMITS.verifiedTokens && !oldest.done) verified.delete(oldest.value);
        verified.set(digest, result.jti);
      }
      return result;
    },
  };
}

const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

function verifyOwn(token: string, keys: SigningKeys): ReturnType<TokenVerifier['jtiOf']> {
  if (!compactForm.test(token)) return { problem: 'token-malformed' };
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { alg, kid } = parseObject(header);
  if (alg !== 'RS256' || typeof kid !== 'string') return { problem: 'token-malformed' };
  const key = keys.byKid(kid);
  const input = Buffer.from(`${header}.${payload}`, 'latin1');
  if (key === undefined || !verifySignature('sha256', input, key.publicKey, Buffer.from(signature, 'base64url'))) {
    return { problem: 'token-signature' };
  }
  const { jti } = parseObject(payload);
  return typeof jti === 'string' ? { jti } : { problem: 'token-malformed' };
}

function parseObject(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Judges the access token in an `Authorization` header, for the gateway and the admin API. */
export function accessTokenFor(authorization: string | undefined, context: MockContext): AccessTokenResult {
  const token = /^bearer +([^ ]+) *$/i.exec(authorization ?? '')?.[1];
  return token === undefined ? refused('token-missing') : judgeAccessToken(token, context);
}

/** Judges an access token. Signature first, then what is remembered of it: revocation, expiry, its client. */
export function judgeAccessToken(token: string, context: MockContext): AccessTokenResult {
  const result = context.verifier.jtiOf(token);
  if ('problem' in result) return refused(result.problem);
  const record = context.tokens.get(result.jti);
  if (record === undefined) return refused('token-unknown');
  if (record.revokedAt !== 0) return refused('token-revoked');
  if (record.expiresAt <= Math.floor(context.now() / 1000)) return refused('token-expired');
  const client = context.store.client(record.clientId);
  if (client === undefined) return refused('client-gone');
  if (!client.enabled) return refused('client-disabled');
  return { ok: true, record, client, scopes: record.profile.scopes };
}

function refused(reason: AccessTokenProblem): AccessTokenResult {
  return { ok: false, reason, detail: details[reason] };
}
