import * as v from 'valibot';
import { WorkbenchError } from '../errors.js';
import { CancelledError, HttpStatusError } from './errors.js';
import { type HttpAnswer, type HttpIo, hostOf, isRedirect } from './http.js';
import { safeText } from './redact.js';
import { type RetryPolicy, retryAfterMs, sendWithRetries } from './retry.js';

export interface AuthorizeOptions {
  /** The last token was refused. */
  renew: boolean;
  signal?: AbortSignal;
}

/** What tells one JSON API from another. */
export interface JsonApi {
  /** First part of the codes of its errors: `admin`, `mock`. */
  name: string;
  /** For messages: `The admin API`. */
  what: string;
  /** The bearer token. */
  authorize(options?: AuthorizeOptions): Promise<string>;
  /** What a status means here and how to mend it. */
  hints: Readonly<Record<number, string>>;
  io: HttpIo & { retry?: RetryPolicy | undefined };
}

/** Bytes of an answer. A page of 1,000 API clients with certificates has about 5 MB. */
const maxAnswerBytes = 32 * 1024 * 1024;

/**
 * One call with a bearer token, asked for anew once where it was refused. 2xx comes back as the
 * parsed JSON body, undefined where there is none.
 *
 * @throws HttpStatusError `{name}-…` for other answers; NetworkError; CancelledError
 */
export async function callJsonApi(
  api: JsonApi,
  call: { method: string; url: string; body?: unknown; signal?: AbortSignal | undefined },
): Promise<unknown> {
  const io = call.signal === undefined ? api.io : { ...api.io, signal: call.signal };
  let token = await authorized(api, false, call.signal);
  let { answer, mayHaveArrived } = await sendOnce(api, call, token, io);
  if (answer.status === 401) {
    const renewed = await authorized(api, true, call.signal);
    if (renewed !== token) {
      token = renewed;
      ({ answer, mayHaveArrived } = await sendOnce(api, call, token, io));
    }
  }
  // The first of two tries did it, and its answer was lost.
  if (answer.status === 404 && call.method === 'DELETE' && mayHaveArrived) return undefined;
  if (answer.status < 200 || answer.status > 299 || isRedirect(answer)) throw statusError(api, call.url, answer, token);
  if (answer.body.trim() === '') return undefined;
  try {
    return JSON.parse(answer.body);
  } catch {
    throw new WorkbenchError(
      `${api.name}-answer-not-json`,
      `${api.what} at ${hostOf(call.url)} answered with no JSON.`,
      {
        hint: 'Check the address, and for a proxy in between that answers in its place.',
      },
    );
  }
}

/** The bearer token; whoever cancels does not wait for it, even where it does not heed the signal. */
async function authorized(api: JsonApi, renew: boolean, signal: AbortSignal | undefined): Promise<string> {
  if (signal === undefined) return renew ? api.authorize({ renew }) : api.authorize();
  let cancel = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    cancel = () => reject(new CancelledError(api.what, signal.reason));
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
  });
  try {
    return await Promise.race([cancelled, api.authorize({ renew, signal })]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

async function sendOnce(
  api: JsonApi,
  call: { method: string; url: string; body?: unknown },
  token: string,
  io: JsonApi['io'],
): Promise<{ answer: HttpAnswer; mayHaveArrived: boolean }> {
  let mayHaveArrived = false;
  const answer = await sendWithRetries(
    () => ({
      method: call.method,
      url: call.url,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      what: api.what,
      maxBytes: maxAnswerBytes,
    }),
    io,
    // A POST that may have been carried out must not be carried out twice.
    {
      policy: io.retry,
      mayResend: call.method !== 'POST',
      onRetry: (retry) => {
        mayHaveArrived ||= retry.mayHaveArrived ?? false;
      },
    },
  );
  return { answer, mayHaveArrived };
}

/** Checks an answer's shape; the message names the path of the first fault. */
export function checkedAnswer<Schema extends v.GenericSchema>(
  api: Pick<JsonApi, 'name' | 'what'>,
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue) ?? 'the answer';
  throw new WorkbenchError(
    `${api.name}-answer-unexpected`,
    // What was expected, without the value that came: it may be a credential.
    issue.expected === null
      ? `${api.what} answered in an unexpected form: ${path} has a wrong value.`
      : `${api.what} answered in an unexpected form: ${path} should be ${issue.expected}.`,
    {
      hint: 'Check the address; if it is right, the service answers in a newer form than this version knows.',
    },
  );
}

const codes: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  413: 'too-large',
  421: 'wrong-host',
  429: 'too-many-requests',
};

function statusError(api: JsonApi, url: string, answer: HttpAnswer, token: string): HttpStatusError {
  const { status } = answer;
  const kind = isRedirect(answer) ? 'redirect' : (codes[status] ?? (status >= 500 ? 'server-error' : 'refused'));
  const wait = status === 429 || status === 503 ? retryAfterMs(answer, (api.io.now ?? Date.now)()) : undefined;
  const patience = wait === undefined ? '' : ` The server asks to wait ${Math.ceil(wait / 1000)} s.`;
  const said = detailOf(answer, token);
  const hint = `${api.hints[status] ?? generalHint(status, kind)}${patience}`;
  return new HttpStatusError(
    `${api.name}-${kind}`,
    said === ''
      ? `${api.what} at ${hostOf(url)} answered HTTP ${status}.`
      : `${api.what} at ${hostOf(url)} answered HTTP ${status}: ${said}.`,
    {
      status,
      hint,
    },
  );
}

function generalHint(status: number, kind: string): string {
  if (kind === 'redirect') return 'Check the address: a bearer token is not sent to another place.';
  if (status === 429) return 'Wait a moment, and ask less often.';
  if (status >= 500) return "Try again. If it lasts, look at the service's status page.";
  return 'Check what was sent against the message.';
}

/** `title: detail` of a problem answer; of other JSON answers what they call their message. */
function detailOf(answer: HttpAnswer, token: string): string {
  let body: unknown;
  try {
    body = JSON.parse(answer.body);
  } catch {
    return '';
  }
  if (typeof body !== 'object' || body === null) return '';
  const { title, detail, message, reason, error } = body as Record<string, unknown>;
  const said = [title, detail ?? message ?? reason ?? error].filter(
    (part): part is string => typeof part === 'string' && part.trim() !== '',
  );
  if (said.length === 0) return '';
  return safeText([...new Set(said)].join(': '), [token]).replace(/\.$/, '');
}
