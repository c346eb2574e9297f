import type { CollectionRule, Page, Problem, Service, ViewRule } from '../conventions.js';
import type { SandboxAnswer } from '../item.js';
import { queryNumber } from '../item-query.js';
import { zpaSeed } from '../seed/zpa.js';
import { policySetOf } from '../seed/zpa-policy-sets.js';
import { zpaActions } from './zpa-actions.js';

/** Cloud Browser Isolation, an API of its own below ZPA, has UUIDs and plain arrays. */
const cbi: Omit<CollectionRule, 'path'> = {
  makeId: (n) => `c0b10000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
  list: 'array',
};

const special: CollectionRule[] = [
  { path: 'cbi/banner', ...cbi },
  { path: 'cbi/banners', ...cbi },
  { path: 'cbi/certificate', ...cbi },
  { path: 'cbi/certificates', ...cbi },
  { path: 'cbi/profiles', ...cbi },
  { path: 'cbi/regions', ...cbi },
  { path: 'cbi/zpaprofiles', ...cbi },
  { path: 'clientTypes', list: 'array' },
  { path: 'platform', list: 'array' },
  { path: 'emergencyAccess/user', unique: ['emailId'], idField: 'userId' },
  { path: 'approval', unique: [] },
  { path: 'rules', unique: [] },
  { path: 'inspectionControls/predefined', list: 'array' },
];

const plain = [
  'adminSsoController',
  'administrators',
  'apiKeys',
  'appConnectorGroup',
  'application',
  'approval',
  'assistantSchedule',
  'associationType/:type/provisioningKey',
  'authDomains',
  'branchConnectorGroup',
  'branchConnector',
  'certificate',
  'clientSetting',
  'clientlessCertificate',
  'cloudConnector',
  'cloudConnectorGroup',
  'configOverrides',
  'connector',
  'credential',
  'credential-pool',
  'customerDRToolVersion',
  'enrollmentCert',
  'extranetResource',
  'idp',
  'inspectionControls/custom',
  'inspectionProfile',
  'ipRanges',
  'isolation/profiles',
  'location',
  'lssConfig',
  'machineGroup',
  'managedBrowserProfile',
  'microtenants',
  'namespace',
  'network',
  'permissionGroups',
  'policySet',
  'posture',
  'praConsole',
  'praPortal',
  'privilegedApproval',
  'risk-score-values',
  'roles',
  'samlAttribute',
  'scimattribute',
  'scimgroup',
  'segmentGroup',
  'server',
  'serverGroup',
  'serviceEdge',
  'serviceEdgeGroup',
  'serviceEdgeSchedule',
  'stepUpAuthLevel',
  'tagGroup',
  'trustedNetwork',
  'userPortal',
  'userPortalLink',
  'userportal/aup',
  'v2/ipRanges',
  'visible/versionProfiles',
  'workloadTagGroup',
  'zdc/managedBrowserProfile',
];

const views: ViewRule[] = [
  { path: 'policySet/:set/rule', of: 'rules', where: ({ set = '' }) => ({ policySetId: set }) },
  {
    path: 'policySet/rules/policyType/:type',
    of: 'rules',
    where: ({ type = '' }) => ({ policySetId: policySetOf(type) }),
  },
  { path: 'scimgroup/idpId/:idp', of: 'scimgroup', where: ({ idp = '' }) => ({ idpId: idp }) },
  { path: 'idp/:idp/scimattribute', of: 'scimattribute', where: ({ idp = '' }) => ({ idpId: idp }) },
  { path: 'samlAttribute/idp/:idp', of: 'samlAttribute', where: ({ idp = '' }) => ({ idpId: idp }) },
  { path: 'clientlessCertificate/issued', of: 'clientlessCertificate', where: () => ({}) },
  { path: 'certificate/issued', of: 'certificate', where: () => ({}) },
  { path: 'emergencyAccess/users', of: 'emergencyAccess/user', where: () => ({}) },
];

const customer = /^\/zpa\/(mgmtconfig|userconfig|cbiconfig|waap-pra-config)\/(?:[^/]+\/)*?customers\/([^/]+)\/(.+)$/;
const noCustomer = /^\/zpa\/(mgmtconfig|userconfig|cbiconfig|waap-pra-config)\/(?:v\d+\/)?(?:admin\/)?(.+)$/;

/** ZPA's form of an error. The ids of all but `resource.not.found` are guesses. */
function problem(problem: Problem): SandboxAnswer {
  const say = (status: number, id: string, reason: string, params: string[] = []) => ({
    status,
    body: { id, reason, params },
  });
  switch (problem.kind) {
    case 'not-found':
      return say(404, 'resource.not.found', `Resource not found: ${problem.key} ${problem.id}`, [problem.id]);
    case 'duplicate':
      return say(400, 'duplicate.name', `${problem.field} "${problem.value}" is already in use`, [problem.value]);
    case 'invalid':
      return say(400, 'bad.request', problem.message);
    case 'full':
      return say(400, 'limit.exceeded', problem.message);
    case 'method':
      return say(405, 'method.not.allowed', `Request method '${problem.method}' not supported`);
  }
}

/**
 * Zscaler Private Access. Recorded live answers: POST 201 with the object, PUT and DELETE 204 without, lists
 * in an envelope whose numbers are strings, times in epoch seconds as strings, ids of 18 digits.
 */
export const zpa: Service = {
  product: 'ZPA',
  /** Any customer id will do; each has data of its own. The versions of the API share theirs. */
  place(path) {
    const mine = customer.exec(path);
    if (mine !== null) {
      const [, api = '', id = '', rest = ''] = mine;
      return { partition: `ZPA ${id}`, api, segments: withApi(api, rest) };
    }
    const [, api, rest] = noCustomer.exec(path) ?? [];
    return api === undefined || rest === undefined
      ? undefined
      : { partition: 'ZPA', api, segments: withApi(api, rest) };
  },
  makeId: (n) => String(288_000_000_000_100_000n + BigInt(n)),
  idPattern: /^\d{5,20}$/,
  listProperty: () => 'list',
  page: (query) => ({
    page: queryNumber(query, 'page', 1, 1, 999_999_999),
    size: queryNumber(query, 'pagesize', 20, 1, 500),
  }),
  list({ items, total, size }: Page, property) {
    if (property === 'array') return items;
    return { totalPages: String(Math.ceil(total / size)), totalCount: String(total), [property]: items };
  },
  stamp: (item, before, { now }) => ({
    ...item,
    creationTime: before?.creationTime ?? String(now),
    modifiedTime: String(now),
    modifiedBy: '288000000000000001',
    microtenantName: 'Default',
    readOnly: false,
    zscalerManaged: false,
  }),
  created: (item) => ({ status: 201, body: item }),
  updated: () => ({ status: 204 }),
  deleted: () => ({ status: 204 }),
  problem,
  collections: [...special, ...plain.map((path) => ({ path }))],
  views,
  settings: [{ path: 'config/customer' }, { path: 'clientSetting/all' }, { path: 'aup' }],
  actions: zpaActions,
  seed: zpaSeed,
};

/** Isolation has `profiles` too: what belongs to it stands below `cbi`. */
function withApi(api: string, rest: string): string[] {
  const segments = rest.split('/').filter(Boolean);
  return api === 'cbiconfig' ? ['cbi', ...segments] : segments;
}
