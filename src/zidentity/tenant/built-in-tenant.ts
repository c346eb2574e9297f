import type { Tenant } from '../model.js';
import { makeResourceServer, makeService, type ServiceDescription } from './services.js';

const zscalerNet = 'zscaler.net';

/**
 * The services that a OneAPI tenant can have linked, with roles as they are called in real tenants.
 * Each has at least one role that writes and one that only reads, ZINSIGHTS excepted: it only reads.
 */
const services: ServiceDescription[] = [
  {
    name: 'BI',
    displayName: 'Business Insights',
    cloudName: zscalerNet,
    roles: [
      { name: 'BI Read-only Admin', access: 'read' },
      { name: 'BI Super Admin', access: 'full' },
    ],
  },
  {
    name: 'ZRA',
    displayName: 'Risk360',
    cloudName: zscalerNet,
    roles: [
      { name: 'Risk360 Read-only Admin', access: 'read' },
      { name: 'Risk360 Super Admin', access: 'full' },
    ],
  },
  {
    name: 'ZGUARD',
    displayName: 'Zguard',
    cloudName: 'app.us1.zseclipse.net',
    roles: [
      { name: 'Administrator', access: 'full' },
      { name: 'Editor', access: 'full' },
      { name: 'Viewer', access: 'read' },
    ],
  },
  {
    name: 'ZIAM',
    displayName: 'ZIdentity Administration',
    roles: [
      { name: 'CXO Insight User', access: 'read' },
      { name: 'Super Admin', access: 'full' },
      { name: 'Users Admin', access: 'read' },
      { name: 'View Only Admin', access: 'read' },
    ],
  },
  {
    name: 'ZCC',
    displayName: 'Zscaler Client Connector',
    cloudName: zscalerNet,
    roles: [
      { name: 'API_Role_READONLY', access: 'read' },
      { name: 'Read Only', access: 'read' },
      { name: 'Super Admin', access: 'full' },
    ],
  },
  {
    name: 'CLOUD_CONNECTOR',
    displayName: 'Zscaler Cloud and Branch Connector',
    cloudName: zscalerNet,
    roles: [
      { name: 'Read-only Admin', access: 'read' },
      { name: 'Super Admin', access: 'full' },
    ],
  },
  {
    name: 'ZDX',
    displayName: 'Zscaler Digital Experience',
    cloudName: zscalerNet,
    roles: [
      { name: 'API_Role_READONLY', access: 'read' },
      { name: 'ZDX_Admin_Role', access: 'full' },
      { name: 'ZDX Read-only Admin', access: 'read' },
      { name: 'ZDX Service Desk Tier 1', access: 'read' },
      { name: 'ZDX Super Admin', access: 'full' },
    ],
  },
  {
    name: 'ZINSIGHTS',
    displayName: 'Zscaler Insights',
    roles: [{ name: 'ZINSIGHTS Reader', access: 'read' }],
  },
  {
    name: 'ZIA',
    displayName: 'Zscaler Internet Access',
    cloudName: zscalerNet,
    roles: [
      { name: 'API_Role01', access: 'full' },
      { name: 'API_Role_READONLY', access: 'read' },
      { name: 'Firewall-Admin-API-Role', access: 'full' },
    ],
  },
  {
    name: 'ZPA',
    displayName: 'Zscaler Private Access',
    cloudName: 'prod.zpath.net',
    roles: [
      { name: 'API Full Access', access: 'full' },
      { name: 'API_Role_READONLY', access: 'read' },
    ],
  },
];

/** Services that belong to no cloud of their own and so show no organisation either. */
const withoutOrganisation = new Set(['ZIAM', 'ZINSIGHTS']);

/** The services of the built-in tenant, each with its organisation's name where real tenants show one. */
export function builtInServices(orgName: string): ServiceDescription[] {
  return services.map((service) => (withoutOrganisation.has(service.name) ? service : { ...service, orgName }));
}

/** The organisation's name that belongs to a vanity name where none was given: `acme` → `Acme`. */
export function defaultOrgName(vanity: string): string {
  return vanity.charAt(0).toUpperCase() + vanity.slice(1);
}

/** The tenant of a mock that was told nothing: ten services, no API client. The same every time. */
export function builtInTenant({
  vanity = 'acme',
  cloud = 'PRODUCTION',
}: {
  vanity?: string;
  cloud?: string;
} = {}): Tenant {
  const orgName = defaultOrgName(vanity);
  return {
    vanity,
    cloud,
    orgName,
    resourceServer: makeResourceServer(),
    services: builtInServices(orgName).map(makeService),
    clients: [],
  };
}
