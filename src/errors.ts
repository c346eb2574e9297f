/**
 * The one error class of the project: what went wrong, in words for the person who has to mend it.
 *
 * `code` is stable and may be matched on; `message` and `hint` are for people and may change.
 * Neither `message` nor `hint` may hold a secret, a private key, a client assertion or a token.
 */
export class WorkbenchError extends Error {
  override readonly name: string = 'WorkbenchError';
  readonly code: string;
  /** How to mend it, as an instruction. */
  readonly hint: string | undefined;

  constructor(code: string, message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
