/** The `error` of a refused request (RFC 6749 §5.2). */
export type OAuthErrorCode = 'invalid_request' | 'invalid_client' | 'unauthorized_client' | 'unsupported_grant_type';

export interface RefusalText {
  error: OAuthErrorCode;
  /** One sentence in the characters that `error_description` may have: no quotes, no backslash, ASCII alone. */
  sentence: string;
  hint: string;
}
