import type { MockContext } from '../context.js';
import { json, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { judgeAccessToken } from '../token/access-token-for.js';
import { noStore, readTokenQuestion } from './token-question.js';

/**
 * `POST /oauth2/v1/introspect` (RFC 7662). Mock only. Another client's token is as unknown as no token at all.
 */
export async function introspectEndpoint(request: MockRequest, context: MockContext): Promise<Reply> {
  const question = await readTokenQuestion(request, context);
  if (!question.ok) return question.reply;
  const judged = judgeAccessToken(question.token, context);
  if (!judged.ok || !question.mayKnow(judged.client.id)) return json(200, { active: false }, noStore);
  const { jti, clientId, issuedAt, expiresAt, profile } = judged.record;
  return json(
    200,
    {
      active: true,
      token_type: 'Bearer',
      client_id: clientId,
      sub: clientId,
      iss: profile.issuer,
      aud: profile.audience,
      iat: issuedAt,
      exp: expiresAt,
      jti,
      scp: profile.scopes.map((scope) => scope.name),
      'service-info': profile.scopes.map(({ service, role, orgName }) => ({ prd: service, rnm: role, tnt: orgName })),
    },
    noStore,
  );
}

/**
 * `POST /oauth2/v1/revoke` (RFC 7009). Mock only. Answers 200 whatever the token is; what is not the asker's stays.
 */
export async function revokeEndpoint(request: MockRequest, context: MockContext): Promise<Reply> {
  const question = await readTokenQuestion(request, context);
  if (!question.ok) return question.reply;
  const judged = judgeAccessToken(question.token, context);
  if (judged.ok && question.mayKnow(judged.client.id)) {
    await context.tokens.revoke(judged.record.jti, Math.floor(context.now() / 1000));
  }
  return { status: 200, headers: noStore };
}
