import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { makeCertificateAuthority } from '../../keys/authority.js';
import { generateKeyPair } from '../../keys/generate.js';
import type { AuthorityStore } from './authority-store.js';

/** The names that the authority may sign for. */
export interface Domains {
  dns: readonly string[];
  ip: readonly string[];
}

export interface Authority {
  /** PEM. */
  certificate: string;
  privateKey: KeyObject;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export interface AuthorityOptions {
  store: AuthorityStore;
  /** Milliseconds by the machine's clock: others judge certificates by theirs. */
  now: () => number;
  randomBytes: (size: number) => Buffer;
  warn: (message: string) => void;
}

const days = 825;

/** A certificate that ends sooner is renewed; what trusts it has that long to read the new one. */
const renewBeforeMs = 60 * 86_400_000;

/**
 * The authority that signs the mock's TLS certificates: read from where it is kept, made where there is none, and
 * renewed under the same key where its end is near or it does not cover a domain, so that those who trust the old
 * certificate go on trusting what the new one signs.
 */
export async function openAuthority(domains: Domains, options: AuthorityOptions): Promise<Authority> {
  const { store, now, warn } = options;
  const { privateKey, isNew } = await openKey(options);
  const stored = await store.readCertificate();
  if (stored !== undefined) {
    const read = readCertificate(stored, privateKey);
    if (read === undefined && !isNew) {
      const aside = await store.keepAside('certificate', new Date(now()));
      warn(`The certificate of the local authority could not be used. It is kept as ${aside}; there is a new one.`);
    } else if (read !== undefined) {
      const ends = Date.parse(read.validTo);
      const begun = Date.parse(read.validFrom) <= now();
      if (begun && ends - now() > renewBeforeMs && covers(read, domains)) {
        return { certificate: stored, privateKey, expiresAt: ends };
      }
      warn(
        `The certificate of the local authority was renewed: ${store.caFile}. Programs that copied it need the new one.`,
      );
    }
  }
  const certificate = await makeCertificateAuthority({
    keyPair: { privateKey, publicKey: createPublicKey(privateKey) },
    commonName: 'OneAPI Workbench local authority',
    days,
    permittedDns: domains.dns,
    permittedIps: domains.ip,
    now: now(),
    randomBytes: options.randomBytes,
  });
  await store.saveCertificate(certificate);
  return { certificate, privateKey, expiresAt: Date.parse(new X509Certificate(certificate).validTo) };
}

async function openKey({ store, now, warn }: AuthorityOptions): Promise<{ privateKey: KeyObject; isNew: boolean }> {
  const stored = await store.readKey();
  if (stored !== undefined) {
    try {
      const privateKey = createPrivateKey(stored);
      if (privateKey.asymmetricKeyType === 'ec') return { privateKey, isNew: false };
    } catch {
      // What cannot be read is treated like a key of another kind.
    }
    const aside = await store.keepAside('key', new Date(now()));
    warn(
      `The key of the local authority could not be read. It is kept as ${aside}; there is a new authority to trust.`,
    );
  }
  const { privateKey } = await generateKeyPair('EC-P256');
  await store.saveKey(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  return { privateKey, isNew: true };
}

function readCertificate(pem: string, privateKey: KeyObject): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(pem);
    return certificate.checkPrivateKey(privateKey) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the name constraints list each domain. node:crypto does not show that extension, but a dNSName stands in
 * it as its tag, its length and its characters (RFC 5280 §4.2.1.10), and the certificate is one of our own.
 */
function covers(certificate: X509Certificate, domains: Domains): boolean {
  return domains.dns.every((name) => {
    const bytes = Buffer.from(name, 'latin1');
    return certificate.raw.includes(Buffer.concat([Buffer.from([0x82, bytes.length]), bytes]));
  });
}
