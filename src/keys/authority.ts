import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import { writeAltNames, writeNameConstraints } from './alt-names.js';
import { loadDerWriter } from './der.js';
import { type Subject, writeName } from './distinguished-name.js';
import type { KeyPair } from './key-types.js';
import { writePem } from './pem.js';
import { contentLength, extension, headerLength, PURPOSE, type RandomBytes, signCertificate } from './x509.js';

export interface CertificateAuthorityRequest {
  readonly keyPair: KeyPair;
  readonly commonName: string;
  readonly days: number;
  /** Names under which, and exactly, it may vouch: `zslogin.net` covers `acme.zslogin.net`. */
  readonly permittedDns: readonly string[];
  /** Addresses or ranges; none means no address at all. */
  readonly permittedIps: readonly string[];
  /** Milliseconds. */
  readonly now: number;
  readonly randomBytes?: RandomBytes | undefined;
}

/**
 * A certificate authority for servers on this machine, as PEM. Whoever trusts it trusts it for the permitted names
 * alone: critical Name Constraints (RFC 5280 §4.2.1.10), TLS servers only, and no CA below it.
 *
 * @throws WorkbenchError `certificate-subject`, `certificate-days`, `certificate-san`
 */
export async function makeCertificateAuthority(request: CertificateAuthorityRequest): Promise<string> {
  const { publicKey, privateKey } = request.keyPair;
  const der = await loadDerWriter();
  const subject = writeName(der, { commonName: request.commonName });
  const bytes = signCertificate(der, {
    subject,
    issuer: subject,
    publicKey,
    signingKey: privateKey,
    days: request.days,
    now: request.now,
    randomBytes: request.randomBytes,
    extensions: [
      extension.basicConstraints(der, true),
      extension.keyUsage(der, ['keyCertSign', 'cRLSign']),
      extension.extendedKeyUsage(der, [PURPOSE.serverAuth]),
      extension.nameConstraints(writeNameConstraints(der, request.permittedDns, request.permittedIps)),
      extension.subjectKey(der, publicKey),
    ],
  });
  return writePem('CERTIFICATE', bytes);
}

export interface IssueRequest {
  readonly authority: { readonly certificate: string; readonly privateKey: KeyObject };
  readonly publicKey: KeyObject;
  readonly subject: Subject;
  /** DNS names and IP addresses. */
  readonly san: readonly string[];
  readonly days: number;
  /** Milliseconds. */
  readonly now: number;
  /** For a TLS server. */
  readonly serverAuth?: boolean | undefined;
  readonly clientAuth?: boolean | undefined;
  readonly randomBytes?: RandomBytes | undefined;
}

/**
 * A certificate signed by an authority, as PEM. Whether the authority may vouch for the names is not checked here: a
 * verifier does.
 *
 * @throws WorkbenchError `certificate-key-mismatch` where the key is not the authority's, and as
 *   {@link makeCertificateAuthority}.
 */
export async function issueCertificate(request: IssueRequest): Promise<string> {
  const { authority, publicKey } = request;
  const issuer = new X509Certificate(authority.certificate);
  if (!issuer.checkPrivateKey(authority.privateKey)) {
    throw new WorkbenchError('certificate-key-mismatch', 'The private key is not that of the certificate authority.', {
      hint: "Give the key that the authority's certificate was made with.",
    });
  }
  const purposes = [
    ...(request.serverAuth ? [PURPOSE.serverAuth] : []),
    ...(request.clientAuth ? [PURPOSE.clientAuth] : []),
  ];
  const der = await loadDerWriter();
  const bytes = signCertificate(der, {
    subject: writeName(der, request.subject),
    issuer: der.embed(subjectBytes(issuer.raw)),
    publicKey,
    signingKey: authority.privateKey,
    days: request.days,
    now: request.now,
    randomBytes: request.randomBytes,
    extensions: [
      extension.basicConstraints(der, false),
      // RSA key transport is used by TLS 1.2 clients only, and only with RSA keys.
      extension.keyUsage(
        der,
        publicKey.asymmetricKeyType === 'rsa' ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'],
      ),
      ...(purposes.length > 0 ? [extension.extendedKeyUsage(der, purposes)] : []),
      extension.subjectKey(der, publicKey),
      extension.authorityKey(der, createPublicKey(authority.privateKey)),
      ...(request.san.length > 0 ? [extension.subjectAltNames(writeAltNames(der, request.san))] : []),
    ],
  });
  return writePem('CERTIFICATE', bytes);
}

/**
 * The bytes of a certificate's subject, which its issuer field has to repeat exactly: the sixth element of the
 * TBSCertificate (RFC 5280 §4.1). The certificate has been parsed by node:crypto before.
 */
function subjectBytes(certificate: Uint8Array): Uint8Array {
  let at = headerLength(certificate, 0);
  at += headerLength(certificate, at);
  // version, serialNumber, signature, issuer and validity stand before it.
  for (let element = 0; element < 5; element++) at += headerLength(certificate, at) + contentLength(certificate, at);
  return certificate.subarray(at, at + headerLength(certificate, at) + contentLength(certificate, at));
}
