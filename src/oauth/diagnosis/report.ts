/** What is looked at, in this order. */
export const checkIds = [
  'names',
  'connection',
  'clock',
  'credential',
  'registration',
  'key',
  'publicKey',
  'secret',
  'assertion',
  'token',
  'roles',
  'gateway',
] as const;

export type CheckId = (typeof checkIds)[number];

/** Something that mends a failed check, for whoever shows the report to offer. */
export type FixId =
  | 'startMock'
  | 'endSimulation'
  | 'addEnvironment'
  | 'switchEnvironment'
  | 'importCredential'
  | 'addClient'
  | 'enableClient'
  | 'editClient'
  | 'replaceKey'
  | 'addSecret'
  | 'showJwks'
  | 'chooseRoles'
  | 'showExchange';

export interface Finding {
  readonly outcome: 'passed' | 'failed' | 'not-run';
  readonly detail: string;
  /** How to mend it, in words. */
  readonly remedy?: string | undefined;
  readonly fix?: FixId | undefined;
  /** The exchange at the mock that tells more. */
  readonly exchangeId?: string | undefined;
}

export interface Check extends Finding {
  readonly id: CheckId;
  readonly title: string;
}

/** Plain data without anything secret in it. */
export interface DiagnosisReport {
  readonly clientId: string;
  readonly clientName: string;
  readonly environment: { readonly id: string; readonly name: string; readonly kind: 'mock' | 'tenant' };
  /** ISO 8601, when it began. */
  readonly at: string;
  /** `failed` where any check did. */
  readonly outcome: 'passed' | 'failed';
  readonly checks: readonly Check[];
}

/** A check that has not ended yet. */
export interface PendingCheck {
  readonly id: CheckId;
  readonly title: string;
  readonly outcome: 'waiting' | 'running';
}
