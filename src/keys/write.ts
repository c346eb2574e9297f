import type { KeyObject } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import { publicPart } from './thumbprint.js';

/**
 * A private key as PKCS#8 PEM: the one form that both official SDKs read. With a passphrase, as encrypted PKCS#8
 * (PBES2, AES-256-CBC).
 *
 * Security: without a passphrase the result is the private key in clear text.
 *
 * @throws WorkbenchError `key-wrong-kind` for a public key, `passphrase-empty` for an empty passphrase.
 */
export function writePrivateKey(key: KeyObject, options: { passphrase?: string | undefined } = {}): string {
  if (key.type !== 'private') {
    throw new WorkbenchError('key-wrong-kind', "A public key can't be written as a private key.", {
      hint: 'Give the private key.',
    });
  }
  const { passphrase } = options;
  if (passphrase === undefined) return key.export({ type: 'pkcs8', format: 'pem' }) as string;
  if (passphrase === '') {
    throw new WorkbenchError('passphrase-empty', 'The passphrase is empty: it would protect nothing.', {
      hint: 'Choose a passphrase, or write the key without one on purpose.',
    });
  }
  return key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }) as string;
}

/** A public key, or the public half of a private one, as SPKI PEM (`BEGIN PUBLIC KEY`). */
export function writePublicKey(key: KeyObject): string {
  return publicPart(key).export({ type: 'spki', format: 'pem' }) as string;
}
