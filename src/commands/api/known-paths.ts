/** A call that people often make first, of a product behind the gateway. */
export interface KnownCall {
  readonly product: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` where something has to be filled in. */
  readonly path: string;
  readonly what: string;
  /** A body to begin with, as JSON. */
  readonly body?: unknown;
}

/** Paths of the official SDKs. A tenant has many more; any other path can be typed. */
export const knownCalls: readonly KnownCall[] = [
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/status', what: 'Activation status' },
  { product: 'ZIA', method: 'POST', path: '/zia/api/v1/status/activate', what: 'Activate changes' },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/locations', what: 'Locations' },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/locations/lite', what: 'Locations, names only' },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/ruleLabels', what: 'Rule labels' },
  {
    product: 'ZIA',
    method: 'POST',
    path: '/zia/api/v1/ruleLabels',
    what: 'Create a rule label',
    body: { name: 'My label', description: '' },
  },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/urlCategories', what: 'URL categories' },
  { product: 'ZIA', method: 'POST', path: '/zia/api/v1/urlLookup', what: 'Look up URLs', body: ['bbc.com'] },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/urlFilteringRules', what: 'URL filtering rules' },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/firewallFilteringRules', what: 'Firewall filtering rules' },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/staticIP', what: 'Static IP addresses' },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/users', what: 'Users' },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/groups', what: 'Groups' },
  { product: 'ZIA', method: 'GET', path: '/zia/api/v1/departments', what: 'Departments' },
  {
    product: 'ZPA',
    method: 'GET',
    path: '/zpa/mgmtconfig/v1/admin/customers/{customerId}/segmentGroup',
    what: 'Segment groups',
  },
  {
    product: 'ZPA',
    method: 'GET',
    path: '/zpa/mgmtconfig/v1/admin/customers/{customerId}/application',
    what: 'Application segments',
  },
  {
    product: 'ZPA',
    method: 'GET',
    path: '/zpa/mgmtconfig/v1/admin/customers/{customerId}/serverGroup',
    what: 'Server groups',
  },
  {
    product: 'ZPA',
    method: 'GET',
    path: '/zpa/mgmtconfig/v1/admin/customers/{customerId}/connector',
    what: 'App connectors',
  },
  { product: 'ZCC', method: 'GET', path: '/zcc/papi/public/v1/getDevices', what: 'Devices' },
  { product: 'ZDX', method: 'GET', path: '/zdx/v1/devices', what: 'Devices' },
  { product: 'ZDX', method: 'GET', path: '/zdx/v1/apps', what: 'Applications' },
  { product: 'CLOUD_CONNECTOR', method: 'GET', path: '/ztw/api/v1/location', what: 'Locations' },
  { product: 'ZIAM', method: 'GET', path: '/ziam/admin/api/v1/api-clients', what: 'API clients' },
  { product: 'ZIAM', method: 'GET', path: '/ziam/admin/api/v1/resource-servers', what: 'Resource servers' },
  { product: 'ZIAM', method: 'GET', path: '/ziam/admin/api/v1/users', what: 'Users' },
];

/** The names in braces of a path, e.g. `customerId`. */
export function placeholders(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

export function fillIn(path: string, values: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    values[name] === undefined ? whole : encodeURIComponent(values[name]),
  );
}
