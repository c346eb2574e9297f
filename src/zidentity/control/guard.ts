import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import type { MockRequest } from '../http/request.js';
import type { Handler } from '../http/router.js';

/** Everything under `/_mock/v1/` but the health check takes the admin token as bearer, and nothing else. */
export function guarded(handler: Handler): Handler {
  return (request, context) => {
    requireAdminToken(request, context);
    return handler(request, context);
  };
}

/** @throws HttpError 401 */
export function requireAdminToken(request: MockRequest, context: MockContext): void {
  if (context.adminToken.matches(request.headers.authorization)) return;
  throw new HttpError(
    401,
    'This needs the admin token that the mock was started with: Authorization: Bearer <adminToken>.',
    {
      'www-authenticate': 'Bearer realm="oneapi-mock"',
    },
  );
}
