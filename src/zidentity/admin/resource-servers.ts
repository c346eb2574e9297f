import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import { json, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import type { Service, Tenant } from '../model.js';
import { page } from './paging.js';

export function listResourceServers(request: MockRequest, { store }: MockContext): Reply {
  const all = [store.tenant.resourceServer];
  const envelope = page(request, all, (server) => server.name) as { records: unknown[] };
  return json(200, { ...envelope, records: envelope.records.map(() => resourceServerJson(store.tenant)) });
}

export function getResourceServer(request: MockRequest, { store }: MockContext): Reply {
  if (request.params.id !== store.tenant.resourceServer.id) {
    throw new HttpError(404, `There is no resource server with the id ${request.params.id}.`);
  }
  return json(200, resourceServerJson(store.tenant));
}

/** The resource server with the roles of the linked services as its scopes, in the shape of a live answer. */
function resourceServerJson({ resourceServer, services }: Readonly<Tenant>): object {
  const { id, name, displayName, description, primaryAud, defaultApi } = resourceServer;
  return { id, name, displayName, description, primaryAud, defaultApi, serviceScopes: services.map(serviceJson) };
}

function serviceJson({ id, name, displayName, cloudName, orgName, roles }: Service): object {
  return {
    service: {
      id,
      name,
      displayName,
      ...(cloudName === undefined ? {} : { cloudName }),
      ...(orgName === undefined ? {} : { orgName }),
      zapsOnboarded: false,
    },
    scopes: roles.map((role) => ({ id: role.id, name: role.scopeName })),
  };
}
