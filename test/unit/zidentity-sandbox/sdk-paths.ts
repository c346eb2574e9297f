/** Collection paths that the official SDKs use, with the field that names an entry where it is not `name`. */
interface Family {
  root: string;
  paths: string;
  /** The query key that searches, where it is not `search`. */
  searchKey?: string;
}

const zpaCustomer = '/zpa/mgmtconfig/v1/admin/customers/216190000000000000/';

const families: Family[] = [
  {
    root: '/zia/api/v1/',
    paths: `
      adaptiveAccessProfiles adminRoles adminUsers:loginName alertSubscriptions:email bandwidthClasses bandwidthControlRules
      casbDlpRules casbMalwareRules cloudApplicationInstances cloudToCloudIR customFileTypes dcExclusions dedicatedIPGateways
      departments deviceGroups dlpDictionaries dlpEngines dlpExactDataMatchSchemas:projectName dlpNotificationTemplates dnatRules
      dnsApplicationGroups dnsGateways domainProfiles emailRecipientProfile extranet fileTypeRules firewallDnsRules
      firewallFilteringRules firewallIpsRules forwardingRules greTunnels:sourceIp groups icapServers idmprofile:profileName
      incidentReceiverServers intermediateCaCertificate ipDestinationGroups ipSourceGroups locations
      locations/2600001/sublocations networkApplicationGroups networkServiceGroups networkServices nssFeeds nssServers pacFiles
      proxies proxyGateways riskProfiles:profileName ruleLabels sandboxRules sslInspectionRules staticIP:ipAddress subclouds
      tenancyRestrictionProfile timeIntervals timeWindows trafficCaptureRules urlCategories:configuredName urlFilteringRules
      users:email virtualZenClusters virtualZenNodes vpnCredentials:fqdn webApplicationRules/STREAMING_MEDIA
      webApplicationRules/FILE_SHARE webDlpRules workloadGroups zpaGateways httpHeaderProfile
      quarantineTombstoneTemplate dlpEndpointResource endPointDlpRules endPointDlpResourceGroups endPointApplicationGroups
      endPointApplications/customApp`,
  },
  {
    root: zpaCustomer,
    paths: `
      administrators:username apiKeys appConnectorGroup application approval:emailIds assistantSchedule:frequency
      associationType/CONNECTOR_GRP/provisioningKey associationType/SERVICE_EDGE_GRP/provisioningKey branchConnectorGroup
      certificate clientlessCertificate cloudConnectorGroup configOverrides:configKey connector credential credential-pool
      emergencyAccess/user:emailId enrollmentCert extranetResource idp inspectionControls/custom inspectionProfile
      ipRanges isolation/profiles location lssConfig machineGroup managedBrowserProfile microtenants namespace
      network permissionGroups policySet/288000000000000200/rule policySet/288000000000000203/rule posture praConsole praPortal
      privilegedApproval roles:displayName segmentGroup server serverGroup serviceEdge serviceEdgeGroup
      serviceEdgeSchedule:frequency stepUpAuthLevel tagGroup userPortal userPortalLink workloadTagGroup`,
  },
  {
    root: '/zpa/mgmtconfig/v2/admin/customers/216190000000000000/',
    paths: 'associationType/NP_ASSISTANT_GRP/provisioningKey idp network policySet/288000000000000201/rule ipRanges',
  },
  {
    root: '/zpa/userconfig/v1/customers/216190000000000000/',
    paths: 'scimgroup/idpId/288000000000170001 scimattribute',
  },
  {
    root: '/zpa/cbiconfig/cbi/api/customers/216190000000000000/',
    paths: 'banner certificate profiles',
  },
  {
    root: '/zcc/papi/public/v1/',
    paths: `
      custom-ip-based-apps:appName predefined-ip-based-apps:appName process-based-apps:appName application-profiles
      notification-templates zia-postures getAdminUsers:userName webAppService:appName`,
  },
  {
    root: '/zcc/papi/public/v2/',
    paths: 'trusted-networks notification-templates zia-posture-profiles',
    searchKey: 'keyword',
  },
  {
    root: '/zdx/v1/',
    paths: `
      devices users:email apps:name administration/departments administration/locations alerts/ongoing:rule_name
      alerts/historical:rule_name analysis:analysis_type devices/51000001/deeptraces:session_name snapshot/alert
      inventory/software:software_name`,
  },
  {
    root: '/ztw/api/v1/',
    paths: `
      accountGroups adminRoles adminUsers:loginName apiKeys:keyName dnsGateways ecRules/ecDns ecRules/ecRdr ecRules/self ecgroup
      gateways ipDestinationGroups ipGroups ipSourceGroups location locationTemplate networkServiceGroups networkServices provUrl
      publicCloudInfo workloadGroups`,
  },
];

export interface SdkCollection {
  path: string;
  nameField: string;
  searchKey: string;
}

export const sdkCollections: SdkCollection[] = families.flatMap(({ root, paths, searchKey = 'search' }) =>
  paths
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [path = '', nameField = 'name'] = entry.split(':');
      return { path: root + path, nameField, searchKey };
    }),
);
