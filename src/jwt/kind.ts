/** What a token was made for, as far as its claims tell. */
export type TokenKind = 'access-token' | 'client-assertion' | 'jwt';

/** RFC 7523 §3: in a client assertion, `iss` and `sub` both are the client id. */
export function tokenKind(payload: Readonly<Record<string, unknown>>): TokenKind {
  if (Array.isArray(payload['service-info']) || payload.client_id !== undefined) return 'access-token';
  const { iss, sub } = payload;
  if (typeof iss === 'string' && iss === sub && !/^https?:/i.test(iss)) return 'client-assertion';
  return 'jwt';
}
