import type { Tone } from '../tone.js';

export interface CheckView {
  id: string;
  title: string;
  tone: Tone;
  /** `passed`, `failed`, `not run`, `running` or `waiting`, as a word. */
  outcomeText: string;
  state: 'passed' | 'failed' | 'not-run' | 'running' | 'waiting';
  detail: string;
  /** How to mend it, in words. */
  remedy?: string;
  /** A button that does it; the page sends back the check's id. */
  fix?: string;
}

export interface DiagnosisView {
  labels: Readonly<Record<DiagnosisLabel, string>>;
  title: string;
  /** The API client's id, the environment, and when. */
  facts: readonly string[];
  summary: { label: string; tone: Tone };
  running: boolean;
  checks: readonly CheckView[];
}

export type DiagnosisLabel = 'checks' | 'howToMend' | 'again' | 'stop' | 'copyReport';

export type ToDiagnosisPage = { type: 'view'; view: DiagnosisView; clientId: string };

export type FromDiagnosisPage = { type: 'ready' | 'again' | 'stop' | 'copyReport' } | { type: 'fix'; id: string };

/** True for a message of the form above, and of nothing else. */
export function isFromDiagnosisPage(value: unknown): value is FromDiagnosisPage {
  if (typeof value !== 'object' || value === null) return false;
  const { type, id } = value as Record<string, unknown>;
  if (type === 'fix') return typeof id === 'string' && id.length <= 64;
  return type === 'ready' || type === 'again' || type === 'stop' || type === 'copyReport';
}

/** True for a message that the page can show; what is in a view comes from the extension alone. */
export function isToDiagnosisPage(value: unknown): value is ToDiagnosisPage {
  if (typeof value !== 'object' || value === null) return false;
  const { type, view, clientId } = value as Record<string, unknown>;
  if (type !== 'view' || typeof clientId !== 'string' || typeof view !== 'object' || view === null) return false;
  const { labels, checks, facts, summary } = view as Record<string, unknown>;
  return (
    typeof labels === 'object' &&
    labels !== null &&
    Array.isArray(checks) &&
    Array.isArray(facts) &&
    typeof summary === 'object' &&
    summary !== null
  );
}
