import type { Item } from '../item.js';
import { policySetOf, policySets } from './zpa-policy-sets.js';

const times = { creationTime: '1735689600', modifiedTime: '1735689600', modifiedBy: '288000000000000001' };
const common = { ...times, microtenantName: 'Default', readOnly: false, zscalerManaged: false };

/** Gives entries ids of 18 digits, from a first one on, and what ZPA notes on each. */
function numbered<T extends object>(first: number, entries: readonly T[]): (T & typeof common & { id: string })[] {
  return entries.map((entry, index) => ({ id: `288000000000${first + index}`, ...common, ...entry }));
}

const ref = ({ id, name }: { id: string; name: string }) => ({ id, name });

/** Sample data of a customer with one data centre and two applications; references lead to what is there. */
export function zpaSeed(): Record<string, Item[]> {
  const connectorGroups = numbered(110_001, [
    {
      name: 'San Jose DC',
      enabled: true,
      city: 'San Jose',
      countryCode: 'US',
      latitude: '37.3382',
      longitude: '-121.8863',
      location: 'San Jose, CA, USA',
      upgradeDay: 'SUNDAY',
      upgradeTimeInSecs: '66600',
      dnsQueryType: 'IPV4_IPV6',
    },
  ]);
  const connectors = numbered(120_001, [
    {
      name: 'sjc-connector-1',
      enabled: true,
      appConnectorGroupId: connectorGroups[0]?.id,
      appConnectorGroupName: 'San Jose DC',
      controlChannelStatus: 'ZPN_STATUS_AUTHENTICATED',
      currentVersion: '25.120.1',
      platform: 'el9',
      privateIp: '10.1.0.11',
    },
    {
      name: 'sjc-connector-2',
      enabled: true,
      appConnectorGroupId: connectorGroups[0]?.id,
      appConnectorGroupName: 'San Jose DC',
      controlChannelStatus: 'ZPN_STATUS_DISCONNECTED',
      currentVersion: '25.118.3',
      platform: 'el9',
      privateIp: '10.1.0.12',
    },
  ]);
  const servers = numbered(130_001, [{ name: 'wiki-1', address: '10.1.2.11', enabled: true }]);
  const serverGroups = numbered(140_001, [
    {
      name: 'San Jose Servers',
      enabled: true,
      dynamicDiscovery: true,
      ipAnchored: false,
      appConnectorGroups: connectorGroups.map(ref),
      servers: servers.map(ref),
    },
  ]);
  const segmentIds = ['288000000000150001', '288000000000150002'];
  const segmentGroups = numbered(160_001, [
    {
      name: 'Internal Web',
      description: 'What all staff may reach',
      enabled: true,
      policyMigrated: true,
      configSpace: 'DEFAULT',
      tcpKeepAliveEnabled: '0',
      applications: [
        { id: segmentIds[0], name: 'Wiki' },
        { id: segmentIds[1], name: 'Source Control' },
      ],
    },
    {
      name: 'Databases',
      description: '',
      enabled: true,
      policyMigrated: true,
      configSpace: 'DEFAULT',
      tcpKeepAliveEnabled: '0',
    },
  ]);
  const segment = (name: string, domain: string, port: string) => ({
    name,
    enabled: true,
    domainNames: [domain],
    segmentGroupId: segmentGroups[0]?.id,
    segmentGroupName: 'Internal Web',
    serverGroups: serverGroups.map(ref),
    tcpPortRanges: [port, port],
    tcpPortRange: [{ from: port, to: port }],
    bypassType: 'NEVER',
    healthCheckType: 'DEFAULT',
    healthReporting: 'ON_ACCESS',
    icmpAccessType: 'NONE',
    configSpace: 'DEFAULT',
    doubleEncrypt: false,
    ipAnchored: false,
    isCnameEnabled: true,
    matchStyle: 'EXCLUSIVE',
  });
  const idps = numbered(170_001, [
    {
      name: 'Acme SSO',
      enabled: true,
      domainList: ['acme.example'],
      ssoType: ['USER'],
      scimEnabled: true,
      loginUrl: 'https://sso.acme.example/',
    },
  ]);
  const idpId = idps[0]?.id ?? '';
  return {
    appConnectorGroup: connectorGroups,
    connector: connectors,
    server: servers,
    serverGroup: serverGroups,
    segmentGroup: segmentGroups,
    application: numbered(150_001, [
      segment('Wiki', 'wiki.acme.example', '443'),
      segment('Source Control', 'git.acme.example', '22'),
    ]),
    idp: idps,
    scimgroup: numbered(180_001, [
      { name: 'Developers', idpId, idpName: 'Acme SSO' },
      { name: 'Finance', idpId, idpName: 'Acme SSO' },
    ]),
    samlAttribute: numbered(190_001, [
      { name: 'Email_Acme SSO', samlName: 'Email', idpId, idpName: 'Acme SSO', userAttribute: true },
    ]),
    scimattribute: numbered(195_001, [
      { name: 'userName', idpId, dataType: 'String', schemaURI: 'urn:ietf:params:scim:schemas:core:2.0:User' },
    ]),
    policySet: policySets.map((set) => ({ ...set, ...common })),
    rules: numbered(210_001, [
      {
        name: 'Staff to Internal Web',
        action: 'ALLOW',
        policySetId: policySetOf('ACCESS_POLICY'),
        policyType: '1',
        ruleOrder: '1',
        operator: 'AND',
        conditions: [
          {
            operator: 'OR',
            operands: [{ objectType: 'APP_GROUP', lhs: 'id', rhs: segmentGroups[0]?.id, name: 'Internal Web' }],
          },
        ],
      },
      {
        name: 'Default_Rule',
        action: 'DENY',
        policySetId: policySetOf('ACCESS_POLICY'),
        policyType: '1',
        ruleOrder: '2',
        defaultRule: true,
        operator: 'AND',
        conditions: [],
      },
    ]),
    enrollmentCert: numbered(
      220_001,
      ['Root', 'Client', 'Connector', 'Service Edge'].map((name) => ({ name, allowSigning: true })),
    ),
    'associationType/CONNECTOR_GRP/provisioningKey': numbered(230_001, [
      {
        name: 'San Jose Key',
        maxUsage: '10',
        usageCount: '2',
        enabled: true,
        zcomponentId: connectorGroups[0]?.id,
        zcomponentName: 'San Jose DC',
      },
    ]),
    machineGroup: numbered(240_001, [{ name: 'Corporate Laptops', enabled: true, machines: [] }]),
    network: numbered(250_001, [
      { name: 'Office Network', networkId: '00000000-0000-4000-8000-000000000001', zscalerCloud: 'zscaler' },
    ]),
    posture: numbered(260_001, [{ name: 'Disk Encryption', postureType: 'DISK_ENCRYPTION', zscalerCloud: 'zscaler' }]),
    'visible/versionProfiles': numbered(270_001, [
      { name: 'Default', visibilityScope: 'ALL' },
      { name: 'Previous Default', visibilityScope: 'ALL' },
    ]),
    serviceEdgeGroup: numbered(280_001, [
      { name: 'Frankfurt Edge', enabled: true, city: 'Frankfurt', countryCode: 'DE', isPublic: 'DEFAULT' },
    ]),
    'cbi/regions': [
      { id: 'c0b1ffff-0000-4000-8000-000000000001', name: 'Frankfurt' },
      { id: 'c0b1ffff-0000-4000-8000-000000000002', name: 'Washington' },
    ],
  };
}
