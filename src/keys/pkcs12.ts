import { createHash, createHmac, type KeyObject, randomBytes as nodeRandomBytes, X509Certificate } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import { type Asn1, type DerWriter, loadDerWriter } from './der.js';
import { certificateMatchesKey } from './inspect.js';
import type { RandomBytes } from './x509.js';

export interface Pkcs12Request {
  readonly privateKey: KeyObject;
  /** PEM of the key's own certificate. */
  readonly certificate: string;
  /** PEM of the certificates above it, if any. */
  readonly chain?: readonly string[] | undefined;
  readonly passphrase: string;
  /** What key stores show: "friendly name" or alias. */
  readonly friendlyName?: string | undefined;
  readonly randomBytes?: RandomBytes | undefined;
}

const OID = {
  data: '1.2.840.113549.1.7.1',
  keyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

const MAC_ITERATIONS = 10_000;

/**
 * A PKCS#12 file (RFC 7292) of a private key and its certificate. The key is encrypted as PKCS#8 with PBES2 and
 * AES-256, the whole sealed with HMAC-SHA-256; certificates are public and stay readable.
 *
 * @throws WorkbenchError `passphrase-empty`, `passphrase-not-ascii`, `certificate-key-mismatch`, or what {@link inspectCertificate} throws.
 */
export async function writePkcs12(request: Pkcs12Request): Promise<Buffer> {
  const { privateKey, passphrase, friendlyName, chain = [], randomBytes = nodeRandomBytes } = request;
  checkPassphrase(passphrase);
  if (!certificateMatchesKey(request.certificate, privateKey)) {
    throw new WorkbenchError('certificate-key-mismatch', 'The certificate was not made for this private key.', {
      hint: 'Give the certificate of this key, or make a new one for it.',
    });
  }
  const der = await loadDerWriter();
  const certificate = new X509Certificate(request.certificate).raw;
  const attributes = (): Asn1[] => [bagAttributes(der, certificate, friendlyName)];
  const encryptedKey = privateKey.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase });
  const certificates = [
    certificateBag(der, certificate, attributes()),
    ...chain.map((pem) => certificateBag(der, new X509Certificate(pem).raw, [])),
  ];
  const key = der.sequence(der.oid(OID.keyBag), der.context(0, der.embed(encryptedKey)), ...attributes());
  const safe = der.encode(der.sequence(content(der, der.sequence(...certificates)), content(der, der.sequence(key))));
  return der.encode(
    der.sequence(der.integer(3), contentInfo(der, safe), seal(der, safe, passphrase, Buffer.from(randomBytes(16)))),
  );
}

function checkPassphrase(passphrase: string): void {
  if (passphrase === '') {
    throw new WorkbenchError('passphrase-empty', 'A PKCS#12 file needs a passphrase.', {
      hint: 'Choose a passphrase.',
    });
  }
  // Java refuses such a passphrase with PBES2, and others disagree on how to encode it.
  if (!/^[ -~]+$/.test(passphrase)) {
    throw new WorkbenchError(
      'passphrase-not-ascii',
      'The passphrase of a PKCS#12 file may hold ASCII characters only.',
      {
        hint: 'Choose a passphrase of letters, digits and signs without accents or umlauts.',
      },
    );
  }
}

function contentInfo(der: DerWriter, bytes: Buffer): Asn1 {
  return der.sequence(der.oid(OID.data), der.context(0, der.octets(bytes)));
}

function content(der: DerWriter, safeContents: Asn1): Asn1 {
  return contentInfo(der, der.encode(safeContents));
}

function certificateBag(der: DerWriter, certificate: Buffer, attributes: Asn1[]): Asn1 {
  const bag = der.sequence(der.oid(OID.x509), der.context(0, der.octets(certificate)));
  return der.sequence(der.oid(OID.certificateBag), der.context(0, bag), ...attributes);
}

/** The same local key id on both bags is how a key store knows that they belong together. */
function bagAttributes(der: DerWriter, certificate: Buffer, friendlyName: string | undefined): Asn1 {
  const keyId = createHash('sha1').update(certificate).digest();
  const name = friendlyName ? [der.sequence(der.oid(OID.friendlyName), der.set(der.bmp(friendlyName)))] : [];
  return der.set(...name, der.sequence(der.oid(OID.localKeyId), der.set(der.octets(keyId))));
}

function seal(der: DerWriter, safe: Buffer, passphrase: string, salt: Buffer): Asn1 {
  const mac = createHmac('sha256', macKey(passphrase, salt)).update(safe).digest();
  const digest = der.sequence(der.sequence(der.oid(OID.sha256), der.nothing()), der.octets(mac));
  return der.sequence(digest, der.octets(salt), der.integer(MAC_ITERATIONS));
}

/** RFC 7292 appendix B.2 for one block of SHA-256: D and I are multiples of its 64-byte input block. */
function macKey(passphrase: string, salt: Buffer): Buffer {
  // BMPString with its terminating zero (appendix B.1).
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
  const diversifier = Buffer.alloc(64, 3);
  let key: Buffer = Buffer.concat([diversifier, fill(salt), fill(password)]);
  for (let round = 0; round < MAC_ITERATIONS; round++) key = createHash('sha256').update(key).digest();
  return key;
}

function fill(bytes: Buffer): Buffer {
  return Buffer.alloc(64 * Math.ceil(bytes.length / 64), bytes);
}
