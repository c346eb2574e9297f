import { WorkbenchError } from '../errors.js';
import { type ClientAuth, checkClientAuth, clientAuthFields } from './client-auth.js';
import { type HttpIo, type HttpRequest, isLoopback } from './http.js';
import { type RetryPolicy, sendWithRetries } from './retry.js';
import { oneApiAudience } from './standard-values.js';
import { type AccessToken, answeredToken } from './token-answer.js';
import { type ExchangeStep, TokenRequestTrace } from './token-steps.js';

export type { ClientAuth } from './client-auth.js';
export type { AccessToken } from './token-answer.js';
export type { ExchangeStep } from './token-steps.js';

export interface TokenRequest {
  tokenEndpoint: string;
  clientId: string;
  auth: ClientAuth;
  /** The `audience` field; `https://api.zscaler.com` where undefined, not sent where null. */
  audience?: string | null | undefined;
  /** Lets a credential go over plain HTTP to another computer, e.g. a mock in a container. */
  allowHttp?: boolean | undefined;
}

export interface TokenIo extends HttpIo {
  retry?: RetryPolicy | undefined;
  /** Told of each step as it ends, in the form of the mock's exchanges. */
  onStep?: ((step: ExchangeStep) => void) | undefined;
}

/** Bytes of an answer; a real one has about 2,000. */
const maxAnswerBytes = 256 * 1024;

/**
 * Asks a token endpoint for an access token with the client credentials grant (RFC 6749 §4.4), with
 * the fields that ZIdentity's documentation names. No error holds the credential.
 *
 * @throws OAuthError where the server refused; NetworkError; CancelledError; WorkbenchError with
 * `token-endpoint-invalid`, `token-endpoint-insecure`, `token-request-invalid` or `token-answer-…`
 */
export async function requestToken(request: TokenRequest, io: TokenIo = {}): Promise<AccessToken> {
  const url = checkedEndpoint(request);
  checkClientAuth(request.clientId, request.auth);
  const now = io.now ?? Date.now;
  const trace = new TokenRequestTrace(url, request.auth.method, io.onStep ?? (() => {}));
  const credentials: string[] = [];
  const next = async () => {
    const message = await tokenMessage(url, request);
    credentials.push(...message.credentials);
    return message.request;
  };
  try {
    const answer = await sendWithRetries(next, io, {
      policy: io.retry,
      mayResend: request.auth.method !== 'private_key_jwt' || typeof request.auth.assertion === 'function',
      onRetry: (retry) => trace.retried(retry),
    });
    trace.answered(answer);
    const token = answeredToken(answer, { url, credentials, nowMs: now() });
    trace.received(token);
    return token;
  } catch (error) {
    trace.failed(error);
    throw error;
  }
}

/** The request as it goes over the wire, and all that must not appear in a message. */
async function tokenMessage(
  url: URL,
  { clientId, auth, audience }: TokenRequest,
): Promise<{ request: HttpRequest; credentials: string[] }> {
  const { fields, authorization, credentials } = await clientAuthFields(clientId, auth);
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...fields });
  if (audience !== null) form.set('audience', audience ?? oneApiAudience);
  return {
    request: {
      method: 'POST',
      url: url.href,
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: form.toString(),
      what: 'The token request',
      maxBytes: maxAnswerBytes,
    },
    credentials,
  };
}

function checkedEndpoint({ tokenEndpoint, allowHttp }: TokenRequest): URL {
  const url = URL.canParse(tokenEndpoint) ? new URL(tokenEndpoint) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== '' ||
    url.password !== '' ||
    url.hash !== ''
  ) {
    throw new WorkbenchError('token-endpoint-invalid', 'The token endpoint is not a usable URL.', {
      hint: 'It looks like https://acme.zslogin.net/oauth2/v1/token, without user, password and fragment.',
    });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && allowHttp !== true) {
    throw new WorkbenchError('token-endpoint-insecure', `A credential must not go to ${url.host} over plain HTTP.`, {
      hint: 'Use https:. Plain HTTP is allowed for the mock on this computer (localhost, 127.0.0.1) alone.',
    });
  }
  return url;
}
