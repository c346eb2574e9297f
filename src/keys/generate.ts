import { generateKeyPair as generate, type KeyObject } from 'node:crypto';
import type { KeyPair, KeyType } from './key-types.js';

/**
 * Makes a key pair off the event loop (in libuv's thread pool). RSA-2048 takes about 0.2 s, RSA-4096 some
 * seconds at worst.
 */
export function generateKeyPair(type: KeyType): Promise<KeyPair> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, publicKey: KeyObject, privateKey: KeyObject) =>
      error ? reject(error) : resolve({ privateKey, publicKey });
    switch (type) {
      case 'RSA-2048':
      case 'RSA-3072':
      case 'RSA-4096':
        generate('rsa', { modulusLength: Number(type.slice(4)), publicExponent: 0x10001 }, done);
        break;
      case 'EC-P256':
        generate('ec', { namedCurve: 'P-256' }, done);
        break;
      default:
        reject(new TypeError(`Unknown key type: ${String(type satisfies never)}`));
    }
  });
}
