import { hasPrivateMembers } from './jwk.js';
import type { KeyTextKind } from './kinds.js';
import { findPemBlocks, type PemBlock } from './pem.js';

/** What a text is, with the part of it that matters. */
export interface Recognised {
  readonly kind: KeyTextKind;
  /** The block that decides, where the text is PEM. */
  readonly block?: PemBlock;
  /** All PEM blocks of the text. */
  readonly blocks?: readonly PemBlock[];
  /** The parsed object, where the text is JSON. */
  readonly json?: Record<string, unknown>;
}

export const MAX_KEY_TEXT = 256 * 1024;

const LABELS: Readonly<Record<string, KeyTextKind>> = {
  'PRIVATE KEY': 'private-pkcs8',
  'ENCRYPTED PRIVATE KEY': 'private-pkcs8-encrypted',
  'RSA PRIVATE KEY': 'private-pkcs1',
  'EC PRIVATE KEY': 'private-sec1',
  'PUBLIC KEY': 'public-spki',
  'RSA PUBLIC KEY': 'public-pkcs1',
  CERTIFICATE: 'certificate',
  'X509 CERTIFICATE': 'certificate',
  'TRUSTED CERTIFICATE': 'certificate',
  'CERTIFICATE REQUEST': 'certificate-request',
  'NEW CERTIFICATE REQUEST': 'certificate-request',
  'OPENSSH PRIVATE KEY': 'openssh-private',
  'DSA PRIVATE KEY': 'dsa-private',
  'EC PARAMETERS': 'parameters',
  'DH PARAMETERS': 'parameters',
  'DSA PARAMETERS': 'parameters',
  'X509 CRL': 'crl',
  PKCS7: 'pkcs7',
  CMS: 'pkcs7',
  PKCS12: 'pkcs12',
  'PGP PRIVATE KEY BLOCK': 'pgp',
  'PGP PUBLIC KEY BLOCK': 'pgp',
  'PGP MESSAGE': 'pgp',
};

const PRIVATE_LABEL = /PRIVATE KEY$/;

/** Says what a text or the bytes of a file are. Never throws; looks at nothing beyond the input. */
export function recognise(input: string | Uint8Array): Recognised {
  if (input.length > MAX_KEY_TEXT) return { kind: 'too-large' };
  if (typeof input !== 'string') {
    const binary = binaryKind(input);
    if (binary) return { kind: binary };
  }
  const text = asText(input).trim();
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('{') || text.startsWith('[')) return recogniseJson(text);
  if (text.includes('-----BEGIN ')) return recognisePem(text);
  return { kind: bareKind(text) };
}

/** The text of a file, in whichever encoding an editor or PowerShell wrote it. */
export function asText(input: string | Uint8Array): string {
  if (typeof input === 'string') return input.replace(/^\uFEFF/, '');
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8';
  return bytes.toString(encoding).replace(/^\uFEFF/, '');
}

/** The text with `\n` written as two characters (`.env` files, JSON, Terraform) turned into line breaks. */
export function unescapePem(text: string): string {
  return text.replace(/\\r\\n|\\n|\\r/g, '\n');
}

function recogniseJson(text: string): Recognised {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'json-damaged' };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { kind: 'json' };
  const object = json as Record<string, unknown>;
  if (Array.isArray(object.keys)) return { kind: 'jwks', json: object };
  if (object.kty === 'oct') return { kind: 'symmetric-jwk', json: object };
  if (typeof object.kty !== 'string') return { kind: 'json', json: object };
  return { kind: hasPrivateMembers(object) ? 'private-jwk' : 'public-jwk', json: object };
}

function recognisePem(text: string): Recognised {
  if (/-----(?:\\r)?\\n/.test(text)) {
    const inner = recognisePem(unescapePem(text));
    return { ...inner, kind: 'pem-escaped' };
  }
  const blocks = findPemBlocks(text);
  // openssl writes the curve's parameters before an EC key; they say nothing that the key does not.
  const meaningful = blocks.filter((block) => blocks.length === 1 || LABELS[block.label] !== 'parameters');
  const [first] = meaningful;
  if (!first) return { kind: 'pem-damaged' };
  const privateBlocks = meaningful.filter((block) => PRIVATE_LABEL.test(block.label));
  // A private key in one file with its certificate is not ambiguous: the key is what counts, also as a secret.
  const block = privateBlocks[0] ?? first;
  const several = privateBlocks.length === 1 ? false : meaningful.length > 1;
  return { kind: several ? 'pem-several' : blockKind(block), block, blocks };
}

/** What one PEM block is. */
export function blockKind(block: PemBlock): KeyTextKind {
  if (block.truncated) return 'pem-truncated';
  const kind = Object.hasOwn(LABELS, block.label) ? LABELS[block.label]! : 'pem-other';
  if (block.legacyEncryption) {
    if (kind === 'private-pkcs1') return 'private-pkcs1-encrypted';
    return kind === 'private-sec1' ? 'private-sec1-encrypted' : 'pem-damaged';
  }
  // PGP's armour carries a checksum line, so its body is no plain base64.
  return block.der || kind === 'pgp' ? kind : 'pem-damaged';
}

function bareKind(text: string): KeyTextKind {
  if (/^PuTTY-User-Key-File-\d/.test(text)) return 'putty-private';
  if (/^(ssh-(rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-\S+@openssh\.com) [A-Za-z0-9+/]/.test(text)) return 'openssh-public';
  if (text.startsWith('---- BEGIN SSH2')) return 'ssh2-public';
  if (/^eyJ[\w-]+\.[\w-]*\.[\w.-]*$/.test(text)) return 'jwt';
  // Most of what is no base64 says so early on.
  const base64 = /^[\w+/=\s-]+$/.test(text) ? text.replace(/\s+/g, '') : '';
  if (base64.length >= 64 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(base64)) {
    // Every DER form of a key or certificate is one SEQUENCE.
    return Buffer.from(base64.slice(0, 4), 'base64')[0] === 0x30 ? 'base64' : 'unknown';
  }
  if (
    !text.includes('\n') &&
    text.length < 1024 &&
    /^(~|\.{0,2}[\\/]|[A-Za-z]:\\)|\.(pem|key|der|p12|pfx|crt|cer|json)$/i.test(text)
  ) {
    return 'path';
  }
  return 'unknown';
}

function binaryKind(bytes: Uint8Array): KeyTextKind | undefined {
  if (bytes[0] !== 0x30 || !((bytes[1] ?? 0) >= 0x80 || (bytes[1] ?? 0) + 2 === bytes.length)) return undefined;
  // RFC 7292 §4: PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo (a SEQUENCE), … }
  const content = 2 + ((bytes[1] ?? 0) > 0x80 ? (bytes[1] ?? 0) & 0x7f : 0);
  const [tag, length, version, next] = bytes.subarray(content, content + 4);
  return tag === 0x02 && length === 1 && version === 3 && next === 0x30 ? 'pkcs12' : 'der';
}
