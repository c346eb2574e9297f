import type { Reply } from '../http/reply.js';

/**
 * The gateway's own answer where it lets a request not through to a service. The four fields and their
 * line breaks are those of recorded live answers of 401; for other statuses they are a guess.
 */
export function gatewayRefusal(status: number, detail: string, headers: Record<string, string> = {}): Reply {
  const body = `{\n "detail": ${JSON.stringify(detail)},\n "type": "",\n "title": "",\n "status": ""\n}`;
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** For a token that is missing, invalid, expired or revoked: the gateway does not say which. */
export function unauthorized(): Reply {
  return gatewayRefusal(401, 'unauthorized', { 'x-oneapi-api-category': 'public' });
}

/** For a client that may not do what it asks for. */
export function forbidden(): Reply {
  return gatewayRefusal(403, 'forbidden', { 'x-oneapi-api-category': 'public' });
}
