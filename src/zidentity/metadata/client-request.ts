import type { ClientRequest } from '../authenticate/authenticate-client.js';
import type { Refusal } from '../authenticate/refusals.js';
import { HttpError } from '../http/http-error.js';
import type { Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { LIMITS } from '../limits.js';

/** What the client authentication looks at of a request to one of the OAuth endpoints. */
export async function clientRequestOf(request: MockRequest): Promise<ClientRequest> {
  return {
    body: await boundedBody(request),
    contentType: request.headers['content-type'],
    query: request.query,
    authorization: authorizationHeaders(request),
    origin: request.origin,
  };
}

async function boundedBody(request: MockRequest): Promise<Buffer | undefined> {
  try {
    return await request.body(LIMITS.formBytes);
  } catch (error) {
    if (error instanceof HttpError && error.status === 413) return undefined;
    throw error;
  }
}

/** Node keeps the first of repeated Authorization headers and drops the rest; here each counts. */
function authorizationHeaders({ headers, rawHeaders }: MockRequest): string[] {
  if (headers.authorization === undefined) return [];
  const values: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'authorization') values.push(rawHeaders[at + 1] ?? '');
  }
  return values;
}

/** RFC 6749 §5.2: 401 with a challenge where the client failed to authenticate with HTTP Basic, else 400. */
export function refusalReply(
  refusal: Refusal,
  request: MockRequest,
  headers: Record<string, string | string[]>,
): Reply {
  const body = JSON.stringify({ error: refusal.error, error_description: refusal.description });
  if (refusal.reason === 'body-too-large') return { status: 413, headers: { ...headers, connection: 'close' }, body };
  const usedBasic = /^basic\b/i.test(request.headers.authorization ?? '');
  if (refusal.error !== 'invalid_client' || !usedBasic) return { status: 400, headers, body };
  return { status: 401, headers: { ...headers, 'www-authenticate': 'Basic realm="ZIdentity", charset="UTF-8"' }, body };
}
