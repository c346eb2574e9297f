import type { Item } from '../item.js';
import { numbered } from './zia.js';

/** Sample data: one cloud connector group in a public cloud. */
export function ztwSeed(): Record<string, Item[]> {
  const locations = numbered(7_600_001, [
    { name: 'aws-us-west-2-vpc1', country: 'UNITED_STATES', tz: 'AMERICA_LOS_ANGELES', ecLocation: true },
  ]);
  return {
    location: locations,
    locationTemplate: numbered(7_610_001, [
      { name: 'Default Location Template', desc: 'For new locations', editable: false },
    ]),
    ecgroup: numbered(7_620_001, [
      {
        name: 'zs-cc-vpc-us-west-2',
        desc: '',
        deployType: 'CLOUD',
        status: ['ACTIVE'],
        platform: 'AWS',
        location: { id: locations[0]?.id, name: locations[0]?.name },
        maxEcCount: 2,
        ecVMs: [{ id: 7_621_001, name: 'zs-cc-1' }],
      },
    ]),
    provUrl: numbered(7_630_001, [{ name: 'aws-template', desc: '', provUrlType: 'CLOUD', status: 'DEPLOYED' }]),
    adminRoles: numbered(7_640_001, [{ name: 'Super Admin', rank: 0, isAuditor: false }]),
    adminUsers: numbered(7_650_001, [
      { loginName: 'admin@acme.example', userName: 'Acme Admin', email: 'admin@acme.example' },
    ]),
    ipSourceGroups: numbered(7_660_001, [{ name: 'Workloads', ipAddresses: ['10.50.0.0/16'], description: '' }]),
    ipDestinationGroups: numbered(7_670_001, [
      { name: 'Package Registries', type: 'DSTN_FQDN', addresses: ['packages.example.com'] },
    ]),
    ipGroups: numbered(7_680_001, [{ name: 'Private Ranges', ipAddresses: ['10.0.0.0/8'] }]),
    networkServices: numbered(7_690_001, [{ name: 'HTTPS', tag: 'HTTPS', type: 'PREDEFINED' }]),
    networkServiceGroups: numbered(7_700_001, [{ name: 'Web', services: [{ id: 7_690_001, name: 'HTTPS' }] }]),
    gateways: numbered(7_710_001, [{ name: 'ZIA Gateway', type: 'ZIA', failClosed: true, primaryType: 'AUTO' }]),
    'ecRules/ecRdr': numbered(7_720_001, [
      { name: 'Default Forwarding', type: 'EC_RDR', order: 1, rank: 7, state: 'ENABLED', forwardMethod: 'ZIA' },
    ]),
    apiKeys: numbered(7_730_001, [{ keyValue: '************', enabled: true }]),
    publicCloudInfo: numbered(7_740_001, [{ name: 'aws-production', cloudType: 'AWS', externalId: '000000000000' }]),
  };
}
