import type { Authentication } from '../authenticate/authenticate-client.js';
import type { MockContext } from '../context.js';
import type { Fault } from '../control/faults.js';
import type { Exchange } from '../exchanges/exchange-log.js';
import { LIMITS } from '../limits.js';

/** Random once for a process, so that ids of two runs differ. */
const runs = new WeakMap<MockContext, { prefix: string; count: number }>();

function nextId(context: MockContext): string {
  let run = runs.get(context);
  if (run === undefined) {
    run = { prefix: context.randomBytes(6).toString('hex'), count: 0 };
    runs.set(context, run);
  }
  run.count += 1;
  return `${run.prefix}-${run.count}`;
}

/**
 * Remembers what happened in a token request.
 * @param jti of the token, where one was issued
 * @returns the exchange's id
 */
export function recordExchange(result: Authentication, jti: string | undefined, context: MockContext): string {
  const { refusal } = result;
  const exchange: Exchange = {
    id: nextId(context),
    at: new Date(context.now()).toISOString(),
    clientId: result.clientId,
    method: result.method,
    outcome: refusal === undefined ? 'issued' : 'refused',
    ...(refusal === undefined ? {} : { error: refusal.error }),
    steps: result.log.steps,
    ...(jti === undefined ? {} : { jti }),
  };
  context.exchanges.add(exchange);
  return exchange.id;
}

/** Remembers a token request that an injected fault answered. @returns the exchange's id */
export function recordFault(fault: Fault, body: Buffer | undefined, context: MockContext): string {
  const clientId = new URLSearchParams(body?.toString('utf8') ?? '').get('client_id') ?? '';
  const what = fault.break === 'reset' ? 'the connection was reset' : `it answered with status ${fault.status ?? 200}`;
  const id = nextId(context);
  context.exchanges.add({
    id,
    at: new Date(context.now()).toISOString(),
    clientId: clientId.slice(0, LIMITS.quotedCharacters).replace(/\p{Cc}/gu, '\uFFFD'),
    method: 'NONE',
    outcome: 'refused',
    steps: [
      {
        name: 'fault',
        outcome: 'failed',
        detail: `An injected fault took the request: ${what}.`,
        hint: `It applies to ${fault.times - 1} more requests; DELETE /_mock/v1/faults removes it.`,
        reason: 'injected-fault',
      },
    ],
  });
  return id;
}
