import type { MockContext } from '../context.js';
import { guarded, requireAdminToken } from '../control/guard.js';
import type { Area } from '../http/area.js';
import { HttpError } from '../http/http-error.js';
import { json, noContent, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { parsePolicy } from '../tenant/read-policy.js';
import { knownClient } from './api-clients.js';

const base = '/_mock/v1/policies/';

/**
 * The access policy rule of an API client. The portal has it; the documented admin API does not, so it
 * stands beside what else the mock alone has.
 */
export function policyArea(): Area {
  return {
    name: 'policies',
    surfaces: ['identity', 'admin', 'api'],
    prefixes: [base],
    admit: requireAdminToken,
    routes: [
      { method: 'GET', pattern: `${base}:id`, handler: guarded(getPolicy) },
      { method: 'PUT', pattern: `${base}:id`, handler: guarded(putPolicy) },
      { method: 'DELETE', pattern: `${base}:id`, handler: guarded(deletePolicy) },
    ],
  };
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
    client.accessPolicy = parsePolicy(body, draft.services);
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
