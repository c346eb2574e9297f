import { inspectCertificate } from '../../keys/inspect.js';
import { keyTypeName } from '../../keys/key-types.js';
import { readPublicKey } from '../../keys/read.js';
import { thumbprint } from '../../keys/thumbprint.js';
import type { AdminApiClient } from '../../oauth/admin-client.js';

/** A certificate or public key of an API client, as a list shows it. */
export interface UploadedKey {
  readonly kind: 'certificate' | 'publicKey';
  readonly pem: string;
  /** Common name or file name, where it has one. */
  readonly name: string | undefined;
  /** `RSA-2048`; undefined where it cannot be read, and then nothing below is known. */
  readonly keyType?: string;
  /** RFC 7638, which is the key's `kid` in a JWKS. */
  readonly thumbprint?: string;
  /** Of a certificate: epoch seconds. */
  readonly notAfter?: number;
}

type Authentication = AdminApiClient['clientAuthentication'];

/** Trees are drawn often, and reading a key takes a while; a tenant has 256 API clients at most. */
const mostRemembered = 2000;
const remembered = new Map<string, UploadedKey>();

/** The public keys of an API client, then its certificates, in the order in which the admin API lists them. */
export function uploadedKeys({ publicKeys, clientCertificates }: Authentication): UploadedKey[] {
  return [
    ...(publicKeys ?? []).map(({ keyName, keyValue }) => known('publicKey', keyValue, keyName ?? undefined)),
    ...(clientCertificates ?? []).map(({ certContent }) => known('certificate', certContent, undefined)),
  ];
}

/** The authentication without one of them. */
export function withoutKey(authentication: Authentication, pem: string): Authentication {
  return {
    ...authentication,
    publicKeys: (authentication.publicKeys ?? []).filter(({ keyValue }) => keyValue !== pem),
    clientCertificates: (authentication.clientCertificates ?? []).filter(({ certContent }) => certContent !== pem),
  };
}

function known(kind: UploadedKey['kind'], pem: string, name: string | undefined): UploadedKey {
  const id = `${kind}\n${name ?? ''}\n${pem}`;
  const before = remembered.get(id);
  if (before !== undefined) return before;
  const read = readUploaded(kind, pem, name);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(id, read);
  return read;
}

function readUploaded(kind: UploadedKey['kind'], pem: string, name: string | undefined): UploadedKey {
  try {
    if (kind === 'publicKey') {
      const key = readPublicKey(pem);
      return { kind, pem, name, keyType: keyTypeName(key), thumbprint: thumbprint(key) };
    }
    const { commonName, subject, keyType, keyThumbprint, notAfter } = inspectCertificate(pem);
    return {
      kind,
      pem,
      name: commonName ?? (subject === '' ? undefined : subject),
      keyType,
      notAfter,
      ...(keyThumbprint === undefined ? {} : { thumbprint: keyThumbprint }),
    };
  } catch {
    // What a tenant lets through and we can't read is still listed, and can be removed.
    return { kind, pem, name };
  }
}
