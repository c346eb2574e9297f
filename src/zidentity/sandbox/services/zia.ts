import type { CollectionRule, Page, Problem, Service, SettingsRule, ViewRule } from '../conventions.js';
import type { Item, SandboxAnswer } from '../item.js';
import { queryNumber } from '../item-query.js';
import { ziaSeed } from '../seed/zia.js';
import { ziaActions } from './zia-actions.js';

/** Collections of which something differs from ZIA's conventions, and those that a `lite` path belongs to. */
const special: CollectionRule[] = [
  { path: 'staticIP', unique: ['ipAddress'] },
  { path: 'vpnCredentials', unique: ['fqdn', 'ipAddress'] },
  { path: 'greTunnels', unique: ['sourceIp'] },
  { path: 'users', unique: ['email'] },
  { path: 'adminUsers', unique: ['loginName'] },
  { path: 'locations', hidden: (item) => Boolean(item.parentId) },
  {
    path: 'urlCategories',
    unique: ['configuredName'],
    queryAliases: { customOnly: 'customCategory' },
    ...categoryIds(),
  },
  { path: 'ruleLabels', defaults: () => ({ referencedRuleCount: 0 }) },
  { path: 'auditlogEntryReport', unique: [] },
  { path: 'dcExclusions', unique: [] },
];

/** Custom URL categories have names as ids, and say of themselves that they are custom. */
function categoryIds(): Omit<CollectionRule, 'path'> {
  return {
    makeId: (n) => `CUSTOM_${String(n + 1).padStart(2, '0')}`,
    idPattern: /^[A-Z0-9_]+$/,
    defaults: (sent) => ({ customCategory: true, editable: true, type: sent.type ?? 'URL_CATEGORY' }),
  };
}

/** Collections that follow the conventions in everything. */
const plain = [
  'adaptiveAccessProfiles',
  'adminRoles',
  'alertSubscriptions',
  'appServiceGroups',
  'appServices',
  'bandwidthClasses',
  'bandwidthControlRules',
  'browserIsolation/profiles',
  'casbDlpRules',
  'casbMalwareRules',
  'casbEmailLabel',
  'casbTenant',
  'cloudApplicationInstances',
  'cloudApplications/policy',
  'cloudApplications/sslPolicy',
  'cloudToCloudIR',
  'customFileTypes',
  'customTags',
  'datacenters',
  'dedicatedIPGateways',
  'departments',
  'deviceGroups',
  'deviceGroups/devices',
  'dlpDictionaries',
  'dlpEngines',
  'dlpExactDataMatchSchemas',
  'dlpNotificationTemplates',
  'dnatRules',
  'dnsApplicationGroups',
  'dnsGateways',
  'domainProfiles',
  'emailRecipientProfile',
  'endpointDlpRules',
  'extranet',
  'fileTypeCategories',
  'fileTypeRules',
  'firewallDnsRules',
  'firewallFilteringRules',
  'firewallIpsRules',
  'forwardingRules',
  'groups',
  'httpHeaderProfile',
  'icapServers',
  'idmprofile',
  'incidentReceiverServers',
  'intermediateCaCertificate',
  'iotDiscovery/categories',
  'iotDiscovery/classifications',
  'iotDiscovery/deviceList',
  'iotDiscovery/deviceTypes',
  'ipDestinationGroups',
  'ipGroups',
  'ipSourceGroups',
  'ipv6config/dns64prefix',
  'ipv6config/nat64prefix',
  'locations/groups',
  'networkApplicationGroups',
  'networkApplications',
  'networkServiceGroups',
  'networkServices',
  'nssFeeds',
  'nssServers',
  'orgInformation/domains',
  'pacFiles',
  'proxies',
  'proxyGateways',
  'quarantineTombstoneTemplate',
  'region/search',
  'riskProfiles',
  'sandboxRules',
  'sslInspectionRules',
  'subclouds',
  'subscriptions',
  'tenancyRestrictionProfile',
  'threatNames',
  'timeIntervals',
  'timeWindows',
  'trafficCaptureRules',
  'urlFilteringRules',
  'users/auditors',
  'vips',
  'vips/groupByDatacenter',
  'virtualZenClusters',
  'virtualZenNodes',
  'webApplicationRules/:type',
  'webDlpRules',
  'workloadGroups',
  'zpaGateways',
];

const views: ViewRule[] = [
  { path: 'locations/:id/sublocations', of: 'locations', where: ({ id }) => ({ parentId: Number(id) }) },
];

