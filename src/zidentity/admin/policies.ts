import { WorkbenchError } from '../../errors.js';
import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import { json, noContent, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import type { Route } from '../http/router.js';
import { parsePolicy } from '../tenant/read-policy.js';
import { knownClient } from './api-clients.js';

/**
 * The access policy rule of an API client, for the control area. The portal has it, the documented admin
 * API does not. The area that these routes are put into checks who may call.
 */
export function policyRoutes(base = '/_mock/v1/policies'): Route[] {
  return [
    { method: 'GET', pattern: `${base}/:id`, handler: getPolicy },
    { method: 'PUT', pattern: `${base}/:id`, handler: putPolicy },
    { method: 'DELETE', pattern: `${base}/:id`, handler: deletePolicy },
  ];
}

function getPolicy(request: MockRequest, { store }: MockContext): Reply {
  const { accessPolicy } = knownClient(store.tenant, request);
  if (accessPolicy === undefined) throw new HttpError(404, 'The API client has no access policy rule.');
  return json(200, accessPolicy);
}

async function putPolicy(request: MockRequest, { store }: MockContext): Promise<Reply> {
  const body = await request.json();
  const rule = await store.change('clients', (draft) => {
    const client = knownClient(draft, request);
    try {
      client.accessPolicy = parsePolicy(body, draft.services);
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      throw new HttpError(400, `${error.message}. ${error.hint ?? ''}`.trim());
    }
    return client.accessPolicy;
  });
  return json(200, rule);
}

async function deletePolicy(request: MockRequest, { store }: MockContext): Promise<Reply> {
  await store.change('clients', (draft) => {
    delete knownClient(draft, request).accessPolicy;
  });
  return noContent();
}
