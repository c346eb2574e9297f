import type { Progress } from '../../oauth/diagnosis/diagnose.js';
import type { Check, PendingCheck } from '../../oauth/diagnosis/report.js';
import type { Localiser } from '../localise.js';
import type { Tone } from '../tone.js';
import { fixOf } from './fixes.js';
import type { CheckView, DiagnosisView } from './messages.js';

export interface DiagnosisModel {
  clientId: string;
  clientName: string;
  environmentName: string;
  checks: Progress;
  /** `stopped`: a person stopped it, or it could not be made. */
  state: 'running' | 'done' | 'stopped';
  /** When it began, as people read it. */
  time: string;
}

const tones: Readonly<Record<CheckView['state'], Tone>> = {
  passed: 'good',
  failed: 'bad',
  'not-run': 'neutral',
  running: 'neutral',
  waiting: 'neutral',
};

/** The checklist as its page shows it. */
export function diagnosisView(model: DiagnosisModel, l10n: Localiser): DiagnosisView {
  const { clientId, clientName, environmentName, time, checks, state } = model;
  return {
    labels: {
      checks: l10n.t('Checks'),
      howToMend: l10n.t('How to mend it'),
      again: l10n.t('Run Again'),
      stop: l10n.t('Stop'),
      copyReport: l10n.t('Copy Report'),
    },
    title: l10n.t('Diagnosis of {0}', clientName),
    facts: [...(clientName === clientId ? [] : [clientId]), environmentName, time],
    summary: summaryOf(model, l10n),
    running: state === 'running',
    checks: checks.map((check) => checkView(check, clientId, l10n)),
  };
}

function summaryOf({ checks, state }: DiagnosisModel, l10n: Localiser): DiagnosisView['summary'] {
  if (state === 'running') return { label: l10n.t('Checking…'), tone: 'neutral' };
  if (state === 'stopped') return { label: l10n.t('Stopped'), tone: 'neutral' };
  const failed = checks.filter(({ outcome }) => outcome === 'failed').length;
  if (failed === 0) return { label: l10n.t('Nothing is wrong'), tone: 'good' };
  return { label: failed === 1 ? l10n.t('1 check failed') : l10n.t('{0} checks failed', failed), tone: 'bad' };
}

/** A check as it is read: what errors and the gateway's answers were explained with is made in English. */
export function inWords(check: Check, { text }: Pick<Localiser, 'text'>): Check {
  const { detail, remedy } = check;
  return { ...check, detail: text(detail), ...(remedy === undefined ? {} : { remedy: text(remedy) }) };
}

function checkView(check: Check | PendingCheck, clientId: string, l10n: Localiser): CheckView {
  const words: Readonly<Record<CheckView['state'], string>> = {
    passed: l10n.t('passed'),
    failed: l10n.t('failed'),
    'not-run': l10n.t('not run'),
    running: l10n.t('running'),
    waiting: l10n.t('waiting'),
  };
  const { id, title, outcome } = check;
  const view = { id, title, state: outcome, tone: tones[outcome], outcomeText: words[outcome] };
  if (!('detail' in check)) return { ...view, detail: '' };
  const { detail, remedy, fix, exchangeId } = inWords(check, l10n);
  if (check.outcome !== 'failed') return { ...view, detail };
  return {
    ...view,
    detail,
    ...(remedy === undefined || remedy === '' ? {} : { remedy }),
    ...(fix === undefined ? {} : { fix: fixOf(fix, { clientId, exchangeId }, l10n).label }),
  };
}
