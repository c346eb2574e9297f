import { HttpStatusError } from '../errors.js';
import type { Finding } from './report.js';
import type { Findings } from './subject.js';

const daySeconds = 86_400;
/** From when on it is said that a secret expires soon. */
const soonDays = 14;

/** Whether the secret or private key is stored here and can be read. */
export async function credential(findings: Findings): Promise<Finding> {
  const { io, credential: stored, credentialError } = findings;
  const { l10n } = io;
  if (credentialError !== undefined) throw credentialError;
  if (stored === undefined) {
    return {
      outcome: 'failed',
      detail: l10n.t('No credential of it is stored here.'),
      remedy: l10n.t('Import it with its secret or private key, or give it a new one.'),
      fix: 'importCredential',
    };
  }
  if (stored.kind === 'secret') return { outcome: 'passed', detail: l10n.t('A client secret is stored here.') };
  const { readPrivateKey } = await import('../../keys/read.js');
  findings.key = readPrivateKey(stored.privateKey);
  return { outcome: 'passed', detail: l10n.t('A private key is stored here, and it can be read.') };
}

/** Whether the environment knows the API client, as active, with the method of the stored credential. */
export async function registration(findings: Findings): Promise<Finding> {
  const { subject, io } = findings;
  const { l10n } = io;
  if (subject.registered === undefined) {
    return {
      outcome: 'not-run',
      detail: l10n.t('No API client with a ZIAM role was chosen, so the tenant cannot be asked about its API clients.'),
    };
  }
  try {
    findings.client = await subject.registered();
  } catch (error) {
    if (!(error instanceof HttpStatusError) || error.status !== 404) throw error;
    return {
      outcome: 'failed',
      detail: l10n.t('{0} has no API client with the ID {1}.', subject.environment.name, subject.clientId),
      remedy: l10n.t('It was deleted, or belongs to another environment: switch there, or add it again.'),
      fix: 'switchEnvironment',
    };
  }
  const { name, status, clientAuthentication } = findings.client;
  if (!status) {
    return {
      outcome: 'failed',
      detail: l10n.t('"{0}" is Inactive: it gets no token.', name),
      remedy: l10n.t('Enable it.'),
      fix: 'enableClient',
    };
  }
  const bySecret = clientAuthentication.authType === 'SECRET';
  if (findings.credential !== undefined && bySecret !== (findings.credential.kind === 'secret')) {
    return {
      outcome: 'failed',
      detail: bySecret
        ? l10n.t('It is registered with a client secret, but a private key is stored here.')
        : l10n.t('It is registered with a key, but a client secret is stored here.'),
      remedy: l10n.t('Import it with the credential that it has now, or change its authentication.'),
      fix: 'importCredential',
    };
  }
  return { outcome: 'passed', detail: l10n.t('"{0}" is registered and Active.', name) };
}

/** Whether the stored secret is still there, and how long it lasts by the environment's clock. */
export async function secret(findings: Findings): Promise<Finding> {
  const { subject, io, credential: stored, client, clockDifference = 0 } = findings;
  const { l10n } = io;
  const listed = client === undefined ? undefined : await subject.secrets?.();
  const mine = listed?.find(({ id }) => id === stored?.secretId);
  if (listed !== undefined && stored?.secretId !== undefined && mine === undefined) {
    return {
      outcome: 'failed',
      detail: l10n.t('The stored secret was removed, or replaced: a third secret replaces the most recent one.'),
      remedy: l10n.t('Add a new secret.'),
      fix: 'addSecret',
    };
  }
  const expiresAt = mine?.expiresAt ?? stored?.expiresAt;
  if (expiresAt === undefined) return { outcome: 'not-run', detail: l10n.t('When it expires is not known here.') };
  const seconds = expiresAt - (io.now() / 1000 + clockDifference);
  if (seconds <= 0) {
    return {
      outcome: 'failed',
      detail: l10n.t('The secret has expired.'),
      remedy: l10n.t('Add a new secret. ZIdentity gives a secret 30 to 365 days.'),
      fix: 'addSecret',
    };
  }
  const days = Math.floor(seconds / daySeconds);
  return {
    outcome: 'passed',
    detail:
      days < soonDays
        ? l10n.t('The secret is valid, but for {0} more days only.', days)
        : l10n.t('The secret is valid for {0} more days.', days),
  };
}
