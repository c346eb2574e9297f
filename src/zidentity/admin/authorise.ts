import { evaluateAccessPolicy } from '../authenticate/access-policy.js';
import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import type { MockRequest } from '../http/request.js';
import type { Handler } from '../http/router.js';
import { accessTokenFor } from '../token/access-token-for.js';

const product = 'ZIAM';

/**
 * Lets a request of the admin API pass: an access token whose client has a role for ZIAM (a reading one
 * reads, a writing one also writes), or the mock's admin token.
 *
 * @throws HttpError 401, 403
 */
export function authorise(request: MockRequest, context: MockContext): void {
  const { authorization } = request.headers;
  if (context.adminToken.matches(authorization)) return;
  const result = accessTokenFor(authorization, context);
  if (!result.ok) throw new HttpError(401, result.detail, { 'www-authenticate': 'Bearer' });
  const role = result.scopes.find((scope) => scope.service === product);
  if (role === undefined) {
    throw new HttpError(
      403,
      `The API client has no role for ${product}. Select one under Resources and get a new token.`,
    );
  }
  if (!evaluateAccessPolicy(result.client.accessPolicy, context.now()).allows(product)) {
    throw new HttpError(403, `The access policy of the API client blocks ${product}.`);
  }
  if (request.method !== 'GET' && role.access !== 'full') {
    throw new HttpError(403, `The role ${role.role} only reads. ${request.method} needs a role like Super Admin.`);
  }
}

/** The handler behind the check. */
export function authorised(handler: Handler): Handler {
  return (request, context) => {
    authorise(request, context);
    return handler(request, context);
  };
}
