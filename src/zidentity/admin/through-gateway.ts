import { replyWithFault } from '../control/fault-reply.js';
import { gatewayHeaders, uuid } from '../gateway/gateway-headers.js';
import { unauthorized } from '../gateway/refusals.js';
import { HttpError } from '../http/http-error.js';
import type { Reply } from '../http/reply.js';
import type { Handler } from '../http/router.js';

const product = 'ZIAM';

/**
 * The handler as it is reached through the API gateway: with the gateway's headers, its 401, and the faults
 * that are injected for the product.
 */
export function throughGateway(handler: Handler): Handler {
  return async (request, context) => {
    const headers = { ...gatewayHeaders(request, context), 'x-transaction-id': uuid(context.randomBytes) };
    const answer = async (): Promise<Reply> => {
      try {
        return await handler(request, context);
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        if (error.status === 401) return unauthorized();
        throw new HttpError(error.status, error.message, { ...headers, ...error.headers });
      }
    };
    const fault = context.faults.take('gateway', product);
    const reply = fault === undefined ? await answer() : await replyWithFault(fault, answer);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  };
}
