import { type CollectionRule, paths, type SettingsRule, type ViewRule } from '../conventions.js';

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
  { path: 'dcExclusions', unique: [], createdById: true },
  { path: 'timeIntervals', createdById: true },
  { path: 'endPointApplications/customApp', echoes: { resourceId: 'id', applicationName: 'name' } },
  { path: 'endPointApplicationGroups', echoes: { groupId: 'id' } },
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
const plain = paths(`
  adaptiveAccessProfiles adminRoles alertSubscriptions app_views/list apps/search appServiceGroups appServices
  bandwidthClasses bandwidthControlRules browserIsolation/profiles casbDlpRules casbEmailLabel casbMalwareRules
  casbTenant casbTenant/scanInfo cloudApplicationInstances cloudApplications cloudApplications/policy cloudApplications/sslPolicy
  cloudToCloudIR customFileTypes customTags datacenters dedicatedIPGateways departments deviceGroups
  deviceGroups/devices dlpDictionaries dlpEndpointResource dlpEngines dlpExactDataMatchSchemas dlpNotificationTemplates dnatRules
  dnsApplicationGroups dnsGateways domainProfiles emailRecipientProfile endPointApplications
  endPointDlpResourceGroups endPointDlpRules endPointDlpRules/:rule/subRule eunTemplates extranet fileTypeCategories fileTypeRules firewallDnsRules
  firewallFilteringRules firewallIpsRules forwardingRules groups httpHeaderProfile icapServers idmprofile
  incidentReceiverServers intermediateCaCertificate iotDiscovery/categories iotDiscovery/classifications
  iotDiscovery/deviceList iotDiscovery/deviceTypes ipDestinationGroups ipGroups ipsCategories ipSourceGroups
  ipsSignatureRules ipv6config/dns64prefix ipv6config/nat64prefix locations/groups networkApplicationGroups
  networkApplications networkServiceGroups networkServices nssFeeds nssServers orgInformation/domains pacFiles
  proxies proxyGateways quarantineTombstoneTemplate region/search riskProfiles sandboxRules sslInspectionRules
  subclouds subscriptions tenancyRestrictionProfile threatNames timeWindows trafficCaptureRules
  urlFilteringRules users/auditors vips virtualZenClusters virtualZenNodes
  webApplicationRules/:type webDlpRules workloadGroups zpaGateways
`);

export const ziaViews: ViewRule[] = [
  { path: 'adaptiveAccessProfiles/profiles/rules', of: 'adaptiveAccessProfiles', where: () => ({}) },
  { path: 'endPointApplications/customApps', of: 'endPointApplications/customApp', where: () => ({}) },
  {
    path: 'endPointDlpResourceGroups/:channel~',
    of: 'endPointDlpResourceGroups',
    where: ({ channel = '' }) => ({ channel }),
  },
  {
    path: 'dlpEndpointResource/channel/:channel',
    of: 'dlpEndpointResource',
    where: ({ channel = '' }) => ({ channel }),
  },
  { path: 'locations/:id/sublocations', of: 'locations', where: ({ id }) => ({ parentId: Number(id) }) },
];

/** Paths that hold one object. */
export const ziaSettings: SettingsRule[] = [
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
  {
    path: 'webDlpGlobalOptions',
    initial: { applications: [], urls: [], urlCategories: [], enableInlineDlpOcr: false, enableCasbOcr: false },
  },
  { path: 'urlCategories/urlQuota', initial: { uniqueUrlsProvisioned: 12, remainingUrlsQuota: 24988 } },
];

/** All collections of ZIA that are known by name. */
export const ziaCollections: CollectionRule[] = [...special, ...plain.map((path) => ({ path }))];
