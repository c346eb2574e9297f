import type { MockContext } from '../context.js';
import type { ApiClient } from '../model.js';
import type { GrantedScope, TokenRecord } from '../state/token-store.js';

export type AccessTokenProblem =
  | 'token-missing'
  | 'token-malformed'
  | 'token-signature'
  | 'token-unknown'
  | 'token-revoked'
  | 'token-expired'
  | 'client-gone'
  | 'client-disabled';

/** Who calls with an access token, or why the token does not count. */
export type AccessTokenResult =
  | {
      ok: true;
      record: TokenRecord;
      client: Readonly<ApiClient>;
      /** As when the token was issued. */
      scopes: readonly GrantedScope[];
    }
  | {
      ok: false;
      reason: AccessTokenProblem;
      detail: string;
      /** Where this mock remembers the token. */
      record?: TokenRecord;
    };

const details: Record<AccessTokenProblem, string> = {
  'token-missing': 'There is no Authorization header with a bearer token.',
  'token-malformed': 'The bearer token is not a JWT of this mock.',
  'token-signature': 'No signing key of this mock made the signature.',
  'token-unknown': 'This mock remembers no token with this jti: it was reset, or the token is of another one.',
  'token-revoked': 'The token was revoked.',
  'token-expired': 'The token has expired.',
  'client-gone': 'The API client of the token was deleted.',
  'client-disabled': 'The API client of the token is disabled.',
};

/** Judges the access token in an `Authorization` header, for the gateway and the admin API. */
export function accessTokenFor(authorization: string | undefined, context: MockContext): AccessTokenResult {
  const token = /^bearer +([^ ]+) *$/i.exec(authorization ?? '')?.[1];
  return token === undefined ? refused('token-missing') : judgeAccessToken(token, context);
}

/** Judges an access token. Signature first, then what is remembered of it: revocation, expiry, its client. */
export function judgeAccessToken(token: string, context: MockContext): AccessTokenResult {
  const result = context.verifier.jtiOf(token);
  if ('problem' in result) return refused(result.problem);
  const record = context.tokens.get(result.jti);
  if (record === undefined) return refused('token-unknown');
  if (record.revokedAt !== 0) return refused('token-revoked', record);
  if (record.expiresAt <= Math.floor(context.now() / 1000)) return refused('token-expired', record);
  const client = context.store.client(record.clientId);
  if (client === undefined) return refused('client-gone', record);
  if (!client.enabled) return refused('client-disabled', record);
  return { ok: true, record, client, scopes: record.profile.scopes };
}

function refused(reason: AccessTokenProblem, record?: TokenRecord): AccessTokenResult {
  return { ok: false, reason, detail: details[reason], ...(record === undefined ? {} : { record }) };
}
