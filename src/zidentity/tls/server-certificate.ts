import { X509Certificate } from 'node:crypto';
import { issueCertificate } from '../../keys/authority.js';
import { generateKeyPair } from '../../keys/generate.js';
import type { KeyPair } from '../../keys/key-types.js';
import { type AuthorityOptions, type Domains, openAuthority } from './local-authority.js';

/** Names the certificate is for, and the domains that the authority needs for them. */
export interface WantedNames {
  names: Domains;
  domains: Domains;
}

/** What `tls.createServer` and `setSecureContext` take. */
export interface CertificateAndKey {
  /** PEM. */
  cert: string;
  key: string;
}

/** The mock's TLS certificate, made anew whenever its names change or its end is near. */
export interface ServerCertificate {
  /** The one object until it has to be renewed; then undefined. Cheap: it is asked at every connection. */
  current(): CertificateAndKey | undefined;
  /** Several callers at once share one renewal. */
  renew(): Promise<CertificateAndKey>;
}

const days = 90;
const renewBeforeMs = 30 * 86_400_000;

export function createServerCertificate(wanted: () => WantedNames, options: AuthorityOptions): ServerCertificate {
  let keyPair: Promise<KeyPair> | undefined;
  let issued: { wanted: WantedNames; from: number; until: number; pair: CertificateAndKey } | undefined;
  let renewing: Promise<CertificateAndKey> | undefined;

  async function issue(): Promise<CertificateAndKey> {
    const asked = wanted();
    const authority = await openAuthority(asked.domains, options);
    keyPair ??= generateKeyPair('EC-P256');
    const { publicKey, privateKey } = await keyPair;
    const cert = await issueCertificate({
      authority,
      publicKey,
      subject: { commonName: 'OneAPI Workbench mock' },
      san: [...asked.names.dns, ...asked.names.ip],
      days,
      now: options.now(),
      serverAuth: true,
      randomBytes: options.randomBytes,
    });
    const { validFrom, validTo } = new X509Certificate(cert);
    const pair = { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
    issued = {
      pair,
      wanted: asked,
      from: Date.parse(validFrom),
      until: Math.min(Date.parse(validTo), authority.expiresAt) - renewBeforeMs,
    };
    return pair;
  }

  return {
    current() {
      const now = options.now();
      if (issued === undefined || issued.wanted !== wanted() || now < issued.from || now >= issued.until)
        return undefined;
      return issued.pair;
    },
    renew() {
      renewing ??= issue().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
  };
}
