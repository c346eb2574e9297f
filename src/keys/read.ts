import { createPrivateKey, createPublicKey, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import { privateKeyFromJwk, publicKeyFromJwk } from './jwk.js';
import { algForKey } from './key-types.js';
import { type KeyTextKind, KINDS } from './kinds.js';
import { type Recognised, recognise } from './recognise.js';
import { publicPart } from './thumbprint.js';

const ENCRYPTED: ReadonlySet<KeyTextKind> = new Set<KeyTextKind>([
  'private-pkcs8-encrypted',
  'private-pkcs1-encrypted',
  'private-sec1-encrypted',
]);

/**
 * Reads a private key: PEM (PKCS#8, PKCS#1, SEC1, with or without a passphrase) or a JWK as JSON text. The key is
 * checked: it fits RS256 or ES256, and its private half belongs to its public half.
 *
 * @throws WorkbenchError `key-wrong-kind` (it is something else, named in the message), `key-damaged`,
 *   `passphrase-missing`, `passphrase-wrong`, `key-inconsistent`, `jwk-malformed`, or what {@link algForKey} throws.
 */
export function readPrivateKey(
  input: string | Uint8Array,
  options: { passphrase?: string | undefined } = {},
): KeyObject {
  const found = recognise(input);
  if (KINDS[found.kind].asPrivate !== undefined) throw wrongKind(found, 'private');
  const key = found.json ? privateKeyFromJwk(found.json) : privateKeyFromPem(found, options.passphrase);
  algForKey(key);
  checkConsistent(key);
  return key;
}

/**
 * Reads a public key: PEM (SPKI, PKCS#1, or a certificate, of which it is the subject's key) or a JWK as JSON text.
 * A private key is refused, not stripped: whoever gives one has mixed up their files and should know.
 *
 * @throws WorkbenchError `key-wrong-kind`, `key-damaged`, `jwk-malformed`, or what {@link algForKey} throws.
 */
export function readPublicKey(input: string | Uint8Array): KeyObject {
  const found = recognise(input);
  if (KINDS[found.kind].asPublic !== undefined) throw wrongKind(found, 'public');
  const key = found.json ? publicKeyFromJwk(found.json) : publicKeyFromPem(found);
  algForKey(key);
  return key;
}

/** True where {@link readPrivateKey} will need a passphrase for this input. */
export function needsPassphrase(input: string | Uint8Array): boolean {
  return ENCRYPTED.has(recognise(input).kind);
}

function privateKeyFromPem(found: Recognised, passphrase: string | undefined): KeyObject {
  const encrypted = ENCRYPTED.has(found.kind);
  if (encrypted && !passphrase) {
    throw new WorkbenchError('passphrase-missing', 'The private key is protected by a passphrase.', {
      hint: 'Give the passphrase that the key was written with.',
    });
  }
  try {
    return createPrivateKey({
      key: found.block!.pem,
      format: 'pem',
      ...(encrypted ? { passphrase: passphrase! } : {}),
    });
  } catch {
    // With a wrong passphrase the padding is right once in 256 times and the content is rubbish then, so that every
    // failure of an encrypted key can be the passphrase's.
    if (encrypted) {
      throw new WorkbenchError(
        'passphrase-wrong',
        "The private key can't be decrypted: the passphrase is wrong, or the key is damaged.",
        {
          hint: 'Check the passphrase (upper and lower case, a trailing space), or take the key from its original file again.',
        },
      );
    }
    throw damaged(found);
  }
}

function publicKeyFromPem(found: Recognised): KeyObject {
  const pem = found.block!.pem;
  try {
    return found.kind === 'certificate' ? new X509Certificate(found.block!.der!).publicKey : createPublicKey(pem);
  } catch {
    throw damaged(found);
  }
}

/** OpenSSL takes a JWK or SEC1 key whose halves belong to different keys; its signatures would never verify. */
function checkConsistent(key: KeyObject): void {
  const probe = Buffer.from('probe');
  let matches = false;
  try {
    matches = verify('sha256', probe, publicPart(key), sign('sha256', probe, key));
  } catch {
    // An RSA key of numbers that are no key at all can't even sign.
  }
  if (matches) return;
  throw new WorkbenchError('key-inconsistent', 'The private and the public half of this key do not belong together.', {
    hint: 'The key was put together from two keys, or damaged. Take it from its original file again, or generate a new one.',
  });
}

function damaged(found: Recognised): WorkbenchError {
  return new WorkbenchError('key-damaged', `This says it is ${KINDS[found.kind].name}, but its content is damaged.`, {
    hint: KINDS['pem-damaged'].asPrivate,
  });
}

function wrongKind(found: Recognised, wanted: 'private' | 'public'): WorkbenchError {
  const row = KINDS[found.kind];
  return wanted === 'private'
    ? new WorkbenchError('key-wrong-kind', `This is ${row.name}; a private key is needed.`, { hint: row.asPrivate })
    : new WorkbenchError('key-wrong-kind', `This is ${row.name}; a public key is needed.`, { hint: row.asPublic });
}
