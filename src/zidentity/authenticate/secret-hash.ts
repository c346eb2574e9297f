import { createHmac, hash as digestOf, randomBytes as nodeRandomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { LIMITS } from '../limits.js';

/**
 * How client secrets are kept. A secret that ZIdentity made has about 200 random bits: one HMAC-SHA-256 with its
 * salt cannot be guessed back. A secret that a person chose (in a config file) may be weak, so it gets scrypt. What a
 * comparison said is remembered in memory under a digest with a key of this process, so that scrypt runs once for a
 * secret and not once for a token.
 */
const generatedAlgorithm = 'hmac-sha256';
const chosenAlgorithm = 'scrypt-16384-8-1';
const digestBytes = 32;
const hashForm = /^(hmac-sha256|scrypt-16384-8-1)\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})$/;

function hmac(key: Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(value, 'utf8').digest();
}

function slowHash(value: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(value, salt, digestBytes, { N: 16384, r: 8, p: 1 }, (error, digest) =>
      error === null ? resolve(digest) : reject(error),
    );
  });
}

/** The hash to keep of a secret that was made at random, 128 bits or more. Never of one that a person chose. */
export function hashGeneratedSecret(value: string, randomBytes: (size: number) => Buffer = nodeRandomBytes): string {
  const salt = randomBytes(16);
  return `${generatedAlgorithm}$${salt.toString('base64url')}$${hmac(salt, value).toString('base64url')}`;
}

/** The hash to keep of a secret that a person chose. Takes about 40 ms, off the event loop. */
export async function hashChosenSecret(
  value: string,
  randomBytes: (size: number) => Buffer = nodeRandomBytes,
): Promise<string> {
  const salt = randomBytes(16);
  const digest = await slowHash(value, salt);
  return `${chosenAlgorithm}$${salt.toString('base64url')}$${digest.toString('base64url')}`;
}

/** Whether a text is a hash that `SecretVerifier` understands. */
export function isSecretHash(text: string): boolean {
  return hashForm.test(text);
}

export interface SecretVerifier {
  /** Compares digests in constant time. A hash of unknown form matches nothing. */
  verify(value: string, hash: string): boolean | Promise<boolean>;
}

/** @param randomBytes gives the key under which results are remembered */
export function createSecretVerifier(randomBytes: (size: number) => Buffer): SecretVerifier {
  const key = randomBytes(32).toString('base64url');
  const remembered = new Map<string, boolean>();

  function remember(name: string, result: boolean): boolean {
    const oldest = remembered.keys().next();
    if (remembered.size >= LIMITS.verifiedSecrets && !oldest.done) remembered.delete(oldest.value);
    remembered.set(name, result);
    return result;
  }

  return {
    verify(value, hash) {
      const name = digestOf('sha256', `${key}${hash}\n${value}`, 'base64url');
      const known = remembered.get(name);
      if (known !== undefined) return known;
      const [, algorithm, saltText, digestText] = hashForm.exec(hash) ?? [];
      if (saltText === undefined || digestText === undefined) return false;
      // scrypt pads what it is given with zero bytes (RFC 2104 §2), so that one with some behind it is the same to it.
      if (algorithm === chosenAlgorithm && value.endsWith('\0')) return false;
      const salt = Buffer.from(saltText, 'base64url');
      const expected = Buffer.from(digestText, 'base64url');
      if (algorithm === generatedAlgorithm) return remember(name, timingSafeEqual(hmac(salt, value), expected));
      return slowHash(value, salt).then((digest) => remember(name, timingSafeEqual(digest, expected)));
    },
  };
}
