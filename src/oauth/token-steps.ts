import { WorkbenchError } from '../errors.js';
import type { ClientAuth } from './client-auth.js';
import { OAuthError } from './errors.js';
import type { HttpAnswer } from './http.js';
import { NetworkError, type NetworkPhase } from './network-errors.js';
import type { Retry } from './retry.js';
import type { AccessToken } from './token-answer.js';

/** One step of a token exchange, in the form of the mock's exchanges. */
export interface ExchangeStep {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  detail: string;
  hint?: string;
}

/** The steps that a client sees, in order. `tls` is left out for plain HTTP. */
const stepNames = ['name', 'connection', 'tls', 'request', 'answer', 'token'] as const;
type StepName = (typeof stepNames)[number];

const sent: Readonly<Record<ClientAuth['method'], string>> = {
  client_secret_post: 'client id and secret in the body',
  client_secret_basic: 'client id and secret in the Authorization header',
  private_key_jwt: 'client id and a signed client assertion in the body',
};

/**
 * Turns the course of a token request into steps. `fetch` does not tell when a name was resolved or
 * a connection made; that a later step was reached, or where the failure lies, tells it afterwards.
 * Behind a proxy, name and connection are those that the proxy made.
 */
export class TokenRequestTrace {
  readonly #url: URL;
  readonly #method: ClientAuth['method'];
  readonly #emit: (step: ExchangeStep) => void;
  #done = 0;

  constructor(url: URL, method: ClientAuth['method'], emit: (step: ExchangeStep) => void) {
    this.#url = url;
    this.#method = method;
    this.#emit = emit;
  }

  retried(retry: Retry): void {
    this.#emit({
      name: 'retry',
      outcome: 'passed',
      detail: `Sent again after ${retry.pauseMs} ms (${retry.reason})`,
    });
  }

  answered(answer: HttpAnswer): void {
    this.#passUpTo('answer');
    if (answer.status === 200) this.#step('passed', `HTTP 200 after ${Math.round(answer.ms)} ms`);
  }

  received(token: AccessToken): void {
    this.#step('passed', `Access token that expires in ${token.expiresIn} s`);
  }

  failed(error: unknown): void {
    if (error instanceof NetworkError) this.#passUpTo(stepOfPhase[error.phase]);
    const hint = error instanceof WorkbenchError ? error.hint : undefined;
    const detail =
      error instanceof OAuthError
        ? `HTTP ${error.status}, ${error.error}${error.errorDescription === undefined ? '' : `: ${error.errorDescription}`}`
        : error instanceof WorkbenchError
          ? error.message
          : 'The request could not be made.';
    this.#step('failed', detail, hint);
    while (this.#done < this.#names.length) this.#step('skipped', '');
  }

  get #names(): readonly StepName[] {
    return stepNames.filter((name) => name !== 'tls' || this.#url.protocol === 'https:');
  }

  #passUpTo(name: StepName): void {
    while (this.#names[this.#done] !== undefined && this.#names[this.#done] !== name) {
      this.#step('passed', this.#detailOf(this.#names[this.#done]!));
    }
  }

  #step(outcome: ExchangeStep['outcome'], detail: string, hint?: string): void {
    const name = this.#names[this.#done];
    if (name === undefined) return;
    this.#done++;
    this.#emit({ name, outcome, detail, ...(hint === undefined ? {} : { hint }) });
  }

  #detailOf(name: StepName): string {
    if (name === 'name') return `${this.#url.hostname} was found`;
    if (name === 'connection') return `Connected to ${this.#url.host}`;
    if (name === 'tls') return `The certificate of ${this.#url.hostname} is trusted`;
    return `POST ${this.#url.pathname} with ${sent[this.#method]}`;
  }
}

const stepOfPhase: Readonly<Record<NetworkPhase, StepName>> = {
  name: 'name',
  connection: 'connection',
  tls: 'tls',
  answer: 'answer',
};
