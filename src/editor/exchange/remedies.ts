import { type CommandId, commandIds } from '../../commands/ids.js';
import type { Localiser } from '../localise.js';
import type { ExchangeData, ExchangeStepData } from './exchange-data.js';

/** Something that mends a failed step: a command with its argument, or a change of the mock itself. */
export type Remedy = { id: string; label: string } & (
  | { command: CommandId; argument?: Readonly<Record<string, unknown>> }
  | { change: 'clock' | 'faults' }
);

/** What is known about the client of an exchange; decides which remedies can be offered. */
export interface RemedyFacts {
  /** The client is in the list of its environment. */
  listed: boolean;
  /** Its credential is at hand. */
  known: boolean;
  /** The client authenticates by a secret. */
  authType?: string;
  /** The exchange's environment is the active one, on which commands act. */
  active: boolean;
  /** By how many seconds the mock's clock is shifted now. */
  clockOffset?: number;
}

type Kind =
  | 'enable'
  | 'secret'
  | 'key'
  | 'roles'
  | 'otherRole'
  | 'edit'
  | 'add'
  | 'mint'
  | 'token'
  | 'clock'
  | 'faults'
  | 'environment';

/** Reasons for which the mock refuses a token request, with what mends them. */
const kinds: Readonly<Record<string, readonly Kind[]>> = {
  'client-unknown': ['add', 'environment'],
  'client-disabled': ['enable'],
  'method-not-registered': ['edit'],
  'secret-none': ['secret'],
  'secret-wrong': ['secret'],
  'secret-expired': ['clock', 'secret'],
  'keys-none': ['key', 'edit'],
  'keys-unusable': ['key', 'edit'],
  'key-too-small': ['key', 'edit'],
  'key-alg-mismatch': ['key', 'edit'],
  'kid-unknown': ['key', 'edit'],
  'signature-wrong': ['key', 'edit'],
  'signature-other-kid': ['mint'],
  'certificate-expired': ['clock', 'key', 'edit'],
  'certificate-not-yet-valid': ['clock', 'key', 'edit'],
  'jwks-url-not-allowed': ['key', 'edit'],
  'jwks-unreachable': ['key', 'edit'],
  'jwks-redirect': ['key', 'edit'],
  'jwks-status': ['key', 'edit'],
  'jwks-empty': ['key', 'edit'],
  'jwks-malformed': ['key', 'edit'],
  'aud-missing': ['mint'],
  'aud-malformed': ['mint'],
  'aud-wrong': ['mint'],
  'exp-missing': ['mint'],
  'exp-past': ['clock', 'mint'],
  'iat-future': ['clock', 'mint'],
  'nbf-future': ['clock', 'mint'],
  'lifetime-too-long': ['mint'],
  'jti-missing': ['mint'],
  'jti-replayed': ['mint'],
  'iat-missing': ['mint'],
  'policy-blocked': ['edit'],
  'injected-fault': ['faults'],
};

/** Reasons for which the mock's gateway refuses an issued token, with what mends them. */
const gatewayKinds: Readonly<Record<string, readonly Kind[]>> = {
  'token-revoked': ['token'],
  'token-expired': ['clock', 'token'],
  'token-outdated': ['token'],
  'role-missing': ['roles', 'token'],
  'role-read-only': ['otherRole', 'token'],
  'client-disabled': ['enable', 'token'],
  'client-gone': ['add'],
  'policy-blocked': ['edit'],
  'injected-fault': ['faults'],
};

function kindsOf({ name, reason }: ExchangeStepData): readonly Kind[] {
  const table = name === 'gateway' ? gatewayKinds : kinds;
  return reason !== undefined && Object.hasOwn(table, reason) ? table[reason]! : [];
}

/** The buttons of a step: first what mends its reason, then what helps with any refusal. */
export function remediesOf(
  step: ExchangeStepData,
  exchange: Pick<ExchangeData, 'clientId' | 'seenBy'>,
  facts: RemedyFacts,
  l10n: Localiser,
): Remedy[] {
  const { clientId } = exchange;
  const noRole = step.name === 'token' && step.outcome === 'passed' && step.hint !== undefined;
  if (noRole) return facts.active && facts.listed ? [make('roles', clientId, l10n)] : [];
  if (step.outcome !== 'failed') return [];
  const remedies = kindsOf(step)
    .filter((kind) => isOffered(kind, facts, exchange))
    .map((kind) => make(kind, clientId, l10n));
  if (!facts.active || !facts.known) return remedies;
  const argument = { clientId };
  // A call that the gateway refused is sent by a program, which has to try again itself.
  if (step.name !== 'gateway') {
    remedies.push({ id: 'retry', label: l10n.t('Try Again'), command: commandIds.tokenGet, argument });
  }
  const label = l10n.t('Diagnose API Client');
  return [...remedies, { id: 'diagnose', label, command: commandIds.clientDiagnose, argument }];
}

/** Whether the reason is a matter of time and the mock's clock is not that of this computer. */
export function isOfShiftedClock(
  step: ExchangeStepData,
  { seenBy }: Pick<ExchangeData, 'seenBy'>,
  { clockOffset = 0 }: RemedyFacts,
): boolean {
  return step.outcome === 'failed' && seenBy === 'mock' && clockOffset !== 0 && kindsOf(step).includes('clock');
}

function isOffered(
  kind: Kind,
  { listed, known, active, authType, clockOffset = 0 }: RemedyFacts,
  { seenBy }: Pick<ExchangeData, 'seenBy'>,
): boolean {
  if (kind === 'clock') return seenBy === 'mock' && clockOffset !== 0;
  if (kind === 'faults') return seenBy === 'mock';
  if (kind === 'environment') return true;
  if (kind === 'add') return active;
  if (kind === 'token') return active && known;
  // With a clock that is wrong, another assertion is refused as well.
  if (kind === 'mint') return active && known && clockOffset === 0;
  if (kind === 'key') return active && listed && seenBy === 'mock' && authType !== undefined && authType !== 'SECRET';
  return active && listed;
}

function make(kind: Kind, clientId: string, l10n: Localiser): Remedy {
  const argument = { clientId };
  switch (kind) {
    case 'enable':
      return { id: kind, label: l10n.t('Enable the API Client'), command: commandIds.clientEnable, argument };
    case 'secret':
      return { id: kind, label: l10n.t('Create a New Secret'), command: commandIds.secretAdd, argument };
    case 'key':
      return { id: kind, label: l10n.t('Replace the Key'), command: commandIds.keyReplace, argument };
    case 'roles':
      return { id: kind, label: l10n.t('Add a Role'), command: commandIds.clientRoles, argument };
    case 'otherRole':
      return { id: kind, label: l10n.t('Choose Roles'), command: commandIds.clientRoles, argument };
    case 'edit':
      return { id: kind, label: l10n.t('Edit the API Client'), command: commandIds.clientEdit, argument };
    case 'add':
      return { id: kind, label: l10n.t('Add an API Client'), command: commandIds.clientAdd };
    case 'mint':
      return { id: kind, label: l10n.t('Mint a Client Assertion'), command: commandIds.assertionMint, argument };
    case 'token':
      return { id: kind, label: l10n.t('Get a New Token'), command: commandIds.tokenGet, argument };
    case 'environment':
      return { id: kind, label: l10n.t('Switch Environment'), command: commandIds.environmentSwitch };
    case 'clock':
      return { id: kind, label: l10n.t("Set the Mock's Clock Right"), change: 'clock' };
    case 'faults':
      return { id: kind, label: l10n.t('Remove the Faults'), change: 'faults' };
  }
}
