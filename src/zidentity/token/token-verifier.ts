import { hash as digestOf, verify as verifySignature } from 'node:crypto';
import { LIMITS } from '../limits.js';
import type { SigningKeys } from '../state/signing-keys.js';

/** Tells which token it is that a text claims to be; whether it still counts is asked each time. */
export interface TokenVerifier {
  /** The jti of a token that a key of this mock signed, or what is wrong. */
  jtiOf(token: string): { jti: string } | { problem: 'token-malformed' | 'token-signature' };
}

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
