import { WorkbenchError } from '../errors.js';
import { writeAltNames } from './alt-names.js';
import { loadDerWriter } from './der.js';
import { type Subject, writeName } from './distinguished-name.js';
import type { KeyPair } from './key-types.js';
import { writePem } from './pem.js';
import { samePublicKey } from './thumbprint.js';
import { extension, type KeyUsage, type RandomBytes, signCertificate, signed, spki, writeExtensions } from './x509.js';

export interface CertificateRequest {
  readonly keyPair: KeyPair;
  readonly subject: Subject;
  /** From now on, 1 to 36500. */
  readonly days: number;
  /** DNS names, IP addresses, URIs, mail addresses; each told by its form. */
  readonly san?: readonly string[] | undefined;
  /** The default is `digitalSignature`: what signing an assertion needs. */
  readonly keyUsage?: readonly KeyUsage[] | undefined;
  /** Milliseconds. */
  readonly now: number;
  readonly randomBytes?: RandomBytes | undefined;
}

/**
 * A self-signed certificate for an API client's key, as PEM. It starts five minutes before `now`, for clocks that are
 * behind. Signed with SHA-256.
 *
 * @throws WorkbenchError `certificate-subject`, `certificate-days`, `certificate-san`, `certificate-key-mismatch`, or
 *   what {@link algForKey} throws.
 */
export async function makeCertificate(request: CertificateRequest): Promise<string> {
  const { keyPair, san = [], keyUsage = ['digitalSignature'] } = request;
  checkPair(keyPair);
  const der = await loadDerWriter();
  const subject = writeName(der, request.subject);
  const bytes = signCertificate(der, {
    subject,
    issuer: subject,
    publicKey: keyPair.publicKey,
    signingKey: keyPair.privateKey,
    days: request.days,
    now: request.now,
    randomBytes: request.randomBytes,
    extensions: [
      extension.basicConstraints(der, false),
      ...(keyUsage.length > 0 ? [extension.keyUsage(der, keyUsage)] : []),
      extension.subjectKey(der, keyPair.publicKey),
      ...(san.length > 0 ? [extension.subjectAltNames(writeAltNames(der, san))] : []),
    ],
  });
  return writePem('CERTIFICATE', bytes);
}

/**
 * A PKCS#10 certificate signing request (RFC 2986) as PEM, for those whose certificates come from a CA.
 *
 * @throws WorkbenchError as {@link makeCertificate}
 */
export async function makeCertificateSigningRequest(
  request: Pick<CertificateRequest, 'keyPair' | 'subject' | 'san' | 'keyUsage'>,
): Promise<string> {
  const { keyPair, san = [], keyUsage = ['digitalSignature'] } = request;
  checkPair(keyPair);
  const der = await loadDerWriter();
  const extensions = [
    ...(keyUsage.length > 0 ? [extension.keyUsage(der, keyUsage)] : []),
    ...(san.length > 0 ? [extension.subjectAltNames(writeAltNames(der, san))] : []),
  ];
  const attributes =
    extensions.length === 0
      ? []
      : // PKCS#9 extensionRequest
        [der.sequence(der.oid('1.2.840.113549.1.9.14'), der.set(writeExtensions(der, extensions)))];
  const content = der.sequence(
    der.integer(0),
    writeName(der, request.subject),
    der.embed(spki(keyPair.publicKey)),
    der.context(0, ...attributes),
  );
  return writePem('CERTIFICATE REQUEST', signed(der, content, keyPair.privateKey));
}

function checkPair({ privateKey, publicKey }: KeyPair): void {
  if (privateKey.type === 'private' && samePublicKey(privateKey, publicKey)) return;
  throw new WorkbenchError('certificate-key-mismatch', 'The private and the public key do not belong together.', {
    hint: 'Give both halves of one key pair.',
  });
}
