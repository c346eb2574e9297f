import { decodeJwt } from '../../jwt/decode.js';
import { certificateMatchesKey, certificateState, inspectCertificate } from '../../keys/inspect.js';
import { algForKey, keyTypeName } from '../../keys/key-types.js';
import { readPublicKey } from '../../keys/read.js';
import { samePublicKey } from '../../keys/thumbprint.js';
import { assertionFor } from '../client-credential.js';
import { skewSeconds } from './network-checks.js';
import type { Finding } from './report.js';
import type { Findings } from './subject.js';

/** RFC 7523 §3 (4): servers may refuse a time far ahead; the strict policy of the mock allows ten minutes. */
const strictLifetimeSeconds = 600;

/** Whether ZIdentity takes a key of this type and size. */
export async function key({ key: privateKey, io: { l10n } }: Findings): Promise<Finding> {
  const alg = algForKey(privateKey!);
  const what = l10n.t('{0}, which signs {1}.', keyTypeName(privateKey!), alg);
  const sdk = alg === 'ES256' ? ` ${l10n.t('The official SDKs sign RS256 alone and cannot use it.')}` : '';
  return { outcome: 'passed', detail: what + sdk };
}

/** Whether the public half of the key is where ZIdentity looks for it. */
export async function publicKey(findings: Findings): Promise<Finding> {
  const { client, credential, key: privateKey, io } = findings;
  const { l10n } = io;
  const certificate = credential?.kind === 'key' ? credential.certificate : undefined;
  if (certificate !== undefined && !certificateMatchesKey(certificate, privateKey!)) {
    return {
      outcome: 'failed',
      detail: l10n.t('The stored certificate was made for another private key.'),
      remedy: l10n.t('Import the private key that the certificate was made for, or make a new certificate.'),
      fix: 'replaceKey',
    };
  }
  if (client === undefined) {
    return { outcome: 'not-run', detail: l10n.t('What is registered for it is not known here.') };
  }
  if (client.clientAuthentication.authType === 'JWKS') {
    const { publishedKey } = await import('./jwks-check.js');
    return publishedKey(findings, client.clientAuthentication.clientJWKsUrl ?? '');
  }
  return uploadedKey(findings);
}

async function uploadedKey({ client, key: privateKey, subject, io, clockDifference = 0 }: Findings): Promise<Finding> {
  const { l10n } = io;
  const { publicKeys, clientCertificates } = client!.clientAuthentication;
  if ((publicKeys ?? []).some(({ keyValue }) => belongs(keyValue))) {
    return { outcome: 'passed', detail: l10n.t('The private key belongs to an uploaded public key.') };
  }
  const certificates = (clientCertificates ?? []).filter(({ certContent }) => belongs(certContent));
  if (certificates.length === 0) {
    const count = (publicKeys ?? []).length + (clientCertificates ?? []).length;
    return {
      outcome: 'failed',
      detail:
        count === 0
          ? l10n.t('No certificate or public key is uploaded.')
          : l10n.t('The private key belongs to none of the {0} uploaded certificates and public keys.', count),
      remedy: l10n.t('Replace the key by a new pair, or import the private key that belongs to what is uploaded.'),
      fix: 'replaceKey',
    };
  }
  const nowMs = io.now() + clockDifference * 1000;
  const states = certificates.map(({ certContent }) => certificateState(inspectCertificate(certContent), nowMs));
  if (states.includes('valid')) {
    return { outcome: 'passed', detail: l10n.t('The private key belongs to an uploaded certificate.') };
  }
  const settings = await subject.settings?.();
  const heeded = settings?.policy === 'strict' || settings?.refuseInvalidCertificates === true;
  const detail = states.includes('expired')
    ? l10n.t('The private key belongs to an uploaded certificate, which has expired.')
    : l10n.t('The private key belongs to an uploaded certificate, which is not valid yet.');
  return heeded
    ? { outcome: 'failed', detail, remedy: l10n.t('Make and upload a new certificate.'), fix: 'replaceKey' }
    : {
        outcome: 'passed',
        detail: `${detail} ${l10n.t('Whether ZIdentity heeds that is not public; renew it to be safe.')}`,
      };

  function belongs(text: string): boolean {
    try {
      return samePublicKey(privateKey!, readPublicKey(text));
    } catch {
      // What was uploaded and cannot be read is no key that belongs to it.
      return false;
    }
  }
}

/** Signs an assertion as each token request does, and looks at it with the eyes of the environment. */
export async function assertion(findings: Findings): Promise<Finding> {
  const { subject, credential, io, clockDifference = 0 } = findings;
  const { l10n } = io;
  if (credential?.kind !== 'key') return { outcome: 'not-run', detail: '' };
  const { environment, clientId } = subject;
  const { header, payload } = decodeJwt(await assertionFor(clientId, credential, environment, io.now()));
  const [iat, exp] = [Number(payload.iat), Number(payload.exp)];
  const serverSeconds = io.now() / 1000 + clockDifference;
  const late = exp + skewSeconds <= serverSeconds;
  if (late || iat - skewSeconds > serverSeconds) {
    return {
      outcome: 'failed',
      detail: late
        ? l10n.t("By the server's clock it has expired before it is sent.")
        : l10n.t("By the server's clock it is from the future."),
      remedy: l10n.t('Make the clocks agree.'),
    };
  }
  const strict = (await subject.settings?.())?.policy === 'strict';
  if (strict && (exp - iat > strictLifetimeSeconds || payload.jti === undefined)) {
    return { outcome: 'failed', detail: l10n.t('The strict policy wants a jti, and ten minutes of life at most.') };
  }
  const kid = typeof header.kid === 'string' ? `, kid ${header.kid}` : '';
  return {
    outcome: 'passed',
    detail: l10n.t(
      'It is signed with {0}, aud is {1}, and it lives {2} minutes.',
      `${String(header.alg)}${kid}`,
      String(payload.aud),
      Math.round((exp - iat) / 60),
    ),
  };
}
