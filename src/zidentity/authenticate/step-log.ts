import type { ExchangeStep } from '../exchanges/exchange-log.js';
import { LIMITS } from '../limits.js';
import { REFUSALS, type RefusalReason } from './refusals.js';

/** Thrown inside the authentication once a step failed; it never leaves this folder. */
export class Refused extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Steps in the order in which they are taken. */
export const STEPS = {
  request: ['request'],
  grant: ['grant-type'],
  method: ['method'],
  secret: ['client', 'client-status', 'client-method', 'secret', 'secret-expiry'],
  assertion: [
    'assertion',
    'client',
    'client-status',
    'client-method',
    'algorithm',
    'keys',
    'signature',
    'subject',
    'assertion-audience',
    'assertion-times',
    'replay',
  ],
  unknown: ['client'],
  token: ['access-policy', 'audience', 'token'],
} as const;

export type StepName = (typeof STEPS)[keyof typeof STEPS][number];

/** A step that always passes in the same words: made once, since thousands of exchanges a second hold it. */
export function passedStep(name: StepName, detail: string): ExchangeStep {
  return Object.freeze({ name, outcome: 'passed', detail });
}

/** Writes down each step with its outcome as it happens. */
export class StepLog {
  readonly steps: ExchangeStep[] = [];

  passed(name: StepName, detail: string, hint?: string): void {
    this.steps.push(
      hint === undefined ? { name, outcome: 'passed', detail } : { name, outcome: 'passed', detail, hint },
    );
  }

  add(step: ExchangeStep): void {
    this.steps.push(step);
  }

  skipped(name: StepName, detail: string): void {
    this.steps.push({ name, outcome: 'skipped', detail });
  }

  /** @param detail what was found, beyond the reason's own sentence */
  refuse(name: StepName, reason: RefusalReason, detail = '', hint: string = REFUSALS[reason].hint): never {
    const { sentence } = REFUSALS[reason];
    this.steps.push({
      name,
      outcome: 'failed',
      reason,
      detail: detail === '' ? sentence : `${sentence} ${detail}`,
      hint,
    });
    throw new Refused(reason);
  }

  /** Lists the planned steps that were never reached. */
  skipRest(plan: readonly StepName[]): void {
    const done = new Set(this.steps.map((step) => step.name));
    for (const name of plan) if (!done.has(name)) this.skipped(name, 'Not reached.');
  }
}

/** A value of the request in a sentence: short, on one line, and visibly a quotation. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  const short = text.length > LIMITS.quotedCharacters ? `${text.slice(0, LIMITS.quotedCharacters)}…` : text;
  // Control and format characters could make a log line look like another.
  return `“${short.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD')}”`;
}
