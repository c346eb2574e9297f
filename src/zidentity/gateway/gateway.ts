import { evaluateAccessPolicy } from '../authenticate/access-policy.js';
import type { MockContext } from '../context.js';
import { replyWithFault } from '../control/fault-reply.js';
import { HttpError } from '../http/http-error.js';
import type { Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import type { Handler } from '../http/router.js';
import type { SandboxAnswer } from '../sandbox/item.js';
import { accessTokenFor } from '../token/access-token-for.js';
import { blocked, missingRole, onlyReads, refusedToken, tooMany } from './explain-refusal.js';
import { createQuotaCounter, gatewayHeaders, type QuotaCounter, uuid } from './gateway-headers.js';
import { type Admission, noteCall, noteFault } from './note-call.js';
import type { Product } from './products.js';
import { createRateLimiter, type RateLimiter, tooManyRequests } from './rate-limits.js';
import { forbidden, gatewayRefusal, unauthorized } from './refusals.js';

/** What the handlers of all products share. */
export interface GatewayCounters {
  rates: RateLimiter;
  quotas: QuotaCounter;
}

export function createGatewayCounters(): GatewayCounters {
  return { rates: createRateLimiter(), quotas: createQuotaCounter() };
}

/** Guards one product and hands what may pass to its service in the sandbox. */
export function gatewayHandler(product: Product, counters: GatewayCounters): Handler {
  return async (request, context) => {
    const name = product.names[0] as string;
    const answer = async () => {
      const admission = await admit(request, context, product, counters);
      noteCall(request, name, admission, context);
      return admission.reply;
    };
    const fault = context.faults.take('gateway', name);
    const reply = fault === undefined ? await answer() : await replyWithFault(fault, answer);
    if (fault !== undefined) noteFault(request, name, fault, context);
    return { ...reply, headers: { ...gatewayHeaders(request, context), ...reply.headers } };
  };
}

async function admit(
  request: MockRequest,
  context: MockContext,
  product: Product,
  counters: GatewayCounters,
): Promise<Admission<Reply>> {
  const token = accessTokenFor(request.headers.authorization, context);
  if (!token.ok) return { reply: unauthorized(), ...refusedToken(token, context) };
  const { client, scopes, record } = token;
  const role = scopes.find((scope) => product.names.includes(scope.service));
  if (role === undefined) {
    const reply = context.settings.values.notEntitledStatus === 401 ? unauthorized() : forbidden();
    return { reply, record, refusal: missingRole(token, product.names, context) };
  }
  const policy = evaluateAccessPolicy(client.accessPolicy, context.now());
  if (!policy.allows(role.service)) return { reply: forbidden(), record, refusal: blocked(policy) };

  const who = product.ratesPer === 'address' ? (request.remoteAddress ?? '') : client.id;
  if (context.settings.values.rateLimits) {
    const breach = counters.rates.count(product, request.method, who, context.now());
    if (breach !== undefined) return { reply: tooManyRequests(product, breach), record, refusal: tooMany(breach) };
  }
  const mayPass = role.access === 'full' || context.sandbox.reads(request.method, request.path);
  const served = mayPass ? await serve(request, context, product, client.id) : refuseWriting(request, context, product);
  const reply = {
    ...served,
    headers: {
      'x-transaction-id': uuid(context.randomBytes),
      ...product.headers,
      ...counters.quotas.headers(product, who, context.now()),
      ...served.headers,
    },
  };
  return mayPass ? { reply, record } : { reply, record, refusal: onlyReads(token, product.names, context) };
}

async function serve(request: MockRequest, context: MockContext, product: Product, clientId: string): Promise<Reply> {
  if (!product.simulated) return gatewayRefusal(404, `not simulated: this mock does not play ${product.names[0]}`);
  const answer = context.sandbox.answer({
    method: request.method,
    path: request.path,
    query: request.query,
    body: await readBody(request),
    now: Math.floor(context.now() / 1000),
    clientId,
  });
  return answer === undefined ? gatewayRefusal(404, 'not found') : toReply(answer, product);
}

/** A read-only role is refused by the service that knows what it may, in the service's own words. */
function refuseWriting({ method, path }: MockRequest, context: MockContext, product: Product): Reply {
  const answer = product.simulated ? context.sandbox.readOnly(method, path) : undefined;
  return answer === undefined ? forbidden() : toReply(answer, product);
}

/**
 * The body as JSON, as text where it is none: some paths take raw text under a JSON content type. A GET may
 * bring one too (the official Python SDK sends `{}`), which means nothing.
 *
 * @throws HttpError 413
 */
async function readBody(request: MockRequest): Promise<unknown> {
  try {
    return await request.json();
  } catch (error) {
    if (error instanceof HttpError && error.status === 400) return (await request.body()).toString('utf8');
    throw error;
  }
}

function toReply({ status, body, text, headers = {} }: SandboxAnswer, { contentType }: Product): Reply {
  if (text !== undefined) return { status, headers: { 'content-type': 'text/plain', ...headers }, body: text };
  if (body === undefined) return { status, headers };
  return { status, headers: { 'content-type': contentType, ...headers }, body: JSON.stringify(body) };
}
