/** One step of an exchange, as the mock or the client side wrote it down. */
export interface ExchangeStepData {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  detail: string;
  hint?: string;
  /** The mock's stable code of a refusal. */
  reason?: string;
}

/** What happened in one token request, and with its token at the mock's gateway; and in which environment. */
export interface ExchangeData {
  id: string;
  /** ISO 8601. */
  at: string;
  clientId: string;
  method: string;
  outcome: 'issued' | 'refused';
  error?: string;
  environmentId: string;
  /** By whom it was written down: the mock sees all its steps, a client only its own. */
  seenBy: 'mock' | 'client';
  steps: readonly ExchangeStepData[];
}

/** The newest kind of refusal that the issued token met at the gateway. */
export function gatewayRefusal({ steps }: Pick<ExchangeData, 'steps'>): ExchangeStepData | undefined {
  return steps.findLast(({ name, outcome }) => name === 'gateway' && outcome === 'failed');
}

/** An exchange as the mock's control API or the history of this window tells it. */
interface ToldExchange {
  id: string;
  at: string;
  clientId?: string | null | undefined;
  method: string;
  outcome: 'issued' | 'refused';
  error?: string | null | undefined;
  steps: readonly {
    name: string;
    outcome: ExchangeStepData['outcome'];
    detail?: string | undefined;
    hint?: string | undefined;
    reason?: unknown;
  }[];
}

export function exchangeData(told: ToldExchange, origin: Pick<ExchangeData, 'environmentId' | 'seenBy'>): ExchangeData {
  const { id, at, method, outcome, error, clientId } = told;
  return {
    id,
    at,
    clientId: clientId ?? '',
    method,
    outcome,
    ...(error ? { error } : {}),
    ...origin,
    steps: told.steps.map(({ name, outcome: of, detail = '', hint, reason }) => ({
      name,
      outcome: of,
      detail,
      ...(hint === undefined ? {} : { hint }),
      ...(typeof reason === 'string' ? { reason } : {}),
    })),
  };
}
