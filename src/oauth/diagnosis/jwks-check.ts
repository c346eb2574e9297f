import { MAX_JWKS_LENGTH, type ParsedJwks, parseJwks } from '../../keys/jwks.js';
import { samePublicKey } from '../../keys/thumbprint.js';
import { isRedirect, sendRequest } from '../http.js';
import type { Finding } from './report.js';
import type { Findings } from './subject.js';

/** ZIdentity has to fetch it in a moment; a server that is slower for us is a problem for it, too. */
const timeoutMs = 5000;

/** Whether the JWKS URL answers with a JWKS that holds the public half of the key, under the kid that is sent. */
export async function publishedKey(findings: Findings, url: string): Promise<Finding> {
  const { credential, key, io, subject } = findings;
  const { l10n } = io;
  const failed = (detail: string, remedy: string, fix: Finding['fix'] = 'editClient'): Finding => ({
    outcome: 'failed',
    detail,
    remedy,
    fix,
  });
  if (!URL.canParse(url)) return failed(l10n.t('No JWKS URL is registered.'), l10n.t('Give it a JWKS URL.'));
  const jwks = await fetchJwks(url, findings);
  if ('outcome' in jwks) return jwks;
  if (jwks.keys.length === 0) {
    const reasons = jwks.skipped.map(({ index, reason }) => `keys[${index}]: ${reason.replace(/\.$/, '')}.`).join(' ');
    return failed(
      [l10n.t('The JWKS has no key that ZIdentity can use.'), reasons].join(' ').trim(),
      l10n.t('Publish an RSA key of 2048 bits or more, or an EC key on P-256, with "use": "sig".'),
    );
  }
  const mine = jwks.keys.find((one) => samePublicKey(key!, one.key));
  const ownServer = subject.environment.kind === 'tenant';
  if (mine === undefined) {
    return failed(
      l10n.t('The JWKS does not hold the public half of the stored private key.'),
      l10n.t('Publish its JWKS at the URL, or import the private key that belongs to the published one.'),
      ownServer ? 'showJwks' : 'replaceKey',
    );
  }
  const kid = credential?.kind === 'key' ? credential.kid : undefined;
  if (kid !== undefined && mine.kid !== undefined && mine.kid !== kid) {
    return failed(
      l10n.t('The key is in the JWKS under the kid {0}, but assertions name {1}.', mine.kid, kid),
      l10n.t('Publish it under that kid, or import the private key again: its kid is found anew.'),
      ownServer ? 'showJwks' : 'replaceKey',
    );
  }
  return { outcome: 'passed', detail: l10n.t('The JWKS URL answers, and the JWKS holds the key.') };
}

async function fetchJwks(url: string, { io }: Findings): Promise<ParsedJwks | Finding> {
  const { l10n } = io;
  const answer = await sendRequest(
    { method: 'GET', url, headers: { accept: 'application/json' }, what: 'The JWKS URL', maxBytes: MAX_JWKS_LENGTH },
    { fetch: io.fetch, now: io.now, signal: io.signal, timeoutMs },
  );
  if (answer.status === 200) return parseJwks(answer.body);
  return {
    outcome: 'failed',
    detail: isRedirect(answer)
      ? l10n.t('The JWKS URL answers with a redirect.')
      : l10n.t('The JWKS URL answers HTTP {0}.', answer.status),
    remedy: l10n.t('It must answer 200 with the JWKS within five seconds, to this computer and to ZIdentity.'),
    fix: 'editClient',
  };
}
