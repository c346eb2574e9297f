import { WorkbenchError } from '../../errors.js';
import { type ParsedJwks, parseJwks } from '../../keys/jwks.js';
import type { Fault } from '../control/faults.js';
import { LIMITS } from '../limits.js';
import { jwksUrlProblem } from '../tenant/jwks-url.js';
import type { JwksProblem, JwksResult } from './jwks-problems.js';

export interface JwksFetchOptions {
  fetch: typeof fetch;
  /** Milliseconds since the epoch by the machine's clock. */
  now: () => number;
  /** What the web server is made to answer instead. */
  fault?: Fault | undefined;
  /** Milliseconds; `LIMITS.jwksFetchMs` where absent. */
  timeoutMs?: number;
}

type Failure = Extract<JwksResult, { ok: false }>;

class JwksFailure extends Error {
  readonly failure: Failure;
  constructor(problem: JwksProblem, detail: string) {
    super(detail);
    this.failure = { ok: false, problem, detail };
  }
}

/** Fetches a client's JWKS within bounded time, size and redirects. Never rejects. */
export async function fetchJwks(url: string, options: JwksFetchOptions): Promise<JwksResult> {
  const timeoutMs = options.timeoutMs ?? LIMITS.jwksFetchMs;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const text = await (options.fault === undefined
      ? fetchText(url, options.fetch, signal)
      : faultyText(options.fault, () => fetchText(url, options.fetch, signal), signal));
    return { ok: true, jwks: readSet(text), fetchedAt: options.now(), fresh: true };
  } catch (error) {
    if (error instanceof JwksFailure) return error.failure;
    if (signal.aborted) return timedOut(timeoutMs);
    return unreachable(error);
  }
}

function timedOut(timeoutMs: number): Failure {
  return { ok: false, problem: 'jwks-timeout', detail: `No complete answer within ${timeoutMs / 1000} s.` };
}

/** What Node says of a connection that failed stands in the cause of fetch's own error. */
function unreachable(error: unknown): Failure {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = String((cause as { code?: unknown } | null)?.code ?? '');
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|^ERR_(TLS|SSL)/.test(code)) {
    return {
      ok: false,
      problem: 'jwks-tls-not-trusted',
      detail: `The web server's certificate is not trusted (${code}).`,
    };
  }
  // Ports of other protocols, e.g. 6000, are never fetched from (Fetch standard, "port blocking").
  const badPort = cause instanceof Error && cause.message === 'bad port';
  const what = /^[A-Z][A-Z0-9_]*$/.test(code) ? code : badPort ? 'bad port: choose another one' : 'connection failed';
  return { ok: false, problem: 'jwks-unreachable', detail: `The web server cannot be reached (${what}).` };
}

async function fetchText(start: string, fetcher: typeof fetch, signal: AbortSignal): Promise<string> {
  let url = start;
  for (let redirects = 0; redirects <= LIMITS.jwksRedirects; redirects += 1) {
    const problem = jwksUrlProblem(url);
    if (problem !== undefined) throw new JwksFailure('jwks-url-not-allowed', `The JWKS URL ${problem}.`);
    const response = await fetcher(url, {
      redirect: 'manual',
      signal,
      headers: { accept: 'application/jwk-set+json, application/json' },
    });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && response.status !== 304 && location !== null) {
      await response.body?.cancel();
      const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
      if (target?.origin !== new URL(url).origin) {
        throw new JwksFailure(
          'jwks-redirect',
          `It answers ${response.status} and leads to ${target === undefined ? 'no URL' : `another origin, ${target.origin}`}.`,
        );
      }
      url = target.href;
      continue;
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new JwksFailure('jwks-status', `It answers with status ${response.status}.`);
    }
    return readBounded(response);
  }
  throw new JwksFailure('jwks-redirect', `It redirects more than ${LIMITS.jwksRedirects} times.`);
}

async function readBounded(response: Response): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    // Leaving the loop cancels the rest of the answer.
    if (size > LIMITS.jwksBytes)
      throw new JwksFailure('jwks-too-large', `It is larger than ${LIMITS.jwksBytes} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The answer that an injected fault gives in place of the web server's. */
async function faultyText(fault: Fault, real: () => Promise<string>, signal: AbortSignal): Promise<string> {
  if (fault.delayMs !== undefined) await waitFor(fault.delayMs, signal);
  if (fault.break === 'reset') throw new JwksFailure('jwks-unreachable', 'The connection was reset (injected fault).');
  const status = fault.status ?? 200;
  if (status !== 200) throw new JwksFailure('jwks-status', `It answers with status ${status} (injected fault).`);
  const text =
    fault.body === undefined ? await real() : typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body);
  return fault.break === 'truncate' ? text.slice(0, text.length >> 1) : text;
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function readSet(text: string): ParsedJwks {
  try {
    const jwks = parseJwks(text);
    if (jwks.keys.length + jwks.skipped.length > 0) return jwks;
  } catch (error) {
    if (error instanceof WorkbenchError) throw new JwksFailure('jwks-malformed', error.message);
    throw error;
  }
  throw new JwksFailure('jwks-empty', 'Its array "keys" holds no key.');
}
