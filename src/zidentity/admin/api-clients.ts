import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import { json, noContent, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import type { ApiClient, Tenant } from '../model.js';
import { randomId } from '../tenant/ids.js';
import { limits } from '../tenant/limits.js';
import { readApiClient } from './api-client-form.js';
import { apiClientJson } from './api-client-json.js';
import { page } from './paging.js';

/** Bytes of a body: sixteen certificates with room to spare. */
export const maxBody = 2 * 1024 * 1024;

export function listApiClients(request: MockRequest, { store }: MockContext): Reply {
  const { tenant } = store;
  const envelope = page(request, tenant.clients, (client) => client.name) as { records: ApiClient[] };
  return json(200, { ...envelope, records: envelope.records.map((client) => apiClientJson(client, tenant)) });
}

export function getApiClient(request: MockRequest, { store }: MockContext): Reply {
  return json(200, apiClientJson(knownClient(store.tenant, request), store.tenant));
}

export async function createApiClient(request: MockRequest, context: MockContext): Promise<Reply> {
  const body = await request.json(maxBody);
  const now = Math.floor(context.now() / 1000);
  const client = await context.store.change('clients', (draft) => {
    if (draft.clients.length >= limits.clients) {
      throw new HttpError(400, `A tenant has ${limits.clients} API clients at most. Delete one first.`);
    }
    const { enabled, description, scopeIds, ...rest } = readApiClient(body, draft, undefined);
    const created: ApiClient = {
      id: freshId(draft, context),
      ...rest,
      description: description ?? '',
      enabled: enabled ?? true,
      scopeIds: scopeIds ?? [],
      secrets: [],
      createdAt: now,
      updatedAt: now,
    };
    draft.clients.push(created);
    return created;
  });
  return json(201, apiClientJson(client, context.store.tenant));
}

/** A PUT replaces what it names; members that it leaves out stay as they were (a guess). */
export async function updateApiClient(request: MockRequest, context: MockContext): Promise<Reply> {
  const body = await request.json(maxBody);
  const now = Math.floor(context.now() / 1000);
  const client = await context.store.change('clients', (draft) => {
    const known = knownClient(draft, request);
    const change = readApiClient(body, draft, known);
    known.name = change.name;
    known.description = change.description ?? known.description;
    known.enabled = change.enabled ?? known.enabled;
    known.accessTokenLifeTime = change.accessTokenLifeTime;
    known.authentication = change.authentication;
    known.scopeIds = change.scopeIds ?? known.scopeIds;
    // A client authenticates in one way: secrets of before would be a second one.
    if (change.authentication.type !== 'SECRET') known.secrets = [];
    known.updatedAt = now;
    return known;
  });
  return json(200, apiClientJson(client, context.store.tenant));
}

/** The store revokes the tokens of clients that a change deletes or disables. */
export async function deleteApiClient(request: MockRequest, { store }: MockContext): Promise<Reply> {
  await store.change('clients', (draft) => {
    const { id } = knownClient(draft, request);
    draft.clients = draft.clients.filter((client) => client.id !== id);
  });
  return noContent();
}

/** The client that the path names. @throws HttpError 404 */
export function knownClient<T extends Readonly<Tenant>>(tenant: T, { params }: MockRequest): T['clients'][number] {
  const client = tenant.clients.find((candidate) => candidate.id === params.id);
  if (client === undefined) throw new HttpError(404, `There is no API client with the id ${params.id}.`);
  return client;
}

function freshId(tenant: Tenant, { randomBytes }: MockContext): string {
  let id = randomId('client', randomBytes);
  while (tenant.clients.some((client) => client.id === id)) id = randomId('client', randomBytes);
  return id;
}
