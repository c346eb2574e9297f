/** The three checks; each has a setting `oneapi.diagnostics.{check}` that turns it off. */
export type Check = 'expiredTokens' | 'secrets' | 'sdkMistakes';

export type Fix =
  /** Puts another text in place of the range. */
  | { kind: 'replace'; label: string; text: string }
  /** Asks for a new token of the same API client and puts it in place of the range. */
  | { kind: 'freshToken'; label: string }
  /** Stores the credential in SecretStorage and leaves a reference to it. */
  | { kind: 'move'; label: string }
  /** Writes the PEM block that begins at the range as PKCS#8. */
  | { kind: 'pkcs8'; label: string }
  /** Registers a new RSA key of the API client that the file names. */
  | { kind: 'replaceKey'; label: string };

/** Something in a document that a person should know. Offsets in UTF-16 code units. */
export interface Finding {
  check: Check;
  code: string;
  severity: 'error' | 'warning' | 'information';
  start: number;
  end: number;
  message: string;
  fixes: readonly Fix[];
}
