import { CLIENTS } from './fixture.js';

export interface GatewayCase {
  /** The sentence that must be true. */
  name: string;
  /** Whose token is sent; none where absent. */
  as?: keyof typeof CLIENTS;
  /** An Authorization header instead of a token's. */
  authorization?: string;
  method?: string;
  path: string;
  body?: unknown;
  status: number;
  /** What the answer's body must match. */
  says?: RegExp;
}

/** The 71 bytes that the gateway answers where it knows no caller. */
const UNAUTHORIZED = /^\{\n "detail": "unauthorized",\n "type": "",\n "title": "",\n "status": ""\n\}$/;

const PRODUCTS: Array<[product: string, path: string]> = [
  ['ZIA', '/zia/api/v1/status'],
  ['ZPA', '/zpa/mgmtconfig/v1/admin/customers/216196257331281920/segmentGroup'],
  ['ZCC', '/zcc/papi/public/v1/getDevices'],
  ['ZDX', '/zdx/v1/devices'],
  ['CLOUD_CONNECTOR', '/ztw/api/v1/locations'],
  ['ZIAM', '/ziam/admin/api/v1/api-clients'],
];

export const GATEWAY_CASES: readonly GatewayCase[] = [
  ...PRODUCTS.map(
    ([product, path]): GatewayCase => ({
      name: `${product} without a token is 401`,
      path,
      status: 401,
      ...(product === 'ZIAM' ? {} : { says: UNAUTHORIZED }),
    }),
  ),
  ...PRODUCTS.map(
    ([product, path]): GatewayCase => ({
      name: `${product} for a client without any role is 403`,
      as: 'noRole',
      path,
      status: 403,
    }),
  ),
  {
    name: 'a token that is no JWT is 401',
    authorization: 'Bearer hello',
    path: '/zia/api/v1/status',
    status: 401,
    says: UNAUTHORIZED,
  },
  {
    name: 'a JWT of a stranger is 401',
    authorization: `Bearer ${'eyJhbGciOiJub25lIn0'}.${'eyJqdGkiOiJ4In0'}.`,
    path: '/zia/api/v1/status',
    status: 401,
    says: UNAUTHORIZED,
  },
  {
    name: 'another scheme than Bearer is 401',
    authorization: 'Basic YTpi',
    path: '/zia/api/v1/status',
    status: 401,
    says: UNAUTHORIZED,
  },
  {
    name: 'an empty Bearer is 401',
    authorization: 'Bearer ',
    path: '/zia/api/v1/status',
    status: 401,
    says: UNAUTHORIZED,
  },
  { name: 'ZIA answers its status', as: 'secret', path: '/zia/api/v1/status', status: 200, says: /"status":"ACTIVE"/ },
  { name: 'a token by a certificate opens the same', as: 'rsa', path: '/zia/api/v1/status', status: 200 },
  { name: 'a token by a JWKS URL opens the same', as: 'jwks', path: '/zia/api/v1/status', status: 200 },
  {
    name: 'ZIA activates',
    as: 'secret',
    method: 'POST',
    path: '/zia/api/v1/status/activate',
    status: 200,
    says: /status/,
  },
  { name: 'ZIA lists locations', as: 'secret', path: '/zia/api/v1/locations', status: 200, says: /^\[/ },
  {
    name: 'ZIA lists locations in their light form',
    as: 'secret',
    path: '/zia/api/v1/locations/lite',
    status: 200,
    says: /^\[\{"id":\d+,"name":/,
  },
  { name: 'ZIA lists rule labels', as: 'secret', path: '/zia/api/v1/ruleLabels', status: 200, says: /^\[/ },
  {
    name: 'ZIA looks a URL up',
    as: 'secret',
    method: 'POST',
    path: '/zia/api/v1/urlLookup',
    body: ['bbc.com'],
    status: 200,
    says: /"urlClassificationsWithSecurityAlert"/,
  },
  {
    name: 'a GET with a JSON body, as one SDK sends it, is answered',
    as: 'secret',
    path: '/zia/api/v1/ruleLabels',
    body: {},
    status: 200,
  },
  {
    name: 'a missing ZIA resource is 404 in the service’s own shape',
    as: 'secret',
    path: '/zia/api/v1/ruleLabels/999999999',
    status: 404,
    says: /"code":"RESOURCE_NOT_FOUND"/,
  },
  {
    name: 'a read-only role reads ZIA',
    as: 'readOnly',
    path: '/zia/api/v1/ruleLabels',
    status: 200,
  },
  {
    name: 'a read-only role that writes to ZIA is 403 in the service’s own shape',
    as: 'readOnly',
    method: 'POST',
    path: '/zia/api/v1/ruleLabels',
    body: { name: 'not allowed' },
    status: 403,
    says: /^\{"code":"[A-Z_]+","message":"[^"]+"\}$/,
  },
  {
    name: 'a read-only role that deletes at ZPA is 403 in the service’s own shape',
    as: 'readOnly',
    method: 'DELETE',
    path: '/zpa/mgmtconfig/v1/admin/customers/1/segmentGroup/1',
    status: 403,
    says: /^\{"id":"[^"]+","reason":"[^"]+","params":\[\]\}$/,
  },
  {
    name: 'a role at ZIA does not open ZPA',
    as: 'secret',
    path: '/zpa/mgmtconfig/v1/admin/customers/1/segmentGroup',
    status: 403,
  },
  {
    name: 'a role at ZIA does not open the admin API',
    as: 'secret',
    path: '/ziam/admin/api/v1/api-clients',
    status: 403,
  },
  {
    name: 'ZPA lists with its counts as text',
    as: 'readOnly',
    path: '/zpa/mgmtconfig/v1/admin/customers/1/segmentGroup',
    status: 200,
    says: /"totalCount":"\d+"/,
  },
  {
    name: 'a missing ZPA resource is 404 in the service’s own shape',
    as: 'readOnly',
    path: '/zpa/mgmtconfig/v1/admin/customers/1/segmentGroup/216196257331299999',
    status: 404,
    says: /"reason"/,
  },
  {
    name: 'View Only lists API clients',
    as: 'viewer',
    path: '/ziam/admin/api/v1/api-clients?limit=2',
    status: 200,
    says: /"next_link"/,
  },
  {
    name: 'View Only may not make an API client',
    as: 'viewer',
    method: 'POST',
    path: '/ziam/admin/api/v1/api-clients',
    body: { name: 'x', accessTokenLifeTime: 60, clientAuthentication: { authType: 'SECRET' } },
    status: 403,
  },
  {
    name: 'Super Admin reads a client at the older base path',
    as: 'admin',
    path: `/zidentity/api/v1/api-clients/${CLIENTS.secret}`,
    status: 200,
    says: /"authType":"SECRET"/,
  },
  {
    name: 'Super Admin reads a client at the portal’s base path',
    as: 'admin',
    path: `/admin/api/v1/api-clients/${CLIENTS.rsa}`,
    status: 200,
    says: /"authType":"PUBKEYCERT"/,
  },
  {
    name: 'a missing API client is 404 in the documented shape',
    as: 'admin',
    path: '/ziam/admin/api/v1/api-clients/iq00000000zzz',
    status: 404,
    says: /"title"/,
  },
  {
    name: 'a client’s secrets are listed with their values masked',
    as: 'admin',
    path: `/ziam/admin/api/v1/api-clients/${CLIENTS.secret}/secrets`,
    status: 200,
    says: /^\[\{(?!.*correct-horse)/,
  },
  {
    name: 'a client without a name is refused with 400',
    as: 'admin',
    method: 'POST',
    path: '/ziam/admin/api/v1/api-clients',
    body: { accessTokenLifeTime: 60, clientAuthentication: { authType: 'SECRET' } },
    status: 400,
    says: /name/,
  },
  {
    name: 'a lifetime of 59 seconds is refused with 400',
    as: 'admin',
    method: 'POST',
    path: '/ziam/admin/api/v1/api-clients',
    body: { name: 'short', accessTokenLifeTime: 59, clientAuthentication: { authType: 'SECRET' } },
    status: 400,
    says: /accessTokenLifeTime|ifetime/,
  },
  {
    name: 'resource servers are listed with services and roles',
    as: 'viewer',
    path: '/ziam/admin/api/v1/resource-servers',
    status: 200,
    says: /"serviceScopes"/,
  },
  {
    name: 'an unknown ZIA path that reads like an id is 404',
    as: 'secret',
    path: '/zia/api/v1/locations/77',
    status: 404,
  },
  { name: 'a path of no product is 404', as: 'secret', path: '/nowhere/v1', status: 404 },
  { name: 'control without the admin token is 401', path: '/_mock/v1/tokens', status: 401 },
  { name: 'control with an access token is 401', as: 'admin', path: '/_mock/v1/tokens', status: 401 },
  { name: 'health is open', path: '/_mock/v1/health', status: 200, says: /^\{"status":"ok"\}$/ },
];
