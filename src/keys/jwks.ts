import type { KeyObject } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import { hasPrivateMembers, type Jwk, publicKeyFromJwk, toJwk } from './jwk.js';
import { algForKey, type SigningAlgorithm } from './key-types.js';

/** A JSON Web Key Set (RFC 7517 §5). */
export interface Jwks {
  readonly keys: readonly Jwk[];
}

/** A key of somebody's JWKS that can verify RS256 or ES256. */
export interface UsableKey {
  /** Its place in the `keys` array. */
  readonly index: number;
  readonly key: KeyObject;
  readonly alg: SigningAlgorithm;
  readonly kid?: string;
}

export interface SkippedKey {
  readonly index: number;
  readonly kid?: string;
  readonly reason: string;
}

export interface ParsedJwks {
  readonly keys: UsableKey[];
  readonly skipped: SkippedKey[];
  /** Some key had private members. They were dropped; whoever published them has to replace the key. */
  readonly hadPrivateMembers: boolean;
}

export const MAX_JWKS_LENGTH = 1024 * 1024;
export const MAX_JWKS_KEYS = 100;
const MAX_KID_LENGTH = 256;

/** The JWKS of public keys, each with `kid` (its thumbprint), `use` and `alg`. A key given twice is there once. */
export function makeJwks(publicKeys: readonly KeyObject[]): Jwks {
  const byKid = new Map<string, Jwk>();
  for (const key of publicKeys) {
    const jwk = toJwk(key);
    byKid.set(jwk.kid!, jwk);
  }
  return { keys: [...byKid.values()] };
}

/**
 * Reads a JWKS from an untrusted source: which of its keys can verify a client assertion, and why the others can't.
 * A key is skipped, not refused, as RFC 7517 §5 wants it. At most 1 MiB of text and 100 keys.
 *
 * @throws WorkbenchError `jwks-malformed` where the text is no JWKS at all.
 */
export function parseJwks(text: string): ParsedJwks {
  const keys: UsableKey[] = [];
  const skipped: SkippedKey[] = [];
  let hadPrivateMembers = false;
  for (const [index, entry] of entriesOf(text).entries()) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      skipped.push({ index, reason: 'it is not a JSON object' });
      continue;
    }
    const jwk = entry as Record<string, unknown>;
    const kid = typeof jwk.kid === 'string' && jwk.kid.length <= MAX_KID_LENGTH ? { kid: jwk.kid } : {};
    if (hasPrivateMembers(jwk)) hadPrivateMembers = true;
    const use = usableKey(jwk);
    if ('reason' in use) skipped.push({ index, ...kid, reason: use.reason });
    else keys.push({ index, ...kid, ...use });
  }
  return { keys, skipped, hadPrivateMembers };
}

function entriesOf(text: string): unknown[] {
  if (text.length > MAX_JWKS_LENGTH) throw malformed('The JWKS is larger than 1 MiB.', 'Publish only the keys in use.');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const html = /^\s*</.test(text);
    throw malformed(
      html ? 'The JWKS is a web page (HTML), not JSON.' : 'The JWKS is not valid JSON.',
      'The JWKS URL must answer with a JSON object that has a "keys" array.',
    );
  }
  const keys = typeof value === 'object' && value !== null ? (value as { keys?: unknown }).keys : undefined;
  if (Array.isArray(keys)) {
    if (keys.length <= MAX_JWKS_KEYS) return keys;
    throw malformed(
      `The JWKS has ${keys.length} keys; at most ${MAX_JWKS_KEYS} are read.`,
      'Remove keys that are no longer used.',
    );
  }
  if (typeof value === 'object' && value !== null && 'kty' in value) {
    throw malformed('This is a single JWK, not a JWKS.', 'Wrap it: {"keys": [ … the JWK … ]}.');
  }
  throw malformed('The JSON has no "keys" array.', 'A JWKS is a JSON object with a "keys" array (RFC 7517 §5).');
}

function malformed(message: string, hint: string): WorkbenchError {
  return new WorkbenchError('jwks-malformed', message, { hint });
}

function usableKey(jwk: Record<string, unknown>): { key: KeyObject; alg: SigningAlgorithm } | { reason: string } {
  const { kty, use, alg, key_ops: operations } = jwk;
  if (kty === 'oct') return { reason: 'it is a symmetric key ("kty": "oct")' };
  if (kty !== 'RSA' && kty !== 'EC') return { reason: `its "kty" is ${shown(kty)}; RSA or EC is needed` };
  if (use !== undefined && use !== 'sig') return { reason: `its "use" is ${shown(use)}; only keys for "sig" verify` };
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    // A publisher who left "sign" in made the key from a private JWK: key_ops of a public key is "verify".
    return { reason: 'its "key_ops" does not list "verify"' };
  }
  try {
    const key = publicKeyFromJwk(jwk);
    const needed = algForKey(key);
    if (alg !== undefined && alg !== needed) {
      return { reason: `its "alg" is ${shown(alg)}, but a key of this type signs ${needed}` };
    }
    return { key, alg: needed };
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return { reason: error.message };
  }
}

/** A value of somebody else's JSON in a message: short, and on one line. */
function shown(value: unknown): string {
  if (value === undefined) return 'not there';
  const text =
    typeof value === 'string' ? JSON.stringify(value) : `a JSON ${Array.isArray(value) ? 'array' : typeof value}`;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
