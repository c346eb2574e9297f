import type { KeyObject } from 'node:crypto';
import { WorkbenchError } from '../errors.js';

/** The keys that this program makes. ZIdentity takes RS256 with 2048 bits or more, and ES256. */
export type KeyType = 'RSA-2048' | 'RSA-3072' | 'RSA-4096' | 'EC-P256';

/** The signature algorithms that ZIdentity's documentation names for client assertions. */
export type SigningAlgorithm = 'RS256' | 'ES256';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Every key type, the recommended one first, with what a person choosing one wants to know. */
export const KEY_TYPES: readonly { type: KeyType; alg: SigningAlgorithm; label: string; detail: string }[] = [
  { type: 'RSA-2048', alg: 'RS256', label: 'RSA 2048', detail: 'RS256, works with every SDK' },
  { type: 'RSA-3072', alg: 'RS256', label: 'RSA 3072', detail: 'RS256, works with every SDK' },
  { type: 'RSA-4096', alg: 'RS256', label: 'RSA 4096', detail: 'RS256, works with every SDK; slow to make' },
  { type: 'EC-P256', alg: 'ES256', label: 'EC P-256', detail: 'ES256; the official SDKs sign RS256 only' },
];

/** RFC 7518 §3.3: "A key of size 2048 bits or larger MUST be used" with RS256. */
export const MIN_RSA_BITS = 2048;
/** Twice what anybody uses; a larger modulus would only serve to keep a verifier busy. */
export const MAX_RSA_BITS = 8192;
/** OpenSSL's own limit above 3072 bits. With an exponent as long as the modulus, verifying is as slow as signing. */
const MAX_EXPONENT = 2n ** 64n;

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  secp256k1: 'secp256k1',
};

/** What a key is, for people and for comparison: `RSA-2048`, `EC-P256`, `EC-P384`, `Ed25519`, … */
export function keyTypeName(key: KeyObject): string {
  const details = key.asymmetricKeyDetails;
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return `RSA-${details?.modulusLength}`;
    case 'rsa-pss':
      return `RSA-PSS-${details?.modulusLength}`;
    case 'ec': {
      const curve = details?.namedCurve ?? 'unknown';
      return `EC-${(CURVES[curve] ?? curve).replace(/^P-/, 'P')}`;
    }
    case 'ed25519':
      return 'Ed25519';
    case 'ed448':
      return 'Ed448';
    case undefined:
      return 'symmetric';
    default:
      return key.asymmetricKeyType.toUpperCase();
  }
}

/**
 * The algorithm that ZIdentity takes with this key.
 *
 * @throws WorkbenchError `key-too-small`, `key-too-large`, `key-weak-exponent`, `key-wrong-curve` or `key-wrong-type`
 *   where there is none.
 */
export function algForKey(key: KeyObject): SigningAlgorithm {
  const name = keyTypeName(key);
  if (key.asymmetricKeyType === 'rsa') {
    checkRsa(key);
    return 'RS256';
  }
  if (name === 'EC-P256') return 'ES256';
  if (key.asymmetricKeyType === 'ec') {
    throw new WorkbenchError('key-wrong-curve', `This is an elliptic-curve key on ${name.slice(3)}, not on P-256.`, {
      hint: 'ZIdentity takes ES256, which needs a key on curve P-256. Generate an EC P-256 or an RSA 2048 key.',
    });
  }
  throw new WorkbenchError('key-wrong-type', `A key of type ${name} can sign neither RS256 nor ES256.`, {
    hint: 'Generate an RSA key of 2048 bits or more, or an EC key on curve P-256.',
  });
}

function checkRsa(key: KeyObject): void {
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (modulusLength < MIN_RSA_BITS) {
    throw new WorkbenchError('key-too-small', `This RSA key has ${modulusLength} bits; RS256 needs ${MIN_RSA_BITS}.`, {
      hint: 'Generate a new RSA key of 2048 bits or more and register its public half in place of this one.',
    });
  }
  if (modulusLength > MAX_RSA_BITS) {
    throw new WorkbenchError('key-too-large', `This RSA key has ${modulusLength} bits; at most ${MAX_RSA_BITS} work.`, {
      hint: 'Generate an RSA key of 2048, 3072 or 4096 bits.',
    });
  }
  if (publicExponent >= MAX_EXPONENT) {
    throw new WorkbenchError('key-too-large', "This RSA key's public exponent has more than 64 bits.", {
      hint: 'Generate a new RSA key; the usual public exponent is 65537.',
    });
  }
  // With exponent 1 a signature is its own padded message: anybody can write one.
  if (publicExponent < 3n || publicExponent % 2n === 0n) {
    throw new WorkbenchError('key-weak-exponent', `This RSA key's public exponent, ${publicExponent}, is not safe.`, {
      hint: 'Generate a new RSA key; the usual public exponent is 65537.',
    });
  }
}
