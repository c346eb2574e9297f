import { type KeyObject, X509Certificate } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import { keyTypeName } from './key-types.js';
import { KINDS } from './kinds.js';
import { recognise } from './recognise.js';
import { samePublicKey, thumbprint } from './thumbprint.js';

/** What a certificate says. Nothing about it has been verified but what `selfSigned` says. */
export interface CertificateInfo {
  /** On one line: `CN=ci, O=Acme`. */
  readonly subject: string;
  readonly commonName?: string;
  readonly issuer: string;
  /** Hexadecimal, upper case. */
  readonly serialNumber: string;
  /** Epoch seconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** `DNS:localhost`, `IP Address:127.0.0.1`, … */
  readonly san: readonly string[];
  readonly ca: boolean;
  /** It is its own issuer, and its signature is by its own key. */
  readonly selfSigned: boolean;
  /** `RSA-2048`, `EC-P256`, … */
  readonly keyType: string;
  /** RFC 7638 thumbprint of its public key: the `kid` that the key has in a JWKS. */
  readonly keyThumbprint?: string;
  /** SHA-256 of the certificate, in hexadecimal with colons. */
  readonly fingerprint: string;
  readonly publicKey: KeyObject;
}

/**
 * Reads a certificate from PEM.
 *
 * @throws WorkbenchError `key-wrong-kind` where it is something else, `certificate-damaged`.
 */
export function inspectCertificate(input: string | Uint8Array): CertificateInfo {
  return infoOf(parse(input));
}

/**
 * Whether a private key is the one that a certificate was made for.
 *
 * @throws WorkbenchError as {@link inspectCertificate}
 */
export function certificateMatchesKey(certificate: string | Uint8Array, privateKey: KeyObject): boolean {
  return samePublicKey(privateKey, parse(certificate).publicKey);
}

/** Where a certificate stands in time. `nowMs` in milliseconds. */
export function certificateState(
  info: Pick<CertificateInfo, 'notBefore' | 'notAfter'>,
  nowMs: number,
): 'valid' | 'expired' | 'not-yet-valid' {
  if (nowMs >= info.notAfter * 1000) return 'expired';
  return nowMs < info.notBefore * 1000 ? 'not-yet-valid' : 'valid';
}

function parse(input: string | Uint8Array): X509Certificate {
  const found = recognise(input);
  if (found.kind !== 'certificate') {
    throw new WorkbenchError('key-wrong-kind', `This is ${KINDS[found.kind].name}; a certificate is needed.`, {
      hint: 'Give one certificate in PEM form: it starts with "-----BEGIN CERTIFICATE-----".',
    });
  }
  try {
    const certificate = new X509Certificate(found.block!.der!);
    // A certificate with a key that can't be read parses; it is of no use.
    void certificate.publicKey;
    return certificate;
  } catch {
    throw new WorkbenchError('certificate-damaged', 'This says it is a certificate, but its content is damaged.', {
      hint: KINDS['pem-damaged'].asPrivate,
    });
  }
}

function infoOf(certificate: X509Certificate): CertificateInfo {
  const { publicKey } = certificate;
  const commonName = /^CN=(.*)$/m.exec(certificate.subject ?? '')?.[1]?.replace(/\\(.)/g, '$1');
  return {
    subject: oneLine(certificate.subject),
    ...(commonName === undefined ? {} : { commonName }),
    issuer: oneLine(certificate.issuer),
    serialNumber: certificate.serialNumber,
    notBefore: Date.parse(certificate.validFrom) / 1000,
    notAfter: Date.parse(certificate.validTo) / 1000,
    // node quotes names that hold a comma; such a name is one that nobody should take for two.
    san: certificate.subjectAltName ? splitAltNames(certificate.subjectAltName) : [],
    ca: certificate.ca,
    selfSigned: isSelfSigned(certificate),
    keyType: keyTypeName(publicKey),
    ...thumbprintOf(publicKey),
    fingerprint: certificate.fingerprint256,
    publicKey,
  };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').reverse().join(', ');
}

function splitAltNames(text: string): string[] {
  return text.match(/[^,\s"][^,"]*(?:"(?:[^"\\]|\\.)*"[^,"]*)*/g)?.map((name) => name.trim()) ?? [];
}

function isSelfSigned(certificate: X509Certificate): boolean {
  try {
    // checkIssued would say no: the certificate of an API client has no right to sign certificates, not even itself.
    return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
  } catch {
    return false;
  }
}

/** Keys outside JOSE (DSA, X25519 in odd places) have no thumbprint. */
function thumbprintOf(key: KeyObject): { keyThumbprint?: string } {
  try {
    return { keyThumbprint: thumbprint(key) };
  } catch {
    return {};
  }
}
