import type { Reply } from '../http/reply.js';
import type { Fault } from './faults.js';

/**
 * Answers under an injected fault. With a status or a body the fault answers in place of the service; without,
 * the service's own answer is delayed, given headers, or cut off. A reset never reaches the service.
 *
 * @param answer the service's own answer, asked for only where it is needed
 */
export async function replyWithFault(fault: Fault, answer: () => Promise<Reply> | Reply): Promise<Reply> {
  const reply = replacesAnswer(fault) ? replacement(fault) : await answer();
  return {
    ...reply,
    headers: { ...reply.headers, ...fault.headers },
    fault: { delayMs: fault.delayMs, break: fault.break },
  };
}

/** Whether the request never reaches the service. */
export function replacesAnswer(fault: Fault): boolean {
  return fault.status !== undefined || fault.body !== undefined || fault.break === 'reset';
}

/** Statuses whose answers have no body (RFC 9110 §6.4.1). */
const withoutBody = new Set([204, 205, 304]);

function replacement({ status = 200, body = '' }: Fault): Reply {
  if (withoutBody.has(status)) return { status };
  if (typeof body === 'string') return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