/** Paths that hold one object. */
const settings: SettingsRule[] = [
  {
    path: 'advancedSettings',
    initial: { authBypassUrls: [], enableOffice365: true, logInternalIp: false, uiSessionTimeout: 3600 },
  },
  {
    path: 'advancedUrlFilterAndCloudAppSettings',
    initial: { enableDynamicContentCat: true, considerEmbeddedSites: false, enforceSafeSearch: false },
  },
  { path: 'authSettings', initial: { orgAuthType: 'SAML', autoProvision: false, kerberosEnabled: false } },
  { path: 'authSettings/exemptedUrls', initial: { urls: [] } },
  { path: 'authSettings/lite', initial: { orgAuthType: 'SAML' } },
  { path: 'browserControlSettings', initial: { pluginCheckFrequency: 'DAILY', enableWarnings: true } },
  { path: 'configAudit' },
  { path: 'configAudit/ipVisibility' },
  { path: 'configAudit/pacFile' },
  { path: 'cyberThreatProtection/advancedThreatSettings', initial: { riskTolerance: 35, malwareSitesBlocked: true } },
  { path: 'cyberThreatProtection/atpMalwareInspection', initial: { inspectInbound: true, inspectOutbound: true } },
  {
    path: 'cyberThreatProtection/atpMalwareProtocols',
    initial: { inspectHttp: true, inspectFtpOverHttp: true, inspectFtp: true },
  },
  { path: 'cyberThreatProtection/maliciousUrls', initial: { maliciousUrls: [] } },
  {
    path: 'cyberThreatProtection/malwarePolicy',
    initial: { blockUnscannableFiles: false, blockPasswordProtectedArchiveFiles: false },
  },
  { path: 'cyberThreatProtection/malwareSettings', initial: { virusBlocked: true, trojanBlocked: true } },
  { path: 'cyberThreatProtection/securityExceptions', initial: { bypassUrls: [] } },
  { path: 'dlpNotificationSettings' },
  { path: 'eun', initial: { notificationType: 'DEFAULT', displayReason: true } },
  { path: 'ftpSettings', initial: { ftpOverHttpEnabled: false, ftpEnabled: true, urlCategories: [], urls: [] } },
  { path: 'ipv6config', initial: { ipV6Enabled: false, natPrefixes: [] } },
  { path: 'mobileAdvanceThreatSettings', initial: { blockAppsWithMaliciousActivity: true } },
  {
    path: 'orgInformation',
    initial: { name: 'Acme Corporation', headquarterCity: 'San Jose', primaryLanguage: 'LANGUAGE_EN' },
  },
  { path: 'orgInformation/lite', initial: { orgId: 24000001, name: 'Acme Corporation' } },
  { path: 'passwordExpiry/settings', initial: { passwordExpirationEnabled: true, passwordExpiryDays: 180 } },
  { path: 'remoteAssistance', initial: { viewOnlyUntil: 0, fullAccessUntil: 0, usernameObfuscated: false } },
  { path: 'behavioralAnalysisAdvancedSettings', initial: { fileHashesToBeBlocked: [] } },
  {
    path: 'behavioralAnalysisAdvancedSettings/fileHashCount',
    initial: { blockedFileHashesCount: 0, remainingFileHashes: 10000 },
  },
  { path: 'sandbox/report/quota', initial: { startTime: 0, used: 0, allowed: 1000, scale: 'DAYS', unused: 1000 } },
  { path: 'security', initial: { whitelistUrls: [] } },
  { path: 'security/advanced', initial: { blacklistUrls: [] } },
  { path: 'urlCategories/urlQuota', initial: { uniqueUrlsProvisioned: 12, remainingUrlsQuota: 24988 } },
];

const page = (query: URLSearchParams) => ({
  page: queryNumber(query, 'page', 1, 1, 999_999_999),
  size: queryNumber(query, 'pageSize', 100, 1, 1000),
});

/** ZIA's form of an error, which ZTW shares. */
export function codeAndMessage(problem: Problem): SandboxAnswer {
  const say = (status: number, code: string, message: string) => ({ status, body: { code, message } });
  switch (problem.kind) {
    case 'not-found':
      return say(404, 'RESOURCE_NOT_FOUND', `There is no ${problem.key} with the id ${problem.id}`);
    case 'duplicate':
      return say(409, 'DUPLICATE_ITEM', `DUPLICATE_ITEM: ${problem.field} "${problem.value}" is already in use`);
    case 'invalid':
      return say(400, 'INVALID_INPUT_ARGUMENT', problem.message);
    case 'full':
      return say(403, 'LIMIT_EXCEEDED', problem.message);
    case 'method':
      return say(405, 'METHOD_NOT_ALLOWED', `Request method '${problem.method}' not supported`);
  }
}

/** What ZIA and ZTW have in common: whole numbers as ids, plain arrays, answers that repeat the object. */
export const wholeNumberService = {
  idPattern: /^\d{1,15}$/,
  listProperty: () => 'array',
  page,
  list: ({ items }: Page) => items,
  created: (item: Item): SandboxAnswer => ({ status: 200, body: item }),
  updated: (item: Item): SandboxAnswer => ({ status: 200, body: item }),
  deleted: (): SandboxAnswer => ({ status: 204 }),
  problem: codeAndMessage,
};

/** Zscaler Internet Access. Recorded live answers: POST 200, PUT 200, DELETE 204, lists as plain arrays. */
export const zia: Service = {
  ...wholeNumberService,
  product: 'ZIA',
  place: placeBelow('ZIA', '/zia/api/v1/'),
  makeId: (n) => 3_000_000 + n,
  stamp: (item, before, request) => {
    const by = { id: 24_000_100, name: `oauth-${request.clientId}$@24000001.zscaler.net` };
    return { ...item, lastModifiedTime: request.now, lastModifiedBy: by, createdBy: before?.createdBy ?? by };
  },
  collections: [...special, ...plain.map((path) => ({ path }))],
  views,
  settings,
  actions: ziaActions,
  seed: ziaSeed,
};

/** A service whose paths all begin alike and whose data is one. */
export function placeBelow(partition: string, root: string): Service['place'] {
  return (path) =>
    path.startsWith(root) ? { partition, segments: path.slice(root.length).split('/').filter(Boolean) } : undefined;
}
