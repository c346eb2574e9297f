import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import { json, noContent, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { LIMITS } from '../limits.js';
import { listEnvelope } from './list-envelope.js';
import { readPage, readQuery } from './query.js';

/** `GET /jwks`: what the mock's own JWKS host serves. */
export function listJwks(request: MockRequest, context: MockContext): Reply {
  const page = readPage(readQuery(request.query));
  const { publishedJwks } = context;
  const names = publishedJwks.names();
  const records = names.slice(page.offset, page.offset + page.limit).map((name) => ({
    name,
    url: publishedJwks.urlOf(name),
    keys: publishedJwks.get(name)?.keys.length,
  }));
  return json(200, listEnvelope(request, page, names.length, records));
}

/** `PUT /jwks/{name}`: publishes a set of public keys, in place of one of the same name. */
export async function putJwks(request: MockRequest, context: MockContext): Promise<Reply> {
  const name = request.params.name ?? '';
  await context.publishedJwks.publish(name, await request.json(LIMITS.publishedJwksBytes * 2));
  const url = context.publishedJwks.urlOf(name) ?? '';
  context.clientJwks.forget(url);
  return json(200, { url });
}

/** `DELETE /jwks/{name}`. */
export async function deleteJwks(request: MockRequest, context: MockContext): Promise<Reply> {
  const name = request.params.name ?? '';
  if (!(await context.publishedJwks.withdraw(name))) throw new HttpError(404, 'No JWKS is published under this name.');
  context.clientJwks.forget(context.publishedJwks.urlOf(name) ?? '');
  return noContent();
}
