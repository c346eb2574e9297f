import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import { json, noContent, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import type { TokenStatus } from '../model.js';
import { type TokenQuery, type TokenRecord, tokenStatus } from '../state/token-store.js';
import { signAccessToken } from '../token/access-token.js';
import { listEnvelope } from './list-envelope.js';
import { readPage, readQuery, wholeNumber } from './query.js';

const nowSecondsOf = (context: MockContext) => Math.floor(context.now() / 1000);
const lastSecond = 0xffff_ffff;

function shown({ jti, clientId, clientName, issuedAt, expiresAt, revokedAt, scopeIds }: TokenRecord, now: number) {
  const status = tokenStatus({ jti, clientId, clientName, issuedAt, expiresAt, revokedAt, scopeIds }, now);
  return { jti, clientId, clientName, issuedAt, expiresAt, status };
}

function readStatus(text: string | undefined): TokenStatus | undefined {
  const status = text?.toUpperCase();
  if (status === undefined || status === 'ACTIVE' || status === 'REVOKED' || status === 'EXPIRED') return status;
  throw new HttpError(400, 'status must be ACTIVE, REVOKED or EXPIRED.');
}

/**
 * `GET /tokens`: issued tokens, the one issued last first. `search`, beside the filters, finds those whose client's name
 * or id holds the text, or whose jti begins with it.
 */
export function listTokens(request: MockRequest, context: MockContext): Reply {
  const get = readQuery(request.query);
  const page = readPage(get);
  const nowSeconds = nowSecondsOf(context);
  const query: TokenQuery = { ...page, nowSeconds };
  const status = readStatus(get('status'));
  if (status !== undefined) query.status = status;
  const clientId = get('clientId');
  if (clientId !== undefined) query.clientId = clientId;
  const search = get('search');
  if (search !== undefined) query.search = search;
  for (const name of ['issuedFrom', 'issuedTo', 'expiresFrom', 'expiresTo'] as const) {
    const seconds = wholeNumber(get(name), name, 0, lastSecond);
    if (seconds !== undefined) query[name] = seconds;
  }
  const { total, records } = context.tokens.list(query);
  return json(
    200,
    listEnvelope(
      request,
      page,
      total,
      records.map((record) => shown(record, nowSeconds)),
    ),
  );
}

function unknownToken(): HttpError {
  return new HttpError(404, 'No token with this jti was issued, or it is forgotten.');
}

/** `GET /tokens/{jti}`: one token; with the JWT, signed again, while it is active. */
export async function getToken(request: MockRequest, context: MockContext): Promise<Reply> {
  const record = context.tokens.get(request.params.jti ?? '');
  if (record === undefined) throw unknownToken();
  const token = shown(record, nowSecondsOf(context));
  const key = context.keys.byKid(record.profile.kid);
  if (token.status !== 'ACTIVE' || key === undefined) return json(200, token);
  const jwt = await signAccessToken(record.profile, record.jti, record.issuedAt, record.expiresAt, key);
  return json(200, { ...token, jwt }, { 'cache-control': 'no-store' });
}

/** `POST /tokens/{jti}/revoke`. */
export async function revokeToken(request: MockRequest, context: MockContext): Promise<Reply> {
  const outcome = await context.tokens.revoke(request.params.jti ?? '', nowSecondsOf(context));
  if (outcome === 'not-found') throw unknownToken();
  if (outcome === 'not-active') throw new HttpError(409, 'The token is not active: it was revoked or has expired.');
  return noContent();
}
