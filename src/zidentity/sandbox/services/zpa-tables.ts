import { type CollectionRule, paths, type SettingsRule, type ViewRule } from '../conventions.js';
import type { Item } from '../item.js';
import { policySetOf } from '../seed/zpa-policy-sets.js';

/** Cloud Browser Isolation, an API of its own below ZPA, has UUIDs and plain arrays. */
const cbi: Omit<CollectionRule, 'path'> = {
  makeId: (n) => `c0b10000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
  list: 'array',
  created: ({ id }) => ({ status: 200, body: { id } }),
};

const special: CollectionRule[] = [
  { path: 'cbi/banner', ...cbi },
  { path: 'cbi/certificate', ...cbi },
  { path: 'cbi/profiles', ...cbi },
  { path: 'cbi/regions', ...cbi },
  { path: 'cbi/zpaprofiles', ...cbi },
  { path: 'clientTypes', list: 'array' },
  { path: 'platform', list: 'array' },
  { path: 'emergencyAccess/user', unique: ['emailId'], idField: 'userId' },
  { path: 'approval', unique: [] },
  {
    path: 'associationType/:type/provisioningKey',
    defaults: () => ({ provisioningKey: 'sample-provisioning-key-of-the-sandbox', usageCount: '0' }),
  },
  { path: 'riskScoreValues', list: 'array' },
  { path: 'rules', unique: [], defaults: ruleDefaults },
  { path: 'microtenants', briefArray: true },
  { path: 'inspectionControls/predefined', list: 'array' },
];

/** A new rule is the last but the default one. */
function ruleDefaults(sent: Item, siblings: readonly Item[]): Item {
  const order = siblings.filter((rule) => rule.defaultRule !== true).length + 1;
  const policyType = siblings[0]?.policyType ?? '1';
  return { ruleOrder: String(order), priority: '1', policyType, operator: sent.operator ?? 'AND', defaultRule: false };
}

const plain = paths(`
  administrators adminSsoController apiKeys appConnectorGroup application assistantSchedule
  branchConnector branchConnectorGroup browserProtectionProfile certificate clientlessCertificate cloudConnector
  cloudConnectorGroup configOverrides connector console credential credential-pool customerDRToolVersion
  enrollmentCert extranetResource idp inspectionControls/custom inspectionProfile ipRanges isolation/profiles
  location locationGroup lssConfig machineGroup managedBrowserProfile namespace
  namespace/:namespace/tagKey network
  permissionGroups policySet posture praConsole praPortal privateCloudController privateCloudControllerGroup
  privilegedApproval risk-score-values roles samlAttribute scimattribute scimgroup segmentGroup server
  serverGroup serviceEdge serviceEdgeGroup serviceEdgeSchedule stepupauthlevel stepUpAuthLevel tagGroup
  trustedNetwork userPortal userportal/aup userPortalLink v2/ipRanges versionProfiles visible/versionProfiles
  vpnConnectedUsers workloadTagGroup zdc/managedBrowserProfile
`);

export const zpaViews: ViewRule[] = [
  { path: 'policySet/:set/rule', of: 'rules', where: ({ set = '' }) => ({ policySetId: set }) },
  {
    path: 'policySet/rules/policyType/:type',
    of: 'rules',
    where: ({ type = '' }) => ({ policySetId: policySetOf(type) }),
  },
  { path: 'scimgroup/idpId/:idp', of: 'scimgroup', where: ({ idp = '' }) => ({ idpId: idp }) },
  { path: 'idp/:idp/scimattribute', of: 'scimattribute', where: ({ idp = '' }) => ({ idpId: idp }) },
  { path: 'samlAttribute/idp/:idp', of: 'samlAttribute', where: ({ idp = '' }) => ({ idpId: idp }) },
  {
    path: 'userPortalLink/userPortal/:portal',
    of: 'userPortalLink',
    where: ({ portal = '' }) => ({ userPortalId: portal }),
  },
  { path: 'cbi/banners', of: 'cbi/banner', where: () => ({}) },
  { path: 'cbi/certificates', of: 'cbi/certificate', where: () => ({}) },
  { path: 'clientlessCertificate/issued', of: 'clientlessCertificate', where: () => ({}) },
  { path: 'certificate/issued', of: 'certificate', where: () => ({}) },
  { path: 'emergencyAccess/users', of: 'emergencyAccess/user', where: () => ({}) },
];

/** Paths that hold one object. */
export const zpaSettings: SettingsRule[] = [
  { path: 'activeBrowserProtectionProfile' },
  {
    path: 'application/:id/weightedLbConfig',
    initial: { weightedLoadBalancing: false, applicationToServerGroupMappings: [] },
  },
  { path: 'authDomains', initial: { authDomains: ['acme.example'] } },
  { path: 'clientSetting', initial: { clientCertificateType: 'CLIENT_CONNECTOR' } },
  { path: 'clientSetting/all', initial: { clientCertificateType: 'CLIENT_CONNECTOR' } },
  { path: 'config/customer' },
  { path: 'config/isZiaCloudConfigAvailable', initial: { isZiaCloudConfigAvailable: true } },
  { path: 'config/ziaCloudConfig', initial: { ziaCloudDomain: 'zscaler', ziaUsername: '' } },
  { path: 'sessionTerminationOnReauth', initial: { sessionTerminationOnReauth: false } },
  { path: 'v2/ssoLoginOptions', initial: { ssoaLoginOptions: false } },
];

/** All collections of ZPA that are known by name. */
export const zpaCollections: CollectionRule[] = [...special, ...plain.map((path) => ({ path }))];
