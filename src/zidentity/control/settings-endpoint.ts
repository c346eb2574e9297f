import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import { json, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';

/** `GET /settings`: how the mock answers where the real service is not known. */
export function getSettings(_request: MockRequest, context: MockContext): Reply {
  return json(200, context.settings.values);
}

/** `PUT /settings`: some or all of them; what is left out stays. */
export async function putSettings(request: MockRequest, context: MockContext): Promise<Reply> {
  const problem = context.settings.update(await request.json());
  if (problem !== undefined) throw new HttpError(400, problem);
  return getSettings(request, context);
}
