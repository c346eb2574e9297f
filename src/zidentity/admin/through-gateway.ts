import { replyWithFault } from '../control/fault-reply.js';
import { gatewayHeaders, uuid } from '../gateway/gateway-headers.js';
import { noteCall, noteFault } from '../gateway/note-call.js';
import { unauthorized } from '../gateway/refusals.js';
import { HttpError } from '../http/http-error.js';
import type { Reply } from '../http/reply.js';
import type { Handler } from '../http/router.js';
import { AccessRefused, authorise, ZIAM } from './authorise.js';

/**
 * The handler as it is reached through the API gateway: behind the check, with the gateway's headers, its 401, and
 * the faults that are injected for the product.
 */
export function throughGateway(handler: Handler): Handler {
  return async (request, context) => {
    const headers = { ...gatewayHeaders(request, context), 'x-transaction-id': uuid(context.randomBytes) };
    const answer = async (): Promise<Reply> => {
      try {
        const record = authorise(request, context);
        const reply = await handler(request, context);
        if (record !== undefined) noteCall(request, ZIAM, { reply, record }, context);
        return reply;
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        if (error instanceof AccessRefused) noteCall(request, ZIAM, { reply: error, ...error.ruling }, context);
        if (error.status === 401) return unauthorized();
        throw new HttpError(error.status, error.message, { ...headers, ...error.headers });
      }
    };
    const fault = context.faults.take('gateway', ZIAM);
    const reply = fault === undefined ? await answer() : await replyWithFault(fault, answer);
    if (fault !== undefined) noteFault(request, ZIAM, fault, context);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  };
}
