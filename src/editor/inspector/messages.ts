import type { Tone } from '../tone.js';

/** What the inspector shows, ready to be laid out: every text is localised, no rule is left to the page. */
export interface InspectorView {
  labels: Readonly<Record<InspectorLabel, string>>;
  /** Milliseconds of the clock that counts for the token; the page counts on from here. */
  nowMs: number;
  /** Whose keys a token can be verified with; empty where there is nothing to choose. */
  environments: readonly { id: string; name: string; chosen: boolean }[];
  content: InspectorContent;
}

export type InspectorContent = EmptyContent | TokenContent | KeysContent | CompareContent;

/** Nothing to show: at the start, or after the memory of the token is gone. */
export interface EmptyContent {
  kind: 'empty';
  title: string;
  text: string;
  tone: Tone;
}

export interface Row {
  name: string;
  value: string;
  /** The claim's full name and what it means. */
  label?: string;
  explanation?: string;
  mark?: { text: string; explanation: string; tone: Tone };
}

export interface RoleRow {
  product: string;
  role: string;
  tenant?: string;
  paths: readonly string[];
}

export interface Timeline {
  /** Epoch seconds. */
  issuedAt?: number;
  notBefore?: number;
  expiresAt: number;
  /** What stands under the ends of the line. */
  startText: string;
  endText: string;
  /** The token does not count any more, whatever the clock says. */
  ended: boolean;
}

export interface ViewAction {
  /** What the page sends back. */
  id: string;
  label: string;
  icon: 'copy' | 'refresh' | 'trash' | 'compare' | 'search' | 'key';
  primary?: boolean;
}

export interface VerdictView {
  title: string;
  outcome: string;
  tone: Tone;
  checks: readonly { title: string; outcome: string; tone: Tone; detail: string; hint?: string }[];
}

export interface TokenContent {
  kind: 'token';
  title: string;
  subtitle: string;
  state: { label: string; tone: Tone; detail: string };
  signature: { label: string; tone: Tone; detail: string };
  timeline?: Timeline;
  problems: readonly string[];
  verdicts: readonly VerdictView[];
  claims: readonly Row[];
  parameters: readonly Row[];
  roles: readonly RoleRow[];
  json: { header: string; payload: string };
  encoded: { header: string; payload: string; signature: string };
  actions: readonly ViewAction[];
}

export interface KeyItem {
  title: string;
  tone: Tone;
  note?: string;
  hint?: string;
  rows: readonly Row[];
  timeline?: Timeline;
}

export interface KeysContent {
  kind: 'keys';
  title: string;
  subtitle: string;
  items: readonly KeyItem[];
}

export interface CompareContent {
  kind: 'compare';
  title: string;
  first: string;
  second: string;
  groups: readonly {
    title: string;
    rows: readonly {
      name: string;
      first: string;
      second: string;
      difference: 'same' | 'changed' | 'first' | 'second';
    }[];
  }[];
  summary: string;
}

export type InspectorLabel =
  | 'inspectAnother'
  | 'pasteHere'
  | 'pasteHint'
  | 'inspect'
  | 'cancel'
  | 'fromClipboard'
  | 'validity'
  | 'environment'
  | 'claims'
  | 'header'
  | 'roles'
  | 'rolesNote'
  | 'noRoles'
  | 'verdicts'
  | 'encoded'
  | 'json'
  | 'copy'
  | 'copied'
  | 'copyHeader'
  | 'copyClaims'
  | 'name'
  | 'value'
  | 'meaning'
  | 'product'
  | 'role'
  | 'opens'
  | 'now'
  | 'left'
  | 'ago'
  | 'startsIn'
  | 'ended'
  | 'days'
  | 'hours'
  | 'minutes'
  | 'seconds'
  | 'problems'
  | 'compareWith'
  | 'compareHere'
  | 'back'
  | 'differences'
  | 'unchanged'
  | 'absent'
  | 'onlyDifferences';

/** From the extension to the page. */
export type ToInspectorPage = { type: 'view'; view: InspectorView; state: unknown } | { type: 'copied'; what: string };

/** From the page to the extension. */
export type FromInspectorPage =
  | { type: 'ready' }
  | { type: 'inspect'; text: string }
  | { type: 'compare'; text: string }
  | { type: 'back' }
  | { type: 'clipboard'; purpose: 'inspect' | 'compare' }
  | { type: 'environment'; id: string }
  | { type: 'copy'; what: string }
  | { type: 'action'; id: string };

/** Longer texts are not taken from the page: no key or token is as long. */
export const maxPastedLength = 512 * 1024;

const withText: Readonly<Record<string, string>> = {
  inspect: 'text',
  compare: 'text',
  environment: 'id',
  copy: 'what',
  action: 'id',
};

/** True for a message of the form above, and of nothing else. */
export function isFromInspectorPage(value: unknown): value is FromInspectorPage {
  if (typeof value !== 'object' || value === null) return false;
  const message = value as Record<string, unknown>;
  if (message.type === 'ready' || message.type === 'back') return true;
  if (message.type === 'clipboard') return message.purpose === 'inspect' || message.purpose === 'compare';
  if (typeof message.type !== 'string' || !Object.hasOwn(withText, message.type)) return false;
  const text = message[withText[message.type]!];
  return typeof text === 'string' && text.length <= maxPastedLength;
}

/** True for a message that the page can show; what is in a view comes from the extension alone. */
export function isToInspectorPage(value: unknown): value is ToInspectorPage {
  if (typeof value !== 'object' || value === null) return false;
  const message = value as Record<string, unknown>;
  if (message.type === 'copied') return typeof message.what === 'string';
  if (message.type !== 'view' || typeof message.view !== 'object' || message.view === null) return false;
  const { content, labels, nowMs, environments } = message.view as Record<string, unknown>;
  return (
    typeof nowMs === 'number' &&
    typeof labels === 'object' &&
    labels !== null &&
    Array.isArray(environments) &&
    typeof content === 'object' &&
    content !== null &&
    ['empty', 'token', 'keys', 'compare'].includes(String((content as Record<string, unknown>).kind))
  );
}
