import type { MockContext } from '../context.js';
import { toldExchange } from '../exchanges/told-exchange.js';
import { HttpError } from '../http/http-error.js';
import { json, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { listEnvelope } from './list-envelope.js';
import { readPage, readQuery } from './query.js';

/** `GET /exchanges`: what happened in each token request, and with the token at the gateway; newest first. */
export function listExchanges(request: MockRequest, context: MockContext): Reply {
  const get = readQuery(request.query);
  const page = readPage(get);
  const clientId = get('clientId');
  const jti = get('jti');
  const { total, records } = context.exchanges.list({
    ...page,
    ...(clientId === undefined ? {} : { clientId }),
    ...(jti === undefined ? {} : { jti }),
  });
  return json(200, listEnvelope(request, page, total, records.map(toldExchange)));
}

/** `GET /exchanges/{id}`: the one that `x-mock-exchange-id` names. */
export function getExchange(request: MockRequest, context: MockContext): Reply {
  const exchange = context.exchanges.get(request.params.id ?? '');
  if (exchange === undefined) throw new HttpError(404, 'There is no exchange with this id, or it is forgotten.');
  return json(200, toldExchange(exchange));
}
