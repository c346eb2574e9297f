import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';

/** What an uploaded `.pem` turned out to be. `pem` is that one block alone, line ends normalised. */
export type CredentialPem = { kind: 'public-key'; pem: string } | { kind: 'certificate'; pem: string };

const maxLength = 64 * 1024;
const block = /-----BEGIN ([A-Z0-9 ]{1,64})-----[A-Za-z0-9+/=\s]*-----END \1-----/g;

/**
 * Reads one public key (SPKI or PKCS#1) or one X.509 certificate from PEM text, and holds it to what
 * ZIdentity accepts for RS256 and ES256: RSA of 2048 bits or more, or P-256.
 *
 * @throws WorkbenchError `key-private` | `key-not-pem` | `key-several` | `key-unreadable` | `key-too-small` |
 *   `key-wrong-kind`. No message repeats a part of the text: it may be a private key uploaded by mistake.
 */
export function readCredentialPem(text: string): CredentialPem {
  if (text.length > maxLength) {
    throw new WorkbenchError('key-not-pem', 'The PEM text is longer than 64 KiB', {
      hint: 'Upload one public key or one certificate.',
    });
  }
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) {
    throw new WorkbenchError('key-private', 'The PEM text holds a private key', {
      hint: 'Upload the public key or the certificate; the private key stays with the API client. Treat this one as exposed if it was sent over a network.',
    });
  }
  const blocks = [...text.matchAll(block)];
  const only = blocks[0];
  if (only === undefined) {
    throw new WorkbenchError('key-not-pem', 'The text is not PEM', {
      hint: 'It must begin with -----BEGIN PUBLIC KEY----- or -----BEGIN CERTIFICATE-----.',
    });
  }
  if (blocks.length > 1) {
    throw new WorkbenchError('key-several', `The PEM text holds ${blocks.length} blocks`, {
      hint: 'Upload each key and each certificate by itself; a chain is not needed.',
    });
  }
  const pem = `${only[0].replace(/\r\n?/g, '\n')}\n`;
  switch (only[1]) {
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
      checkKey(readOr('certificate', () => new X509Certificate(pem).publicKey));
      return { kind: 'certificate', pem };
    case 'PUBLIC KEY':
    case 'RSA PUBLIC KEY': {
      const key = readOr('public key', () => createPublicKey(pem));
      checkKey(key);
      return { kind: 'public-key', pem: key.export({ format: 'pem', type: 'spki' }).toString() };
    }
    default:
      throw new WorkbenchError('key-wrong-kind', `The PEM text holds a ${only[1]?.toLowerCase()}`, {
        hint: 'Upload a PUBLIC KEY or a CERTIFICATE.',
      });
  }
}

function readOr(what: string, read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (cause) {
    throw new WorkbenchError('key-unreadable', `The ${what} can't be read`, {
      hint: 'The text between the BEGIN and END lines is damaged or cut off; export it again.',
      cause,
    });
  }
}

function checkKey(key: KeyObject): void {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') {
    if ((details?.modulusLength ?? 0) < 2048) {
      throw new WorkbenchError('key-too-small', `The RSA key has ${details?.modulusLength} bits`, {
        hint: 'ZIdentity needs RSA of 2048 bits or more.',
      });
    }
    return;
  }
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return;
  throw new WorkbenchError('key-wrong-kind', `A ${details?.namedCurve ?? type} key can sign neither RS256 nor ES256`, {
    hint: 'Use RSA of 2048 bits or more, or EC P-256.',
  });
}
