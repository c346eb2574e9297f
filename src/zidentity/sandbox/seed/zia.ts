import type { Item } from '../item.js';

/** Numbers the entries from a first id on. */
export function numbered<T extends object>(first: number, entries: readonly T[]): (T & { id: number })[] {
  return entries.map((entry, index) => ({ id: first + index, ...entry }));
}

/** How an object stands inside another one. */
const ref = ({ id, name }: { id: unknown; name: string }) => ({ id, name });

/** Sample data of a small company with three offices. Names and addresses are those reserved for examples. */
export function ziaSeed(): Record<string, Item[]> {
  const departments = numbered(2_100_001, [{ name: 'Engineering' }, { name: 'Finance' }, { name: 'Sales' }]);
  const groups = numbered(2_200_001, [{ name: 'All Staff' }, { name: 'Developers' }, { name: 'Contractors' }]);
  const person = (name: string, department: number, ...inGroups: number[]) => ({
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@acme.example`,
    department: departments[department],
    groups: inGroups.map((index) => groups[index]),
    adminUser: false,
  });
  const users = numbered(2_300_001, [
    person('Ada Okafor', 0, 0, 1),
    person('Ben Lindqvist', 1, 0),
    person('Carla Moreau', 2, 0),
    person('Dev Patel', 0, 0, 1, 2),
  ]);
  const staticIP = numbered(2_400_001, [
    { ipAddress: '203.0.113.10', geoOverride: false, routableIP: true, comment: 'San Jose' },
    { ipAddress: '198.51.100.20', geoOverride: false, routableIP: true, comment: 'Frankfurt' },
  ]);
  const vpnCredentials = numbered(2_500_001, [{ type: 'UFQDN', fqdn: 'pune@acme.example', comments: 'Pune' }]);
  const locations = numbered(2_600_001, [
    location('San Jose HQ', 'UNITED_STATES', 'AMERICA_LOS_ANGELES', { ipAddresses: ['203.0.113.10'] }),
    location('Frankfurt Branch', 'GERMANY', 'EUROPE_BERLIN', { ipAddresses: ['198.51.100.20'] }),
    location('Pune Branch', 'INDIA', 'ASIA_CALCUTTA', { vpnCredentials }),
    {
      ...location('Guest WiFi', 'UNITED_STATES', 'AMERICA_LOS_ANGELES', { ipAddresses: ['10.20.0.0/16'] }),
      parentId: 2_600_001,
    },
  ]);
  const labels = numbered(2_700_001, [
    { name: 'Baseline', description: 'Rules that every tenant has', referencedRuleCount: 2 },
    { name: 'Temporary', description: 'Remove after the migration', referencedRuleCount: 0 },
  ]);
  const baseline = labels.slice(0, 1).map(ref);
  const sources = numbered(2_800_001, [{ name: 'Build Servers', ipAddresses: ['10.1.0.0/24'], description: '' }]);
  const destinations = numbered(2_810_001, [
    { name: 'Package Registries', type: 'DSTN_FQDN', addresses: ['packages.example.com'], description: '' },
  ]);
  const services = numbered(2_820_001, [
    { name: 'HTTP', tag: 'HTTP', type: 'PREDEFINED', destTcpPorts: [{ start: 80 }] },
    { name: 'HTTPS', tag: 'HTTPS', type: 'PREDEFINED', destTcpPorts: [{ start: 443 }] },
    { name: 'SSH', tag: 'SSH', type: 'PREDEFINED', destTcpPorts: [{ start: 22 }] },
  ]);
  const predefined = (id: string, val: number) => ({
    id,
    urls: [],
    dbCategorizedUrls: [],
    customCategory: false,
    editable: true,
    type: 'URL_CATEGORY',
    val,
    customUrlsCount: 0,
    urlsRetainingParentCategoryCount: 0,
  });
  const categories: Item[] = [
    predefined('CORPORATE_MARKETING', 10),
    predefined('FINANCE', 11),
    predefined('PROFESSIONAL_SERVICES', 12),
    predefined('STREAMING_MEDIA', 25),
    predefined('GAMBLING', 27),
    predefined('FILE_HOST', 43),
    predefined('WEB_SEARCH', 47),
    predefined('NEWS_AND_MEDIA', 60),
    predefined('SOCIAL_NETWORKING', 70),
    {
      id: 'CUSTOM_01',
      configuredName: 'Partner Sites',
      superCategory: 'USER_DEFINED',
      type: 'URL_CATEGORY',
      customCategory: true,
      editable: true,
      urls: ['.partner.example', 'supplier.example'],
      dbCategorizedUrls: [],
      keywords: [],
      customUrlsCount: 2,
    },
  ];
  const dictionaries = numbered(2_900_001, [
    { name: 'Credit Cards', predefinedPhrases: [], dictionaryType: 'CCN', custom: false },
    { name: 'Project Names', phrases: [{ action: 'PHRASE_COUNT_TYPE_ALL', phrase: 'Bluebird' }], custom: true },
  ]);
  const rule = (name: string, order: number, more: Item) => ({
    name,
    order,
    rank: 7,
    state: 'ENABLED',
    labels: baseline,
    ...more,
  });
  return {
    departments,
    groups,
    users,
    staticIP,
    vpnCredentials,
    locations,
    'locations/groups': numbered(2_650_001, [
      { name: 'Branches', groupType: 'STATIC_GROUP', locations: locations.slice(1, 3).map(ref) },
    ]),
    greTunnels: numbered(2_410_001, [
      {
        sourceIp: '203.0.113.10',
        withinCountry: true,
        ipUnnumbered: false,
        comment: 'San Jose',
        primaryDestVip: { id: 90_001, virtualIp: '192.0.2.1', datacenter: 'SJC4' },
        secondaryDestVip: { id: 90_002, virtualIp: '192.0.2.2', datacenter: 'LAX1' },
      },
    ]),
    vips: numbered(90_001, [
      { cloudName: 'zscaler.net', region: 'NorthAmerica', city: 'San Jose', dataCenter: 'SJC4', vpnIps: ['192.0.2.1'] },
      {
        cloudName: 'zscaler.net',
        region: 'NorthAmerica',
        city: 'Los Angeles',
        dataCenter: 'LAX1',
        vpnIps: ['192.0.2.2'],
      },
      { cloudName: 'zscaler.net', region: 'Europe', city: 'Frankfurt', dataCenter: 'FRA4', vpnIps: ['192.0.2.3'] },
    ]),
    datacenters: numbered(91_001, [
      { name: 'SJC4', city: 'San Jose' },
      { name: 'FRA4', city: 'Frankfurt' },
    ]),
    ruleLabels: labels,
    urlCategories: categories,
    urlFilteringRules: numbered(3_100_001, [
      rule('Block Social Media', 1, {
        action: 'BLOCK',
        urlCategories: ['SOCIAL_NETWORKING'],
        departments: [departments[1]],
      }),
      rule('Caution Streaming', 2, {
        action: 'CAUTION',
        urlCategories: ['STREAMING_MEDIA'],
        locations: locations.slice(0, 1).map(ref),
      }),
    ]),
    firewallFilteringRules: numbered(3_200_001, [
      rule('Allow Build Servers', 1, {
        action: 'ALLOW',
        srcIpGroups: sources.map(ref),
        destIpGroups: destinations.map(ref),
        nwServices: services.slice(1, 2).map(ref),
      }),
      rule('Default Firewall Filtering Rule', -1, { action: 'BLOCK_DROP', defaultRule: true, labels: [] }),
    ]),
    ipSourceGroups: sources,
    ipDestinationGroups: destinations,
    networkServices: services,
    networkServiceGroups: numbered(2_830_001, [{ name: 'Web', services: services.slice(0, 2).map(ref) }]),
    networkApplicationGroups: numbered(2_840_001, [
      { name: 'Office 365', networkApplications: ['OUTLOOK', 'SHAREPOINT_ONLINE'] },
    ]),
    dlpDictionaries: dictionaries,
    dlpEngines: numbered(2_910_001, [{ name: 'PCI', engineExpression: '((D2900001.S > 1))', customDlpEngine: true }]),
    dlpNotificationTemplates: numbered(2_920_001, [
      { name: 'Default Template', subject: 'DLP violation', tlsEnabled: true },
    ]),
    adminRoles: numbered(2_000_101, [
      { name: 'Super Admin', rank: 0 },
      { name: 'Auditor', rank: 7 },
    ]),
    adminUsers: numbered(2_000_201, [
      {
        loginName: 'admin@acme.example',
        userName: 'Acme Admin',
        email: 'admin@acme.example',
        role: { id: 2_000_101, name: 'Super Admin' },
      },
    ]),
    deviceGroups: numbered(2_350_001, [{ name: 'Windows', osType: 'WINDOWS_OS', deviceCount: 1, predefined: true }]),
    'deviceGroups/devices': numbered(2_351_001, [
      { name: 'LT-ADA-01', deviceGroupType: 'ZCC_OS', osType: 'WINDOWS_OS', owner: users[0] && ref(users[0]) },
    ]),
    timeWindows: numbered(3_300_001, [
      { name: 'Work Hours', startTime: 480, endTime: 1080, dayOfWeek: ['MON', 'TUE', 'WED', 'THU', 'FRI'] },
    ]),
    workloadGroups: numbered(3_400_001, [{ name: 'Web Tier', description: '' }]),
    subscriptions: [{ id: 'ZIA_BUSINESS', status: 'SUBSCRIBED', state: 'ENABLED', licenses: 500 }],
  };
}

function location(name: string, country: string, tz: string, more: Item) {
  return { name, country, tz, authRequired: true, sslScanEnabled: true, profile: 'CORPORATE', parentId: 0, ...more };
}
