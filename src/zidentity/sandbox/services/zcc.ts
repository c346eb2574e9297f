import {
  type CollectionRule,
  numbered,
  type Page,
  type Paging,
  type Place,
  type Problem,
  type Rewritten,
  type Service,
  type SettingsRule,
} from '../conventions.js';
import { isItem, type SandboxAnswer, type SandboxRequest } from '../item.js';
import { queryNumber } from '../item-query.js';
import { zccSeed } from '../seed/zcc.js';
import { zccActions } from './zcc-actions.js';
import { placeBelow } from './zia.js';

/** Version 2 of the API, as the official Go SDK reads it: `skip` and `perPage`, and what there is in an envelope. */
const version2: Paging = {
  page: (query) => ({
    offset: queryNumber(query, 'skip', 0, 0, 999_999_999),
    size: queryNumber(query, 'perPage', 30, 1, 5000),
  }),
  list: ({ items, total, offset, size }) => ({ items, total, offset, limit: size, count: items.length }),
  searchKey: 'keyword',
};

/** How a list is wrapped, as recorded live answers and the official SDKs have it; plain arrays elsewhere. */
const collections: CollectionRule[] = [
  {
    path: 'webTrustedNetwork',
    list: 'trustedNetworkContracts',
    unique: ['networkName'],
    makeId: (n) => String(20_000 + n),
  },
  { path: 'v2/trusted-networks', paging: version2 },
  { path: 'v2/notification-templates', paging: version2 },
  { path: 'v2/zia-posture-profiles', paging: version2, queryAliases: { platformType: 'platform' } },
  { path: 'custom-ip-based-apps', list: 'customAppContracts', unique: ['appName'] },
  { path: 'predefined-ip-based-apps', list: 'appServiceContracts', unique: ['appName'] },
  { path: 'process-based-apps', list: 'appIdentities', unique: ['appName'] },
  { path: 'application-profiles', list: 'policies' },
  { path: 'getDevices', unique: [], idField: 'udid', queryAliases: { username: 'user', osType: 'type' } },
  { path: 'web/policy', unique: ['name'], makeId: (n) => String(40_000 + n) },
  { path: 'webForwardingProfile', unique: ['name'], makeId: (n) => String(50_000 + n) },
  { path: 'webFailOpenPolicy', unique: [], makeId: (n) => String(60_000 + n) },
  { path: 'webAppService', unique: ['appName'] },
  { path: 'notification-templates', list: 'notificationTemplates' },
  { path: 'zia-postures', list: 'ziaPostures' },
  { path: 'getAdminUsers', unique: ['userName'] },
  { path: 'getAdminRoles', list: 'adminRoles', unique: ['roleName'] },
];

const settings: SettingsRule[] = [
  {
    path: 'getCompanyInfo',
    initial: { id: '4000', name: 'Acme Corporation', orgId: '24000001', masterCustomerId: '0' },
  },
  {
    path: 'getDeviceCleanupInfo',
    initial: { id: '1', active: '1', autoPurgeDays: '30', autoRemovalDays: '30', forceRemoveType: '0' },
  },
  {
    path: 'getWebPrivacyInfo',
    initial: { id: '1', active: '1', collectUserInfo: '1', collectMachineHostname: '1', enablePacketCapture: '1' },
  },
  {
    path: 'getZdxGroupEntitlements',
    initial: { totalCount: 0, upmDeviceGroupList: [], upmEnableForAll: 1, upmGroupList: [] },
  },
  {
    path: 'getZpaGroupEntitlements',
    initial: { totalCount: 0, deviceGroupList: [], zpaEnableForAll: 1, groupList: [] },
  },
  {
    path: 'getAdminUsersSyncInfo',
    initial: { id: '1', companyId: '4000', ziaInitialSyncDone: true, zpaInitialSyncDone: true },
  },
];

/** The form of ZCC's errors is a guess after the answers that its writing paths give. */
function problem(problem: Problem): SandboxAnswer {
  const say = (status: number, errorMessage: string) => ({
    status,
    body: { success: 'false', errorCode: String(status), errorMessage },
  });
  switch (problem.kind) {
    case 'not-found':
      return say(404, `There is no ${problem.key} with the id ${problem.id}`);
    case 'duplicate':
      return say(409, `${problem.field} "${problem.value}" is already in use`);
    case 'invalid':
      return say(400, problem.message);
    case 'full':
      return say(403, problem.message);
    case 'read-only':
      return say(403, `The role only reads: ${problem.method} needs one that writes`);
    case 'method':
      return say(405, `The method ${problem.method} is not allowed`);
  }
}

/** What the verbs at the end of ZCC's older paths mean. */
function rewrite(segments: string[], { method, body }: SandboxRequest): Rewritten {
  const verb = segments.at(-1);
  const rest = segments.slice(0, -1);
  if (rest.length === 0) return { segments, method };
  if (verb === 'listByCompany' || verb === 'create') return { segments: rest, method };
  if (verb === 'delete') return { segments: rest, method: 'DELETE' };
  if (verb !== 'edit') return { segments, method };
  // One path makes and changes: an id that is not there yet, or 0, asks for a new one.
  const id = isItem(body) ? body.id : undefined;
  const names = (typeof id === 'string' || typeof id === 'number') && !['', '0', '-1'].includes(String(id));
  return names
    ? { segments: [...rest, String(id)], method: 'PUT', answer: edited }
    : { segments: rest, method: 'POST', answer: edited };
}

/** The form that recorded answers of `edit` have. */
function edited(answer: SandboxAnswer): SandboxAnswer {
  const { status, body } = answer;
  return status === 200 && isItem(body) ? { status, body: { success: 'true', id: Number(body.id) } } : answer;
}

const placeOf1 = placeBelow('ZCC', '/zcc/papi/public/v1/');
const placeOf2 = placeBelow('ZCC', '/zcc/papi/public/v2/');

/** The collections of version 2 stand below `v2`, for they are others than those of version 1. */
function place(path: string): Place | undefined {
  const second = placeOf2(path);
  return second === undefined ? placeOf1(path) : { ...second, segments: ['v2', ...second.segments] };
}

/** Zscaler Client Connector. Older paths end with verbs (`listByCompany`, `edit`), newer ones are plain collections. */
export const zcc: Service = {
  product: 'ZCC',
  place,
  rewrite,
  makeId: (n) => 6_000 + n,
  idPattern: /^\d{1,15}$/,
  listProperty: () => 'array',
  page: (query) => numbered(queryNumber(query, 'page', 1, 1, 999_999_999), queryNumber(query, 'pageSize', 50, 1, 5000)),
  list: ({ items, total }: Page, property) => (property === 'array' ? items : { totalCount: total, [property]: items }),
  stamp: (item, _before, { now }) => ({ ...item, editedTimestamp: String(now) }),
  created: (item) => ({ status: 200, body: item }),
  updated: (item) => ({ status: 200, body: item }),
  deleted: () => ({ status: 200, body: { success: 'true', errorCode: '0' } }),
  problem,
  collections,
  views: [],
  settings,
  actions: zccActions,
  seed: zccSeed,
};
