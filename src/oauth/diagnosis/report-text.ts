import type { Check, DiagnosisReport } from './report.js';
import type { Translate } from './subject.js';

/** The report as text to send to somebody: what was checked, what failed, how to mend it. Nothing secret is in it. */
export function reportText(report: DiagnosisReport, l10n: Translate): string {
  const { clientName, clientId, environment, at, checks } = report;
  return [
    l10n.t('Diagnosis of {0}', `${clientName} (${clientId})`),
    `${environment.name} · ${at}`,
    '',
    ...checks.flatMap((check) => linesOf(check, l10n)),
    '',
  ].join('\n');
}

function linesOf({ outcome, title, detail, remedy }: Check, l10n: Translate): string[] {
  const mark = outcome === 'passed' ? '✓' : outcome === 'failed' ? '✗' : '–';
  return [
    `${mark} ${title}: ${detail}`,
    ...(outcome === 'failed' && remedy !== undefined && remedy !== '' ? [`  ${l10n.t('To mend it')}: ${remedy}`] : []),
  ];
}
