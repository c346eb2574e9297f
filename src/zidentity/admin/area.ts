import type { Area } from '../http/area.js';
import type { Handler, Route } from '../http/router.js';
import { createApiClient, deleteApiClient, getApiClient, listApiClients, updateApiClient } from './api-clients.js';
import { authorise, authorised } from './authorise.js';
import {
  getGroup,
  getUser,
  listAdminEntitlements,
  listGroups,
  listGroupUsers,
  listServiceEntitlements,
  listUserGroups,
  listUsers,
} from './directory.js';
import { getResourceServer, listResourceServers } from './resource-servers.js';
import { createSecret, deleteSecret, listSecrets } from './secrets.js';
import { throughGateway } from './through-gateway.js';

const gatewayBase = '/ziam/admin/api/v1';
/** At the gateway, at the admin host, and as old SDKs have it. */
const bases = [gatewayBase, '/admin/api/v1', '/zidentity/api/v1'];

const endpoints: readonly [method: string, path: string, handler: Handler][] = [
  ['GET', '/api-clients', listApiClients],
  ['POST', '/api-clients', createApiClient],
  ['GET', '/api-clients/:id', getApiClient],
  ['PUT', '/api-clients/:id', updateApiClient],
  ['DELETE', '/api-clients/:id', deleteApiClient],
  ['GET', '/api-clients/:id/secrets', listSecrets],
  ['POST', '/api-clients/:id/secrets', createSecret],
  ['DELETE', '/api-clients/:id/secrets/:secretId', deleteSecret],
  ['GET', '/resource-servers', listResourceServers],
  ['GET', '/resource-servers/:id', getResourceServer],
  ['GET', '/users', listUsers],
  ['GET', '/users/:id', getUser],
  ['GET', '/users/:id/groups', listUserGroups],
  ['GET', '/users/:id/admin-entitlements', listAdminEntitlements],
  ['GET', '/users/:id/service-entitlements', listServiceEntitlements],
  ['GET', '/groups', listGroups],
  ['GET', '/groups/:id', getGroup],
  ['GET', '/groups/:id/users', listGroupUsers],
];

/** The admin API under its three bases. */
export function adminArea(): Area {
  const routes: Route[] = bases.flatMap((base) =>
    endpoints.map(([method, path, handler]) => ({
      method,
      pattern: base + path,
      handler: base === gatewayBase ? throughGateway(handler) : authorised(handler),
    })),
  );
  return {
    name: 'admin',
    surfaces: ['admin', 'api'],
    routes,
    prefixes: bases.map((base) => `${base}/`),
    admit: authorise,
  };
}
