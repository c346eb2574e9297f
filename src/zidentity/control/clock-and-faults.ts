import * as v from 'valibot';
import type { MockContext } from '../context.js';
import { products } from '../gateway/products.js';
import { HttpError } from '../http/http-error.js';
import { json, noContent, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { LIMITS } from '../limits.js';
import { checkedBody } from './checked-body.js';
import type { Fault } from './faults.js';
import { listEnvelope } from './list-envelope.js';
import { readPage, readQuery } from './query.js';

function clockReply(context: MockContext): Reply {
  return json(200, { offsetSeconds: context.clock.offsetSeconds, now: Math.floor(context.now() / 1000) });
}

/** `GET /clock`. */
export function getClock(_request: MockRequest, context: MockContext): Reply {
  return clockReply(context);
}

const clockSchema = v.strictObject({ offsetSeconds: v.pipe(v.number(), v.integer()) });

/** `PUT /clock`. */
export async function putClock(request: MockRequest, context: MockContext): Promise<Reply> {
  const { offsetSeconds } = await checkedBody(request, clockSchema);
  context.clock.setOffset(offsetSeconds);
  context.events.changed('clock');
  return clockReply(context);
}

/** RFC 9110 §5.6.2, §5.5: what Node would refuse to send is refused when the fault is made. */
const headerName = v.pipe(v.string(), v.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'is no name of a header'));
const headerValue = v.pipe(v.string(), v.regex(/^[\t\x20-\x7e]{0,4096}$/, 'is no value of a header'));

const faultSchema = v.strictObject({
  target: v.picklist(['token', 'gateway', 'jwks']),
  product: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.faultTimes)), 1),
  status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
  headers: v.optional(v.record(headerName, headerValue)),
  body: v.optional(v.unknown()),
  delayMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIMITS.faultDelayMs))),
  break: v.optional(v.picklist(['reset', 'truncate'])),
});

/** `GET /faults`: those that still wait, with the times left. */
export function listFaults(request: MockRequest, context: MockContext): Reply {
  const page = readPage(readQuery(request.query));
  const faults = context.faults.list();
  return json(200, listEnvelope(request, page, faults.length, faults.slice(page.offset, page.offset + page.limit)));
}

/** `POST /faults`. */
export async function postFault(request: MockRequest, context: MockContext): Promise<Reply> {
  const input = await checkedBody(request, faultSchema);
  if (input.product !== undefined) {
    if (input.target !== 'gateway') throw new HttpError(400, 'product goes with target gateway alone.');
    input.product = officialName(input.product);
  }
  if (Object.keys(input.headers ?? {}).length > LIMITS.faultHeaders) {
    throw new HttpError(400, `headers: at most ${LIMITS.faultHeaders} are possible.`);
  }
  if ((JSON.stringify(input.body)?.length ?? 0) > LIMITS.faultBodyCharacters) {
    throw new HttpError(400, `body: at most ${LIMITS.faultBodyCharacters} characters are possible.`);
  }
  const fault = context.faults.add(input as Omit<Fault, 'id'>);
  if (fault === undefined) {
    throw new HttpError(409, `${LIMITS.faults} faults wait already; remove some with DELETE /_mock/v1/faults.`);
  }
  return json(201, fault);
}

const productNames = [...products.map(({ names }) => names), ['ZIAM']];

/** A fault for a product that nobody calls would wait for ever: a mistyped name is refused. */
function officialName(product: string): string {
  const names = productNames.find((known) => known.includes(product.toUpperCase()));
  if (names?.[0] !== undefined) return names[0];
  throw new HttpError(400, `product must be one of ${productNames.map(([name]) => name).join(', ')}.`);
}

/** `DELETE /faults`. */
export function deleteFaults(_request: MockRequest, context: MockContext): Reply {
  context.faults.clear();
  return noContent();
}

/** `DELETE /faults/{id}`. */
export function deleteFault(request: MockRequest, context: MockContext): Reply {
  if (context.faults.remove(request.params.id ?? '')) return noContent();
  throw new HttpError(404, 'There is no fault with this id: it was used up or removed.');
}
