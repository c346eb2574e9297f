import { type ActionRule, type CollectionRule, paths, type Service } from '../conventions.js';
import { isItem } from '../item.js';
import { ztwSeed } from '../seed/ztw.js';
import { placeBelow, wholeNumberService } from './zia.js';

const plain = paths(`
  accountGroups adminRoles adminUsers apiKeys dnsGateways ecgroup ecRules/ecDns ecRules/ecRdr ecRules/self ecVm
  gateways ipDestinationGroups ipGroups ipSourceGroups location locationTemplate networkServiceGroups
  networkServices networkServicesGroups provUrl publicCloudAccountDetails
  publicCloudInfo workloadGroups zpaResources/applicationSegments
`);

const noContent = () => ({ status: 204 });

const actions: ActionRule[] = [
  {
    method: 'GET',
    path: 'ecAdminActivateStatus',
    run: ({ partition }) => ({ status: 200, body: activation(partition.pendingActivation) }),
  },
  ...['activate', 'forcedActivate'].map(
    (verb): ActionRule => ({
      method: 'PUT',
      path: `ecAdminActivateStatus/${verb}`,
      run: ({ partition }) => {
        partition.pendingActivation = false;
        return { status: 200, body: activation(false) };
      },
    }),
  ),
  {
    method: 'POST',
    path: 'apiKeys/:id/regenerate',
    run: ({ partition, params: { id = '' }, service }) => {
      const key = partition.item('apiKeys', id);
      return key === undefined
        ? service.problem({ kind: 'not-found', key: 'apiKeys', id })
        : { status: 200, body: key };
    },
  },
  { method: 'PUT', path: 'publicCloudInfo/:id/changeState', run: noContent },
  { method: 'PUT', path: 'discoveryService/:id/permissions', run: noContent },
  {
    method: 'POST',
    path: 'publicCloudInfo/generateExternalId',
    run: ({ request: { body } }) => ({
      status: 200,
      body: { ...(isItem(body) ? body : {}), externalId: 'sample-external-id' },
    }),
  },
  {
    method: 'GET',
    path: 'publicCloudInfo/supportedRegions',
    run: () => ({ status: 200, body: [{ id: 1, name: 'US_WEST_2', cloudType: 'AWS' }] }),
  },
];

/** The names of the states are those of the official SDKs' models. */
function activation(pending: boolean) {
  return {
    orgEditStatus: pending ? 'EDITS_PRESENT' : 'EDITS_CLEARED',
    orgLastActivateStatus: 'CAC_ACTV_SUCCESS',
    adminStatusMap: {},
    adminActivateStatus: pending ? 'ADM_EDITING' : 'ADM_ACTV_DONE',
  };
}

const special: CollectionRule[] = [{ path: 'adminUsers', unique: ['loginName'] }];

/** Zscaler Cloud and Branch Connector: ZIA's conventions under another root. */
export const ztw: Service = {
  ...wholeNumberService,
  product: 'CLOUD_CONNECTOR',
  place: placeBelow('ZTW', '/ztw/api/v1/'),
  makeId: (n) => 7_000_000 + n,
  stamp: (item, _before, request) => ({ ...item, lastModTime: request.now }),
  collections: [...special, ...plain.map((path) => ({ path }))],
  views: [],
  settings: [
    { path: 'discoveryService/workloadDiscoverySettings' },
    {
      path: 'publicCloudAccountIdStatus',
      initial: { accountIdEnabled: true, subIdEnabled: true, projectIdEnabled: true },
    },
    { path: 'publicCloudInfo/cloudFormationTemplate' },
  ],
  actions,
  seed: ztwSeed,
};
