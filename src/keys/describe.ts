import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import { type CertificateInfo, inspectCertificate } from './inspect.js';
import { hasPrivateMembers, privateKeyFromJwk, publicKeyFromJwk } from './jwk.js';
import { parseJwks, type SkippedKey } from './jwks.js';
import { algForKey, keyTypeName, type SigningAlgorithm } from './key-types.js';
import { type KeyTextKind, KINDS, SECRET_KINDS } from './kinds.js';
import { type PemBlock, writePem } from './pem.js';
import { blockKind, type Recognised, recognise } from './recognise.js';
import { thumbprint } from './thumbprint.js';

/** A summary of a text that holds, or should hold, a key. It never holds a secret itself. */
export interface KeyTextDescription {
  readonly kind: KeyTextKind;
  /** `a private key (PKCS#8)`: to stand behind "This is". */
  readonly name: string;
  /** It holds something secret: a private or symmetric key, or a container of one. */
  readonly private: boolean;
  /** A passphrase is needed to see more. */
  readonly encrypted: boolean;
  /** `RSA-2048`, `EC-P256`, …, where the key can be read. */
  readonly keyType?: string;
  /** What ZIdentity takes with this key; missing where it takes none, for the reason in `problem`. */
  readonly alg?: SigningAlgorithm;
  /** RFC 7638. */
  readonly thumbprint?: string;
  readonly certificate?: Omit<CertificateInfo, 'publicKey'>;
  readonly jwks?: {
    readonly usable: readonly { alg: SigningAlgorithm; kid?: string }[];
    readonly skipped: readonly SkippedKey[];
  };
  /** PEM blocks in the text. */
  readonly blocks?: number;
  /** Why it can't be used as it stands, and how to mend that. */
  readonly problem?: { readonly message: string; readonly hint?: string };
}

/** Says what a text is, for hovers and inspectors. Never throws, makes no request, decrypts nothing. */
export function describeKeyText(input: string | Uint8Array): KeyTextDescription {
  const found = recognise(input);
  // Of a text with escaped line breaks, what matters to a reader is what is inside.
  const kind = found.kind === 'pem-escaped' && found.block ? blockKind(found.block) : found.kind;
  const base = {
    kind: found.kind,
    name: KINDS[found.kind].name,
    private:
      SECRET_KINDS.has(kind) || (found.kind === 'jwks' && hasSecret(found)) || (found.blocks ?? []).some(isSecret),
    encrypted: kind.endsWith('-encrypted') || kind === 'pkcs12',
    ...(found.blocks ? { blocks: found.blocks.length } : {}),
  };
  try {
    const { unfit, ...details } = detailsOf({ ...found, kind });
    return { ...base, ...details, ...problemOf(found, unfit, details.jwks !== undefined) };
  } catch (error) {
    if (error instanceof WorkbenchError) return { ...base, problem: problem(error.message, error.hint) };
    const message = `This says it is ${KINDS[kind].name}, but its content is damaged.`;
    return { ...base, problem: problem(message, KINDS['pem-damaged'].asPrivate) };
  }
}

type Details = Pick<KeyTextDescription, 'keyType' | 'alg' | 'thumbprint' | 'certificate' | 'jwks'> & {
  unfit?: WorkbenchError;
};

function detailsOf({ kind, block, json }: Recognised): Details {
  switch (kind) {
    case 'private-jwk':
      return ofKey(privateKeyFromJwk(json!));
    case 'public-jwk':
      return ofKey(publicKeyFromJwk(json!));
    case 'private-pkcs8':
    case 'private-pkcs1':
    case 'private-sec1':
      return ofKey(createPrivateKey(block!.pem));
    case 'public-spki':
    case 'public-pkcs1':
      return ofKey(createPublicKey(block!.pem));
    case 'certificate':
      return ofCertificate(block!);
    case 'jwks': {
      const { keys, skipped } = parseJwks(JSON.stringify(json));
      const usable = keys.map(({ alg, kid }) => ({ alg, ...(kid === undefined ? {} : { kid }) }));
      return { jwks: { usable, skipped } };
    }
    default:
      return {};
  }
}

function ofCertificate(block: PemBlock): Details {
  const { publicKey, ...certificate } = inspectCertificate(
    writePem('CERTIFICATE', new X509Certificate(block.der!).raw),
  );
  return { certificate, ...ofKey(publicKey) };
}

function ofKey(key: KeyObject): Details {
  const keyType = keyTypeName(key);
  try {
    return { keyType, alg: algForKey(key), thumbprint: thumbprint(key) };
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return { keyType, unfit: error };
  }
}

/** Kinds that are no key at all bring their own advice; a key that is not fit for ZIdentity brings its reason. */
function problemOf(
  found: Recognised,
  unfit: WorkbenchError | undefined,
  isKeySet: boolean,
): Pick<KeyTextDescription, 'problem'> {
  if (unfit) return { problem: problem(unfit.message, unfit.hint) };
  const { asPrivate, asPublic, name } = KINDS[found.kind];
  if (asPrivate === undefined || asPublic === undefined || isKeySet) return {};
  return { problem: problem(`This is ${name}.`, asPrivate) };
}

function problem(message: string, hint: string | undefined): { message: string; hint?: string } {
  return { message, ...(hint === undefined ? {} : { hint }) };
}

function isSecret(block: PemBlock): boolean {
  return / ?PRIVATE KEY( BLOCK)?$/.test(block.label) || block.label === 'PKCS12';
}

function hasSecret({ json }: Recognised): boolean {
  const keys = json?.keys;
  return Array.isArray(keys) && keys.some((key) => typeof key === 'object' && key !== null && hasPrivateMembers(key));
}
