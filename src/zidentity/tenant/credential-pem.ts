import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import { algForKey } from '../../keys/key-types.js';
import { findPemBlocks } from '../../keys/pem.js';

/** What an uploaded `.pem` turned out to be. `pem` is that one block alone, line ends normalised. */
export interface CredentialPem {
  kind: 'public-key' | 'certificate';
  pem: string;
}

export const maxPemCharacters = 64 * 1024;

/**
 * Reads one public key (SPKI or PKCS#1) or one X.509 certificate from PEM text, and holds it to what
 * ZIdentity accepts for RS256 and ES256: RSA of 2048 bits or more, or P-256.
 *
 * @throws WorkbenchError `key-private` | `key-not-pem` | `key-several` | `key-unreadable` | `key-wrong-kind`, or
 *   what {@link algForKey} throws. No message repeats a part of the text: it may be a private key uploaded by mistake.
 */
export function readCredentialPem(text: string): CredentialPem {
  if (text.length > maxPemCharacters) {
    throw new WorkbenchError('key-not-pem', 'The PEM text is longer than 64 KiB.', {
      hint: 'Upload one public key or one certificate.',
    });
  }
  if (/-----BEGIN [A-Z0-9 ]{0,64}PRIVATE KEY-----/.test(text)) {
    throw new WorkbenchError('key-private', 'The PEM text holds a private key.', {
      hint: 'Upload the public key or the certificate; the private key stays with the API client. Treat this one as exposed if it was sent over a network.',
    });
  }
  const [block, second] = findPemBlocks(text);
  if (block === undefined) {
    throw new WorkbenchError('key-not-pem', 'The text is not PEM.', {
      hint: 'It must begin with -----BEGIN PUBLIC KEY----- or -----BEGIN CERTIFICATE-----.',
    });
  }
  if (second !== undefined) {
    throw new WorkbenchError('key-several', 'The PEM text holds more than one block.', {
      hint: 'Upload each key and each certificate by itself; a chain is not needed.',
    });
  }
  const { label, pem } = block;
  if (label === 'CERTIFICATE') {
    algForKey(readOr('certificate', () => new X509Certificate(pem).publicKey));
    return { kind: 'certificate', pem };
  }
  if (label === 'PUBLIC KEY' || label === 'RSA PUBLIC KEY') {
    const key = readOr('public key', () => createPublicKey(pem));
    algForKey(key);
    return { kind: 'public-key', pem: key.export({ format: 'pem', type: 'spki' }).toString() };
  }
  throw new WorkbenchError('key-wrong-kind', `The PEM text holds a ${label.toLowerCase()}.`, {
    hint: 'Upload a PUBLIC KEY or a CERTIFICATE.',
  });
}

function readOr(what: string, read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (cause) {
    throw new WorkbenchError('key-unreadable', `The ${what} can't be read.`, {
      hint: 'The text between the BEGIN and END lines is damaged or cut off; export it again.',
      cause,
    });
  }
}
