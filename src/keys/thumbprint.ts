import { createHash, createPublicKey, KeyObject } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import { keyTypeName } from './key-types.js';

/** The members that make up a thumbprint, in lexicographic order (RFC 7638 §3.2; RFC 8037 §2 for OKP). */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['e', 'kty', 'n'],
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
};

/**
 * The SHA-256 thumbprint of RFC 7638 of a key, in base64url: this project's `kid`. It is the same for a private
 * key, its public key and either of their JWKs.
 *
 * @throws WorkbenchError `jwk-malformed` where a JWK lacks a member that the thumbprint needs.
 */
export function thumbprint(key: KeyObject | object): string {
  const jwk = (key instanceof KeyObject ? publicPart(key).export({ format: 'jwk' }) : key) as Record<string, unknown>;
  const members = typeof jwk.kty === 'string' && Object.hasOwn(MEMBERS, jwk.kty) ? MEMBERS[jwk.kty] : undefined;
  if (!members) {
    throw new WorkbenchError('jwk-malformed', 'The JWK has no "kty" of an asymmetric key: RSA, EC or OKP.', {
      hint: 'Give the whole JWK of an RSA or EC key.',
    });
  }
  const canonical: Record<string, string> = {};
  for (const member of members) {
    const value = jwk[member];
    if (typeof value !== 'string') {
      throw new WorkbenchError('jwk-malformed', `The ${jwk.kty} JWK has no "${member}".`, {
        hint: `A public ${jwk.kty} JWK has the members ${members.map((name) => `"${name}"`).join(', ')}.`,
      });
    }
    canonical[member] = value;
  }
  return createHash('sha256').update(JSON.stringify(canonical)).digest('base64url');
}

/** The public half of a key; a public key is its own. */
export function publicPart(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key) : key;
}

/**
 * Whether two keys have the same public half.
 *
 * KeyObject.equals of keys of different types leaves an error behind in OpenSSL, at which node's next, innocent
 * createPrivateKey fails; hence the types are compared first.
 */
export function samePublicKey(one: KeyObject, other: KeyObject): boolean {
  return keyTypeName(one) === keyTypeName(other) && publicPart(one).equals(publicPart(other));
}
