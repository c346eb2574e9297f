import type { Tone } from '../tone.js';

export type PartyId = 'client' | 'jwks' | 'zidentity' | 'gateway';

export interface PartyView {
  id: PartyId;
  title: string;
  subtitle: string;
}

export interface RemedyView {
  /** What the page sends back. */
  id: string;
  label: string;
}

export interface StepView {
  number: number;
  title: string;
  /** The same party twice for what happens within it. */
  from: PartyId;
  to: PartyId;
  /** An answer comes back on the same way. */
  answered: boolean;
  outcome: 'passed' | 'failed' | 'skipped';
  tone: Tone;
  /** `passed`, `failed` or `not reached`, as a word. */
  outcomeText: string;
  /** What stands beside the title while the step is closed. */
  brief: string;
  /** `ZIdentity to JWKS web server`, for those who do not see the arrow. */
  way: string;
  detail: string;
  hint?: string;
  sent?: string;
  expected?: readonly string[];
  /** What is expected are values to be sent as they are, not a description. */
  literal?: boolean;
  remedies: readonly RemedyView[];
  open: boolean;
}

export interface PictureView {
  id: string;
  title: string;
  outcome: { label: string; tone: Tone };
  /** What became of it, in a sentence. */
  summary: string;
  facts: readonly { name: string; value: string }[];
  parties: readonly PartyView[];
  steps: readonly StepView[];
  note?: string;
}

export interface ExchangeItem {
  id: string;
  clientId: string;
  clientName: string;
  /** By which outcomes it is found: a token may be issued, and then refused at the gateway. */
  outcomes: readonly ('issued' | 'refused')[];
  outcomeText: string;
  tone: Tone;
  /** `Audience of the assertion`, where the token request failed. */
  failedAt: string;
  method: string;
  environment: string;
  /** ISO 8601, and as people read it. */
  at: string;
  time: string;
}

export interface ExchangeView {
  labels: Readonly<Record<ExchangeLabel, string>>;
  items: readonly ExchangeItem[];
  clients: readonly { id: string; name: string }[];
  /** The filter that the view was opened with. */
  clientId?: string;
  picture?: PictureView;
  /** The newest exchange is shown as it comes in. */
  following: boolean;
  empty: { title: string; text: string; action?: RemedyView };
}

export type ExchangeLabel =
  | 'title'
  | 'list'
  | 'client'
  | 'outcome'
  | 'allClients'
  | 'allOutcomes'
  | 'issued'
  | 'refused'
  | 'parties'
  | 'steps'
  | 'step'
  | 'sent'
  | 'expected'
  | 'howToMend'
  | 'nothing'
  | 'noneFits'
  | 'follow'
  | 'copyReport'
  | 'copyValue'
  | 'facts'
  | 'newExchange'
  | 'outcomeOf';

export type ToExchangePage = { type: 'view'; view: ExchangeView };

export type FromExchangePage =
  | { type: 'ready' }
  | { type: 'select'; id: string }
  | { type: 'follow'; on: boolean }
  | { type: 'remedy'; id: string }
  | { type: 'copyReport' }
  /** One of the expected values of a step, by its place. */
  | { type: 'copyExpected'; step: number; index: number };

/** True for a message of the form above, and of nothing else. */
export function isFromExchangePage(value: unknown): value is FromExchangePage {
  if (typeof value !== 'object' || value === null) return false;
  const { type, id, on, step, index } = value as Record<string, unknown>;
  switch (type) {
    case 'ready':
    case 'copyReport':
      return true;
    case 'select':
    case 'remedy':
      return typeof id === 'string' && id.length <= 256;
    case 'follow':
      return typeof on === 'boolean';
    case 'copyExpected':
      return Number.isSafeInteger(step) && Number.isSafeInteger(index);
    default:
      return false;
  }
}

/** True for a message that the page can show; what is in a view comes from the extension alone. */
export function isToExchangePage(value: unknown): value is ToExchangePage {
  if (typeof value !== 'object' || value === null) return false;
  const { type, view } = value as Record<string, unknown>;
  if (type !== 'view' || typeof view !== 'object' || view === null) return false;
  const { labels, items, clients, empty } = view as Record<string, unknown>;
  return (
    typeof labels === 'object' &&
    labels !== null &&
    Array.isArray(items) &&
    Array.isArray(clients) &&
    typeof empty === 'object' &&
    empty !== null
  );
}
