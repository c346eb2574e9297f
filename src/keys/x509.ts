import { createHash, type KeyObject, randomBytes as nodeRandomBytes, sign } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import type { Asn1, DerWriter } from './der.js';
import { algForKey } from './key-types.js';

/** Random bytes; handed in by tests that need the same certificate twice. */
export type RandomBytes = (length: number) => Uint8Array;

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Asn1;
}

export interface CertificateContent {
  readonly subject: Asn1;
  readonly issuer: Asn1;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly days: number;
  /** Milliseconds. */
  readonly now: number;
  readonly extensions: readonly Extension[];
  readonly randomBytes?: RandomBytes | undefined;
}

/** The bits of the key usage extension (RFC 5280 §4.2.1.3). */
const KEY_USAGE_BITS = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  dataEncipherment: 3,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
} as const;
export type KeyUsage = keyof typeof KEY_USAGE_BITS;

const MAX_DAYS = 36_500;
const DAY_MS = 86_400_000;
/** A certificate made now is taken by a machine whose clock is a little behind. */
const BACKDATED_MS = 5 * 60_000;

/**
 * Builds and signs an X.509 v3 certificate (RFC 5280 §4.1) and gives its DER. The serial number has 127 random bits.
 *
 * @throws WorkbenchError `certificate-days` where `days` is no whole number from 1 to 36500.
 */
export function signCertificate(der: DerWriter, content: CertificateContent): Buffer {
  const { days, now, randomBytes = nodeRandomBytes } = content;
  checkDays(days);
  // X.509 knows no fractions of a second.
  const start = Math.floor((now - BACKDATED_MS) / 1000) * 1000;
  const end = Math.floor(now / 1000) * 1000 + days * DAY_MS;
  const serial = Buffer.from(randomBytes(16));
  // Positive, never zero, and always of the same length (RFC 5280 §4.1.2.2).
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  const algorithm = signatureAlgorithm(der, content.signingKey);
  const certificate = der.sequence(
    der.context(0, der.integer(2)),
    der.integer(serial),
    algorithm,
    content.issuer,
    der.sequence(der.time(new Date(start)), der.time(new Date(end))),
    content.subject,
    der.embed(spki(content.publicKey)),
    der.context(3, writeExtensions(der, content.extensions)),
  );
  return signed(der, certificate, content.signingKey);
}

/** SEQUENCE { content, its signature algorithm, its signature }: a certificate or a certification request. */
export function signed(der: DerWriter, content: Asn1, key: KeyObject): Buffer {
  const signature = sign('sha256', der.encode(content), key);
  return der.encode(der.sequence(content, signatureAlgorithm(der, key), der.bits(signature)));
}

export function writeExtensions(der: DerWriter, extensions: readonly Extension[]): Asn1 {
  return der.sequence(
    ...extensions.map(({ oid, critical, value }) =>
      der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octets(der.encode(value))),
    ),
  );
}

export function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

/** RFC 5280 §4.2.1.2 (1): the SHA-1 of the public key's bits. It names a key, it protects nothing. */
export function keyIdentifier(key: KeyObject): Buffer {
  const info = spki(key);
  // The bits are the last element of SubjectPublicKeyInfo: behind its header, the algorithm and the bit string's own.
  let at = headerLength(info, 0);
  at += headerLength(info, at) + contentLength(info, at);
  return createHash('sha1')
    .update(info.subarray(at + headerLength(info, at) + 1))
    .digest();
}

export const extension = {
  basicConstraints: (der: DerWriter, ca: boolean): Extension => ({
    oid: '2.5.29.19',
    critical: true,
    // pathLenConstraint 0: a CA below this one would not be trusted.
    value: ca ? der.sequence(der.boolean(true), der.integer(0)) : der.sequence(),
  }),
  keyUsage: (der: DerWriter, usages: readonly KeyUsage[]): Extension => {
    const highest = Math.max(...usages.map((usage) => KEY_USAGE_BITS[usage]));
    const byte = usages.reduce((bits, usage) => bits | (0x80 >> KEY_USAGE_BITS[usage]), 0);
    return { oid: '2.5.29.15', critical: true, value: der.bits(Buffer.of(byte), 7 - highest) };
  },
  extendedKeyUsage: (der: DerWriter, purposes: readonly string[]): Extension => ({
    oid: '2.5.29.37',
    critical: false,
    value: der.sequence(...purposes.map((purpose) => der.oid(purpose))),
  }),
  subjectAltNames: (value: Asn1): Extension => ({ oid: '2.5.29.17', critical: false, value }),
  nameConstraints: (value: Asn1): Extension => ({ oid: '2.5.29.30', critical: true, value }),
  subjectKey: (der: DerWriter, key: KeyObject): Extension => ({
    oid: '2.5.29.14',
    critical: false,
    value: der.octets(keyIdentifier(key)),
  }),
  authorityKey: (der: DerWriter, key: KeyObject): Extension => ({
    oid: '2.5.29.35',
    critical: false,
    value: der.sequence(der.contextBytes(0, keyIdentifier(key))),
  }),
} as const;

/** Purposes of RFC 5280 §4.2.1.12. */
export const PURPOSE = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;

function signatureAlgorithm(der: DerWriter, key: KeyObject): Asn1 {
  // RFC 4055 §5 wants a NULL with RSA; RFC 5758 §3.2 wants no parameters with ECDSA.
  return algForKey(key) === 'RS256'
    ? der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing())
    : der.sequence(der.oid('1.2.840.10045.4.3.2'));
}

function checkDays(days: number): void {
  if (Number.isInteger(days) && days >= 1 && days <= MAX_DAYS) return;
  throw new WorkbenchError('certificate-days', `The validity is no whole number of days from 1 to ${MAX_DAYS}.`, {
    hint: 'A year or two is usual for the certificate of an API client: 365 or 730.',
  });
}

/** Length of the tag and length bytes of the DER element at an offset. */
export function headerLength(der: Uint8Array, at: number): number {
  const first = der[at + 1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}

/** Length of the content of the DER element at an offset. */
export function contentLength(der: Uint8Array, at: number): number {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return first;
  let length = 0;
  for (const byte of der.subarray(at + 2, at + headerLength(der, at))) length = length * 256 + byte;
  return length;
}
