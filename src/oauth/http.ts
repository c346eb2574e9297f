import { WorkbenchError } from '../errors.js';
import { CancelledError } from './errors.js';
import { NetworkError, networkError, networkFailureOf } from './network-errors.js';

export type Fetch = typeof globalThis.fetch;

export { isLoopback } from './loopback.js';

/** What a request reaches for; everything has a default but the person's own cancel signal. */
export interface HttpIo {
  fetch?: Fetch | undefined;
  /** Cancels the request and any wait between two tries. */
  signal?: AbortSignal | undefined;
  /** Milliseconds until one try, with its answer's body, must be complete. */
  timeoutMs?: number | undefined;
  /** Calls `expire` after `ms` milliseconds unless the returned function is called before. */
  deadline?: ((ms: number, expire: () => void) => () => void) | undefined;
  /** Milliseconds since the epoch. */
  now?: (() => number) | undefined;
  /** Resolves after `ms` milliseconds, at once where `signal` is aborted. */
  sleep?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
}

export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** What is asked, for messages: `The token endpoint`. */
  what: string;
  /** Bytes of the answer's body that are read at most. */
  maxBytes: number;
  /** What happens to a longer answer: it is refused, or cut off (the default is `refuse`). */
  overflow?: 'refuse' | 'truncate';
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  body: string;
  /** The body was longer than `maxBytes` and is cut off. */
  truncated: boolean;
  /** Milliseconds from sending to the answer's end. */
  ms: number;
}

export const defaultTimeoutMs = 30_000;

/**
 * Sends one request and reads its answer, bounded in time and size. Redirects are never followed: a
 * credential must not go to a place that was not asked for.
 *
 * @throws CancelledError; NetworkError (`network-…`); WorkbenchError `answer-too-large`, `request-header-invalid`
 */
export async function sendRequest(request: HttpRequest, io: HttpIo): Promise<HttpAnswer> {
  const fetch = io.fetch ?? globalThis.fetch;
  const now = io.now ?? Date.now;
  const deadline = io.deadline ?? timerDeadline;
  const timeoutMs = io.timeoutMs ?? defaultTimeoutMs;
  const host = hostOf(request.url);
  checkHeaders(request.headers, request.what);
  if (io.signal?.aborted) throw new CancelledError(request.what, io.signal.reason);

  const controller = new AbortController();
  let expired = false;
  const cancel = () => controller.abort();
  io.signal?.addEventListener('abort', cancel, { once: true });
  const clearDeadline = deadline(timeoutMs, () => {
    expired = true;
    controller.abort();
  });
  const started = now();
  let answered = false;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: controller.signal,
    });
    answered = true;
    const { text, truncated } = await readBounded(response, request.maxBytes);
    if (truncated && request.overflow !== 'truncate') {
      throw new WorkbenchError(
        'answer-too-large',
        `${request.what} at ${0} answered more than ${request.maxBytes} bytes.`,
        {
          hint: 'Check the address: this is not the answer of ZIdentity or OneAPI.',
        },
      );
    }
    return { status: response.status, headers: response.headers, body: text, truncated, ms: now() - started };
  } catch (error) {
    if (io.signal?.aborted) throw new CancelledError(request.what, error);
    if (expired) {
      const failure = networkFailureOf(answered ? 'UND_ERR_BODY_TIMEOUT' : 'UND_ERR_HEADERS_TIMEOUT')!;
      throw new NetworkError({ ...failure, retryable: false }, host, { cause: error });
    }
    if (error instanceof WorkbenchError) throw error;
    const failure = networkError(error, host);
    throw answered ? cutShort(host, failure) : failure;
  } finally {
    clearDeadline();
    io.signal?.removeEventListener('abort', cancel);
  }
}

/** An answer that began and broke off must not be asked for again blindly: the server did its work. */
function cutShort(host: string, cause: NetworkError): NetworkError {
  return new NetworkError(
    {
      phase: 'answer',
      kind: 'cut-short',
      message: "{0}'s answer broke off.",
      hint: 'Try again. If it lasts, a firewall or proxy in between may cut the connection.',
      retryable: false,
    },
    host,
    { networkCode: cause.networkCode, cause },
  );
}

async function readBounded(response: Response, maxBytes: number): Promise<{ text: string; truncated: boolean }> {
  if (response.body === null) return { text: '', truncated: false };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), truncated: false };
    const left = maxBytes - bytes;
    if (value.byteLength > left) {
      text += decoder.decode(value.subarray(0, left));
      await reader.cancel().catch(() => undefined);
      return { text, truncated: true };
    }
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
}

/**
 * Refuses header values that fetch would refuse too, but with the value, often a credential, in its
 * message.
 *
 * @throws WorkbenchError `request-header-invalid`
 */
export function checkHeaders(headers: Readonly<Record<string, string>>, what: string): void {
  const name = Object.keys(headers).find((each) => !/^[\t\x20-\x7e]*$/.test(headers[each]!));
  if (name === undefined) return;
  throw new WorkbenchError(
    'request-header-invalid',
    `${what} cannot be sent: its ${name} header has a line break or odd character.`,
    {
      hint: 'A credential that was copied with its line break, or cut, is a frequent cause: copy it again.',
    },
  );
}

/** Host and port of a URL, for messages: never its path, query or user part. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the given address';
}

/** A redirect in any disguise; some fetch implementations hide its status. */
export function isRedirect(answer: HttpAnswer): boolean {
  return answer.status === 0 || (answer.status >= 300 && answer.status < 400 && answer.status !== 304);
}

function timerDeadline(ms: number, expire: () => void): () => void {
  const timer = setTimeout(expire, ms);
  return () => clearTimeout(timer);
}
