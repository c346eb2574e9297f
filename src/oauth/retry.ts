import { CancelledError } from './errors.js';
import { type HttpAnswer, type HttpIo, type HttpRequest, sendRequest } from './http.js';
import { NetworkError } from './network-errors.js';

export interface RetryPolicy {
  /** Tries after the first one. */
  retries: number;
  /** A server that wants a longer pause than this gets no further try. Milliseconds. */
  maxPauseMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { retries: 2, maxPauseMs: 20_000 };

/** Why, and after which pause in milliseconds, a request is about to be sent again. */
export interface Retry {
  reason: string;
  pauseMs: number;
  /** The request may have been carried out: the connection ended where the answer should have come. */
  mayHaveArrived?: boolean;
}

/**
 * Sends a request, and again where the server asked for patience (429, 503) or closed the connection
 * before any answer. The last answer is returned whatever its status.
 *
 * @param next makes the request of each try, so that a client assertion need not be sent twice
 * @param options.mayResend whether a request that may have reached the server can be sent again
 */
export async function sendWithRetries(
  next: () => HttpRequest | Promise<HttpRequest>,
  io: HttpIo,
  options: { policy?: RetryPolicy | undefined; mayResend: boolean; onRetry?: ((retry: Retry) => void) | undefined },
): Promise<HttpAnswer> {
  const policy = options.policy ?? defaultRetryPolicy;
  for (let attempt = 0; ; attempt++) {
    const request = await next();
    let retry: Retry | undefined;
    try {
      const answer = await sendRequest(request, io);
      retry = attempt < policy.retries ? retryOfAnswer(answer, attempt, policy, io.now ?? Date.now) : undefined;
      if (retry === undefined) return answer;
    } catch (error) {
      const worth = error instanceof NetworkError && error.retryable && attempt < policy.retries;
      // A name or connection that failed never reached the server, so nothing can happen twice.
      if (!worth || (error.phase === 'answer' && !options.mayResend)) throw error;
      const mayHaveArrived = error.phase === 'answer';
      retry = { reason: error.message, pauseMs: backoffMs(attempt), ...(mayHaveArrived && { mayHaveArrived }) };
    }
    options.onRetry?.(retry);
    await pause(retry.pauseMs, io, request.what);
  }
}

function retryOfAnswer(answer: HttpAnswer, attempt: number, policy: RetryPolicy, now: () => number): Retry | undefined {
  if (answer.status !== 429 && answer.status !== 503) return undefined;
  const pauseMs = retryAfterMs(answer, now()) ?? backoffMs(attempt);
  return pauseMs > policy.maxPauseMs ? undefined : { reason: `HTTP ${answer.status}`, pauseMs };
}

function backoffMs(attempt: number): number {
  return 500 * 2 ** attempt;
}

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` in any form that Zscaler's services
 * use (`4`, ZPA's `4s`, ZIA's `1 seconds`) or as an HTTP date (RFC 9110 §10.2.3), else
 * `x-ratelimit-reset` in seconds, else the `Retry-After` that ZIA writes into its body.
 */
export function retryAfterMs(answer: { headers: Headers; body: string }, nowMs: number): number | undefined {
  return (
    parseRetryAfter(answer.headers.get('retry-after'), nowMs) ??
    parseRetryAfter(answer.headers.get('x-ratelimit-reset'), nowMs) ??
    parseRetryAfter(/"Retry-After"\s{0,8}:\s{0,8}"([^"]{1,40})"/i.exec(answer.body.slice(0, 4096))?.[1], nowMs)
  );
}

/** One `Retry-After` value in milliseconds; undefined where it says nothing understandable. */
export function parseRetryAfter(value: string | null | undefined, nowMs: number): number | undefined {
  const text = value?.trim().slice(0, 100);
  if (text === undefined || text === '') return undefined;
  const number = /^(\d{1,9}(?:\.\d{1,3})?)\s{0,4}(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?)?$/i.exec(text);
  if (number !== null) {
    const unit = (number[2] ?? 's').toLowerCase();
    const factor = unit.startsWith('ms') || unit.startsWith('milli') ? 1 : unit.startsWith('m') ? 60_000 : 1000;
    return Math.ceil(Number(number[1]) * factor);
  }
  // Date.parse takes much that is no HTTP date; each HTTP date begins with the day's name.
  const date = /^[a-z]{3,9},?\s/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/**
 * Waits `ms` milliseconds, or ends with CancelledError as soon as `io.signal` is aborted, also where
 * the given `sleep` does not heed its signal.
 */
export async function pause(ms: number, io: Pick<HttpIo, 'sleep' | 'signal'>, what: string): Promise<void> {
  const { signal, sleep = timerSleep } = io;
  let cancel = () => {};
  const cancelled = new Promise<void>((resolve) => {
    cancel = resolve;
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) resolve();
  });
  await Promise.race([sleep(ms, signal), cancelled]);
  signal?.removeEventListener('abort', cancel);
  if (signal?.aborted) throw new CancelledError(what, signal.reason);
}

async function timerSleep(ms: number, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
    if (signal?.aborted) done();
  });
}
