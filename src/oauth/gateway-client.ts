import { WorkbenchError } from '../errors.js';
import { explainGatewayAnswer, type GatewayExplanation } from './gateway-explain.js';
import { type HttpIo, isLoopback, sendRequest } from './http.js';

export interface ApiCall {
  /** Base of the gateway, e.g. `https://api.zsapi.net`. */
  api: string;
  accessToken: string;
  method: string;
  /** Path with its query, e.g. `/zia/api/v1/ruleLabels?page=1`. */
  path: string;
  /** Text is sent as it is, anything else as JSON. */
  body?: unknown;
  /** Further headers; `authorization` and `host` are not taken. */
  headers?: Record<string, string>;
  /** Lets the token go over plain HTTP to another computer, e.g. a mock in a container. */
  allowHttp?: boolean | undefined;
}

export interface ApiAnswer {
  status: number;
  /** Names in lower case; several of one name are joined with `, `. */
  headers: Record<string, string>;
  body: string;
  /** The body was too long and is cut off. */
  truncated: boolean;
  /** Milliseconds from sending to the answer's end. */
  ms: number;
  /** What a failure means, undefined for a success. */
  explanation?: GatewayExplanation;
}

/** Bytes of an answer that are read and shown at most. */
const maxBodyBytes = 8 * 1024 * 1024;

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * One call of a OneAPI resource. An answer of any status comes back, with an explanation where it is
 * a failure; nothing is retried, so that what is shown is what happened. Redirects are not followed.
 *
 * @throws WorkbenchError `api-call-…` for what must not be sent; NetworkError; CancelledError
 */
export async function callApi(call: ApiCall, io: HttpIo = {}): Promise<ApiAnswer> {
  const method = call.method.toUpperCase();
  if (!methods.has(method)) {
    throw invalid('method', 'This is not an HTTP method.', `Use one of ${[...methods].join(', ')}.`);
  }
  const url = apiUrl(call);
  const body = call.body === undefined || typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  if (body !== undefined && (method === 'GET' || method === 'HEAD')) {
    throw invalid('body', `${method} takes no body.`, 'Put filters into the query, or use another method.');
  }
  const answer = await sendRequest(
    {
      method,
      url: url.href,
      headers: { ...headersOf(call, body), authorization: `Bearer ${checkedToken(call.accessToken)}` },
      body,
      what: 'The API call',
      maxBytes: maxBodyBytes,
      overflow: 'truncate',
    },
    io,
  );
  const headers = Object.fromEntries(answer.headers);
  const explanation = explainGatewayAnswer({
    status: answer.status,
    headers: answer.headers,
    body: answer.body,
    path: url.pathname,
    method,
    accessToken: call.accessToken,
    nowMs: (io.now ?? Date.now)(),
  });
  return {
    status: answer.status,
    headers,
    body: answer.body,
    truncated: answer.truncated,
    ms: answer.ms,
    ...(explanation === undefined ? {} : { explanation }),
  };
}

/** The URL of a call, which stays below `api`. Throws WorkbenchError `api-call-path-invalid`. */
export function apiUrl({ api, path, allowHttp }: Pick<ApiCall, 'api' | 'path' | 'allowHttp'>): URL {
  const base = URL.canParse(api) ? new URL(api) : undefined;
  if (base === undefined || !/^https?:$/.test(base.protocol)) {
    throw invalid('api', 'The address of the API is not a URL.', 'It looks like https://api.zsapi.net.');
  }
  if (base.protocol === 'http:' && !isLoopback(base.hostname) && allowHttp !== true) {
    throw invalid('api', `An access token must not go to ${base.host} over plain HTTP.`, 'Use https:.');
  }
  checkPath(path);
  const url = new URL(base.origin + base.pathname.replace(/(?<!\/)\/+$/, '') + path);
  // The checks above leave no way out; this holds even where the URL parser knows one more.
  if (url.origin !== base.origin) throw invalid('path', 'The path leads to another host.', pathHint);
  return url;
}

const pathHint = 'Give the path alone, beginning with a slash, e.g. /zia/api/v1/ruleLabels.';

function checkPath(path: string): void {
  if (path.length > 8192) throw invalid('path', 'The path is too long.', pathHint);
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) throw invalid('path', 'This is a URL, not a path.', pathHint);
  if (!path.startsWith('/')) throw invalid('path', 'The path does not begin with a slash.', pathHint);
  if (path.startsWith('//')) throw invalid('path', 'The path begins with two slashes.', pathHint);
  if (path.includes('\\')) throw invalid('path', 'The path has a backslash in it.', pathHint);
  if (path.includes('#')) throw invalid('path', 'The path has a fragment, which is never sent.', pathHint);
  if (/[\p{Cc}\s]/u.test(path))
    throw invalid('path', 'The path has a space or control character in it.', 'Write %20 for a space.');
  const [pathname = ''] = path.split('?', 1);
  const segments = pathname.replaceAll(/%2e/gi, '.').split(/\/|%2f|%5c/i);
  if (segments.includes('..') || segments.includes('.')) {
    throw invalid('path', 'The path has a . or .. in it.', 'Write the path without going up.');
  }
}

function headersOf(call: ApiCall, body: string | undefined): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  for (const [name, value] of Object.entries(call.headers ?? {})) {
    const lower = name.toLowerCase();
    if (lower === 'authorization' || lower === 'host') continue;
    if (!/^[\w!#$%&'*+.^`|~-]{1,200}$/.test(name) || /[\r\n\0]/.test(value)) {
      throw invalid('header', 'A header is malformed.', 'A header is a name and one line of text.');
    }
    headers[lower] = value;
  }
  return headers;
}

/** A token with a line break or blank in it would be refused by fetch with the token in its message. */
function checkedToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw invalid(
    'token',
    token === '' ? 'There is no access token.' : 'The access token has a space, line break or odd character in it.',
    'Get a new token, or copy it again without the text around it.',
  );
}

function invalid(part: string, message: string, hint: string): WorkbenchError {
  return new WorkbenchError(`api-call-${part}-invalid`, message, { hint });
}
