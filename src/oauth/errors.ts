import { WorkbenchError } from '../errors.js';

/**
 * The authorization server refused a token request with an error answer of RFC 6749 §5.2.
 * `code` is `oauth-` and the error's name in kebab-case, e.g. `oauth-invalid-client`.
 */
export class OAuthError extends WorkbenchError {
  override readonly name: string = 'OAuthError';
  /** The answer's `error`, e.g. `invalid_client`. */
  readonly error: string;
  /** The answer's `error_description`, bounded, without control characters and credentials. */
  readonly errorDescription: string | undefined;
  /** HTTP status. */
  readonly status: number;
  /** The exchange's id at the mock, which knows every step that was taken. */
  readonly exchangeId: string | undefined;

  constructor(options: {
    error: string;
    errorDescription?: string | undefined;
    status: number;
    exchangeId?: string | undefined;
    hint?: string | undefined;
    cause?: unknown;
  }) {
    const described = options.errorDescription === undefined ? '' : `: ${options.errorDescription}`;
    super(
      `oauth-${kebab(options.error)}`,
      `The authorization server refused the token request (HTTP ${options.status}, ${options.error})${described}`,
      { hint: options.hint, cause: options.cause },
    );
    this.error = options.error;
    this.errorDescription = options.errorDescription;
    this.status = options.status;
    this.exchangeId = options.exchangeId;
  }
}

/**
 * A server answered an API call with a status that means failure. `code` is given by the caller,
 * e.g. `admin-not-found`.
 */
export class HttpStatusError extends WorkbenchError {
  override readonly name: string = 'HttpStatusError';
  readonly status: number;

  constructor(code: string, message: string, options: { status: number; hint?: string | undefined; cause?: unknown }) {
    super(code, message, options);
    this.status = options.status;
  }
}

/** The person, or the program, gave up waiting. Commands stay silent about it. */
export class CancelledError extends WorkbenchError {
  override readonly name: string = 'CancelledError';

  constructor(what: string, cause?: unknown) {
    super('cancelled', `${what} was cancelled.`, { cause });
  }
}

function kebab(error: string): string {
  return error
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
}
