import { evaluateAccessPolicy } from '../authenticate/access-policy.js';
import type { MockContext } from '../context.js';
import { blocked, missingRole, onlyReads, type Ruling, refusedToken } from '../gateway/explain-refusal.js';
import { HttpError } from '../http/http-error.js';
import type { MockRequest } from '../http/request.js';
import type { Handler } from '../http/router.js';
import type { TokenRecord } from '../state/token-store.js';
import { accessTokenFor } from '../token/access-token-for.js';

/** As roles name the admin API. */
export const ZIAM = 'ZIAM';

/** An access token that lacks the right to a request, with what the gateway notes of it. */
export class AccessRefused extends HttpError {
  readonly ruling: Ruling;
  constructor(status: number, message: string, ruling: Ruling, headers?: Record<string, string>) {
    super(status, message, headers);
    this.ruling = ruling;
  }
}

/**
 * Lets a request of the admin API pass: an access token whose client has a role for ZIAM (a reading one
 * reads, a writing one also writes), or the mock's admin token.
 *
 * @returns the record of the access token; undefined for the admin token
 * @throws AccessRefused 401, 403
 */
export function authorise(request: MockRequest, context: MockContext): TokenRecord | undefined {
  const { authorization } = request.headers;
  if (context.adminToken.matches(authorization)) return undefined;
  const token = accessTokenFor(authorization, context);
  if (!token.ok) {
    throw new AccessRefused(401, token.detail, refusedToken(token, context), { 'www-authenticate': 'Bearer' });
  }
  const { record } = token;
  const role = token.scopes.find((scope) => scope.service === ZIAM);
  if (role === undefined) {
    throw new AccessRefused(
      403,
      `The API client has no role for ${ZIAM}. Select one under Resources and get a new token.`,
      { record, refusal: missingRole(token, [ZIAM], context) },
    );
  }
  const policy = evaluateAccessPolicy(token.client.accessPolicy, context.now());
  if (!policy.allows(ZIAM)) {
    throw new AccessRefused(403, `The access policy of the API client blocks ${ZIAM}.`, {
      record,
      refusal: blocked(policy),
    });
  }
  if (request.method !== 'GET' && role.access !== 'full') {
    throw new AccessRefused(403, `The role ${role.role} only reads. ${request.method} needs a role like Super Admin.`, {
      record,
      refusal: onlyReads(token, [ZIAM], context),
    });
  }
  return record;
}

/** The handler behind the check. */
export function authorised(handler: Handler): Handler {
  return (request, context) => {
    authorise(request, context);
    return handler(request, context);
  };
}
