import { WorkbenchError } from '../errors.js';
import { OAuthError } from './errors.js';
import { explainOAuthError, explainTokenStatus } from './explain.js';
import { type HttpAnswer, isRedirect } from './http.js';
import { safeText } from './redact.js';
import { retryAfterMs } from './retry.js';

export interface AccessToken {
  accessToken: string;
  tokenType: string;
  /** Seconds, as the server said; 0 where neither it nor the token tells. */
  expiresIn: number;
  /** Epoch seconds by the local clock. */
  expiresAt: number;
  /** The exchange's id at the mock. */
  exchangeId?: string;
}

interface AnswerContext {
  url: URL;
  /** What was sent and must not come back in a message. */
  credentials: readonly string[];
  nowMs: number;
}

/** RFC 6749 appendix A.12 with the blank left out, which no header can carry here. */
const tokenCharacters = /^[\x21-\x7e]{1,65536}$/;

/**
 * The access token in a token endpoint's answer (RFC 6749 §5.1).
 *
 * @throws OAuthError where the answer has an `error`; WorkbenchError `token-answer-…` otherwise
 */
export function answeredToken(answer: HttpAnswer, context: AnswerContext): AccessToken {
  if (isRedirect(answer)) throw redirected(answer, context);
  const body = parsedObject(answer.body);
  const exchangeId = exchangeIdOf(answer.headers);
  if (answer.status !== 200) throw refusal(answer, body, context, exchangeId);
  if (body === undefined) throw notJson(answer, context);

  const accessToken = body.access_token;
  if (typeof accessToken !== 'string' || !tokenCharacters.test(accessToken)) {
    // Some intermediaries turn a refusal into a 200; its `error` still says what happened.
    if (typeof body.error === 'string') throw refusal(answer, body, context, exchangeId);
    throw new WorkbenchError(
      'token-answer-without-token',
      `${context.url.host} answered 200 without an access token.`,
      {
        hint: 'Check the address of the token endpoint: its path is /oauth2/v1/token.',
      },
    );
  }
  const tokenType = body.token_type ?? 'Bearer';
  if (typeof tokenType !== 'string' || tokenType.toLowerCase() !== 'bearer') {
    throw new WorkbenchError('token-answer-type', `${context.url.host} issued a token that is no Bearer token.`, {
      hint: 'OneAPI takes Bearer tokens alone; check the address of the token endpoint.',
    });
  }
  const nowSeconds = Math.floor(context.nowMs / 1000);
  const expiresIn = secondsOf(body.expires_in) ?? secondsUntilExp(accessToken, nowSeconds) ?? 0;
  return {
    accessToken,
    tokenType: 'Bearer',
    expiresIn,
    expiresAt: nowSeconds + expiresIn,
    ...(exchangeId === undefined ? {} : { exchangeId }),
  };
}

function refusal(
  answer: HttpAnswer,
  body: Record<string, unknown> | undefined,
  context: AnswerContext,
  exchangeId: string | undefined,
): WorkbenchError {
  const { status } = answer;
  const wait = status === 429 || status === 503 ? retryAfterMs(answer, context.nowMs) : undefined;
  const patience = wait === undefined ? '' : ` The server asks to wait ${Math.ceil(wait / 1000)} s.`;
  const error = body?.error;
  if (typeof error === 'string' && /^[\x20-\x7e]{1,80}$/.test(error)) {
    const description = body?.error_description;
    const said = typeof description === 'string' ? safeText(description, context.credentials) : '';
    return new OAuthError({
      error: safeText(error, context.credentials),
      errorDescription: said === '' ? undefined : said,
      status,
      exchangeId,
      hint: (explainOAuthError(error)?.remedy ?? explainTokenStatus(status).remedy) + patience,
    });
  }
  if (body === undefined && looksLikeHtml(answer)) return notJson(answer, context);
  const explained = explainTokenStatus(status);
  const detail = body?.detail ?? body?.message ?? body?.error_description;
  const said = typeof detail === 'string' ? ` It said: ${safeText(detail, context.credentials)}` : '';
  return new WorkbenchError(
    `token-answer-${status}`,
    `${context.url.host} answered the token request with HTTP ${status}. ${explained.explanation}${said}`,
    { hint: explained.remedy + patience },
  );
}

function notJson(answer: HttpAnswer, { url, credentials }: AnswerContext): WorkbenchError {
  if (looksLikeHtml(answer)) {
    const title = /<title[^>]{0,100}>([^<]{1,200})/i.exec(answer.body.slice(0, 16_384))?.[1];
    return new WorkbenchError(
      'token-answer-html',
      title === undefined
        ? `${url.host} answered the token request with a web page (HTTP ${answer.status}).`
        : `${url.host} answered the token request with a web page titled "${safeText(title, credentials, 80)}" (HTTP ${answer.status}).`,
      {
        hint: 'A proxy that intercepts TLS or wants a sign-in answers so, or the address is that of a portal. Check the proxy, the vanity domain and the path /oauth2/v1/token.',
      },
    );
  }
  const kind = safeText(answer.headers.get('content-type') ?? 'no content type', credentials, 60);
  return new WorkbenchError('token-answer-not-json', `${url.host} answered the token request with no JSON (${kind}).`, {
    hint: 'Check the address of the token endpoint, and for a proxy in between.',
  });
}

function redirected(answer: HttpAnswer, { url, credentials }: AnswerContext): WorkbenchError {
  const location = answer.headers.get('location');
  const target = location !== null && URL.canParse(location, url.href) ? new URL(location, url.href).host : undefined;
  const explained = explainTokenStatus(answer.status);
  return new WorkbenchError(
    'token-answer-redirect',
    target === undefined
      ? `${url.host} redirected the token request. A credential is not sent there.`
      : `${url.host} redirected the token request to ${safeText(target, credentials, 80)}. A credential is not sent there.`,
    { hint: explained.remedy },
  );
}

function looksLikeHtml(answer: HttpAnswer): boolean {
  return (
    /\bhtml\b/i.test(answer.headers.get('content-type') ?? '') ||
    /^\s{0,100}<(?:!doctype|html|head|body)/i.test(answer.body.slice(0, 400))
  );
}

function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds as a number or, from older servers, as text of digits. */
function secondsOf(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d{1,10}$/.test(value.trim()) ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? Math.floor(seconds) : undefined;
}

function secondsUntilExp(token: string, nowSeconds: number): number | undefined {
  const payload = parsedObject(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const exp = secondsOf(payload?.exp);
  return exp === undefined ? undefined : Math.max(0, exp - nowSeconds);
}

function exchangeIdOf(headers: Headers): string | undefined {
  const id = headers.get('x-mock-exchange-id');
  return id !== null && /^[\w-]{1,100}$/.test(id) ? id : undefined;
}
