import type { MockContext } from '../context.js';
import { replacesAnswer } from '../control/fault-reply.js';
import type { Fault } from '../control/faults.js';
import { kindOf, shownPath } from '../exchanges/gateway-call.js';
import type { MockRequest } from '../http/request.js';
import { accessTokenFor } from '../token/access-token-for.js';
import type { GatewayRefusal, Ruling } from './explain-refusal.js';

/** What the gateway answers to a call, and why. */
export interface Admission<Reply = { status: number }> extends Ruling {
  reply: Reply;
}

/**
 * Writes down what became of a call in the exchange that issued its token: every refusal, and the first call that went
 * well. A call without a token of this mock, or whose exchange is forgotten, leaves no trace.
 */
export function noteCall(
  request: MockRequest,
  product: string,
  { reply: { status }, record, refusal }: Admission,
  context: MockContext,
): void {
  if (record === undefined) return;
  const exchange = context.exchanges.issuing(record.jti);
  if (exchange === undefined) return;
  const { method } = request;
  if (refusal === undefined) {
    // What a service refuses in its own words, e.g. a wrong body, is no matter of the token.
    if (status >= 400) return;
    const servedBefore = exchange.calls?.some(({ reason }) => reason === undefined);
    if (servedBefore) return;
  }
  const path = shownPath(request.path);
  const told = refusal ?? { found: '' };
  context.exchanges.noteCall(exchange, { kind: kindOf(method), product, status, method, path, ...told });
}

/** As {@link noteCall}, for a call that an injected fault took. */
export function noteFault(request: MockRequest, product: string, fault: Fault, context: MockContext): void {
  const status = fault.break === undefined ? (fault.status ?? 200) : 0;
  if (!replacesAnswer(fault) || (status > 0 && status < 400)) return;
  const { record } = accessTokenFor(request.headers.authorization, context);
  const refusal: GatewayRefusal = { reason: 'injected-fault', found: '' };
  noteCall(request, product, { reply: { status }, ...(record === undefined ? {} : { record }), refusal }, context);
}
