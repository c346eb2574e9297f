import { WorkbenchError } from '../../errors.js';
import { CancelledError } from '../errors.js';
import { gateway, roles, token } from './access-checks.js';
import { credential, registration, secret } from './credential-checks.js';
import { assertion, key, publicKey } from './key-checks.js';
import { clock, connection, names } from './network-checks.js';
import type { Check, DiagnosisReport, Finding, PendingCheck } from './report.js';
import type { CheckRow, DiagnosisIo, DiagnosisSubject, Findings } from './subject.js';

const rows: readonly CheckRow[] = [
  { id: 'names', needs: [], title: (l10n) => l10n.t('Names resolve'), run: names },
  { id: 'connection', needs: ['names'], title: (l10n) => l10n.t('TLS and proxy'), run: connection },
  { id: 'clock', needs: ['connection'], title: (l10n) => l10n.t('Clocks agree'), run: clock },
  { id: 'credential', needs: [], title: (l10n) => l10n.t('Credential at hand'), run: credential },
  { id: 'registration', needs: ['connection'], title: (l10n) => l10n.t('Registered and Active'), run: registration },
  { id: 'key', kind: 'key', needs: ['credential'], title: (l10n) => l10n.t('Key type and size'), run: key },
  {
    id: 'publicKey',
    kind: 'key',
    needs: ['credential'],
    title: (l10n) => l10n.t('Public key at ZIdentity'),
    run: publicKey,
  },
  { id: 'secret', kind: 'secret', needs: ['credential'], title: (l10n) => l10n.t('Secret not expired'), run: secret },
  {
    id: 'assertion',
    kind: 'key',
    needs: ['key'],
    title: (l10n) => l10n.t('Client assertion as it is wanted'),
    run: assertion,
  },
  {
    id: 'token',
    needs: ['connection', 'credential', 'key'],
    title: (l10n) => l10n.t('Access token obtained'),
    run: token,
  },
  { id: 'roles', needs: [], title: (l10n) => l10n.t('Roles present'), run: roles },
  { id: 'gateway', needs: ['token'], title: (l10n) => l10n.t('Gateway accepts the token'), run: gateway },
];

export type Progress = readonly (Check | PendingCheck)[];

/**
 * Looks from top to bottom at everything that has to be right for an API client to get a token and use it. A check
 * that cannot be made because of an earlier one is not run. Nothing is changed; one access token is obtained.
 *
 * @param onProgress told of all checks before and after each one
 * @throws CancelledError; everything else becomes a failed check, but for bugs
 */
export async function diagnose(
  subject: DiagnosisSubject,
  io: DiagnosisIo,
  onProgress: (checks: Progress) => void = () => {},
): Promise<DiagnosisReport> {
  const at = new Date(io.now()).toISOString();
  const findings: Findings = { subject, io, ...(await readCredential(subject)) };
  const wanted = rows.filter(({ kind }) => kind === undefined || kind === findings.credential?.kind);
  const checks: Check[] = [];
  const tell = (running?: CheckRow) =>
    onProgress(
      wanted.map((row, index) => {
        const outcome = row === running ? 'running' : 'waiting';
        return checks[index] ?? { id: row.id, title: row.title(io.l10n), outcome };
      }),
    );
  for (const row of wanted) {
    if (io.signal?.aborted) throw new CancelledError('The diagnosis', io.signal.reason);
    tell(row);
    const finding = blocked(row, checks, io) ?? (await found(row, findings));
    checks.push({ id: row.id, title: row.title(io.l10n), ...finding });
  }
  tell();
  const { clientId, clientName, environment } = subject;
  return {
    clientId,
    clientName,
    environment: { id: environment.id, name: environment.name, kind: environment.kind },
    at,
    outcome: checks.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed',
    checks,
  };
}

async function readCredential(subject: DiagnosisSubject): Promise<Pick<Findings, 'credential' | 'credentialError'>> {
  try {
    return { credential: await subject.credential(), credentialError: undefined };
  } catch (credentialError) {
    return { credential: undefined, credentialError };
  }
}

/** What a check says that needs one which did not pass. */
function blocked(row: CheckRow, checks: readonly Check[], { l10n }: DiagnosisIo): Finding | undefined {
  const cause = checks.find(({ id, outcome }) => row.needs.includes(id) && outcome !== 'passed');
  if (cause === undefined) return undefined;
  return { outcome: 'not-run', detail: l10n.t('Not run, as it needs "{0}".', cause.title) };
}

async function found(row: CheckRow, findings: Findings): Promise<Finding> {
  try {
    return await row.run(findings);
  } catch (error) {
    if (!(error instanceof WorkbenchError) || error instanceof CancelledError) throw error;
    return { outcome: 'failed', detail: error.message, remedy: error.hint, fix: fixOf(row, findings) };
  }
}

/** What mends a check that could not even be made. */
function fixOf({ id }: CheckRow, { subject }: Findings): Finding['fix'] {
  const mock = subject.environment.kind === 'mock';
  if (id === 'credential') return 'importCredential';
  if (id === 'key' || id === 'publicKey') return 'editClient';
  if (id === 'connection') return mock ? 'startMock' : undefined;
  return mock && (id === 'token' || id === 'gateway') ? 'endSimulation' : undefined;
}
