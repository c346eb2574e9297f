import type { Partition } from '../collections.js';
import type { ActionContext, ActionRule } from '../conventions.js';
import { isItem, type SandboxAnswer } from '../item.js';
import { policySetOf } from '../seed/zpa-policy-sets.js';

const noContent = () => ({ status: 204 });

/** Paths that list the words which a field may hold. */
const words: Readonly<Record<string, readonly string[]>> = {
  'inspectionControls/actionTypes': ['PASS', 'BLOCK', 'REDIRECT'],
  'inspectionControls/controlTypes': ['WEBSOCKET_PREDEFINED', 'WEBSOCKET_CUSTOM', 'THREATLABZ', 'CUSTOM', 'PREDEFINED'],
  'inspectionControls/severityTypes': ['CRITICAL', 'ERROR', 'WARNING', 'INFO'],
  'inspectionControls/custom/httpMethods': ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  'inspectionControls/predefined/versions': ['OWASP_CRS/3.3.0'],
};

/** Paths of ZPA that do something else than keep items. */
export const zpaActions: ActionRule[] = [
  {
    method: 'GET',
    path: 'policySet/policyType/:type',
    run: ({ partition, params: { type = '' }, service }) => {
      const set = partition.item('policySet', policySetOf(type));
      return set === undefined
        ? service.problem({ kind: 'not-found', key: 'policySet', id: type })
        : { status: 200, body: set };
    },
  },
  {
    method: 'PUT',
    path: 'policySet/:set/rule/:id/reorder/:order',
    run: ({ partition, params: { id = '', order = '' }, service }) => {
      const rule = partition.item('rules', id);
      if (rule === undefined) return service.problem({ kind: 'not-found', key: 'rules', id });
      partition.put('rules', id, { ...rule, ruleOrder: order });
      return noContent();
    },
  },
  {
    method: 'PUT',
    path: 'policySet/:set/reorder',
    run: ({ partition, request: { body }, service }) => {
      if (!Array.isArray(body))
        return service.problem({ kind: 'invalid', message: 'The body must be a list of rule ids.' });
      for (const [index, id] of body.entries()) {
        const rule = partition.item('rules', String(id));
        if (rule !== undefined) partition.put('rules', String(id), { ...rule, ruleOrder: String(index + 1) });
      }
      return noContent();
    },
  },
  {
    method: 'PUT',
    path: 'namespace/:namespace/tagKey/bulkUpdateStatus',
    run: ({ partition, params: { namespace = '' }, request: { body }, service }) => {
      const key = `namespace/${namespace}/tagKey`;
      if (!isItem(body) || !Array.isArray(body.tagKeyIds)) {
        return service.problem({ kind: 'invalid', message: 'The body must be {"enabled": …, "tagKeyIds": […]}.' });
      }
      for (const id of body.tagKeyIds.map(String)) {
        const tagKey = partition.item(key, id);
        if (tagKey !== undefined) partition.put(key, id, { ...tagKey, enabled: body.enabled === true });
      }
      return noContent();
    },
  },
  ...['associationtype/:type/domains', 'v2/associationtype/:type/domains'].flatMap((path): ActionRule[] => [
    { method: 'GET', path, run: ({ partition, params }) => ({ status: 200, body: domainsOf(partition, params) }) },
    { method: 'POST', path, run: putDomains },
  ]),
  { method: 'PUT', path: 'browserProtectionProfile/setActive/:id', run: noContent },
  { method: 'PUT', path: 'privateCloudController/:id/restart', run: noContent },
  { method: 'POST', path: 'application/:id/validate', reads: true, run: () => ({ status: 200, body: {} }) },
  {
    method: 'GET',
    path: 'application/count/currentAndMaxLimit',
    run: ({ partition }) => ({
      status: 200,
      body: { currentAppsCount: String(partition.items('application').length), maxAppsLimit: '6000' },
    }),
  },
  { method: 'POST', path: 'application/:id/move', run: noContent },
  { method: 'PUT', path: 'application/:id/share', run: noContent },
  { method: 'POST', path: 'credential/:id/move', run: noContent },
  { method: 'DELETE', path: 'application/:id/deleteAppByType', run: noContent },
  { method: 'DELETE', path: 'approval/expired', run: noContent },
  ...['activate', 'deactivate'].map(
    (verb): ActionRule => ({
      method: 'PUT',
      path: `emergencyAccess/user/:id/${verb}`,
      run: ({ partition, params: { id = '' }, service }) => {
        const user = partition.item('emergencyAccess/user', id);
        if (user === undefined) return service.problem({ kind: 'not-found', key: 'emergencyAccess/user', id });
        partition.put('emergencyAccess/user', id, {
          ...user,
          userStatus: verb === 'activate' ? 'ACTIVE' : 'DEACTIVATED',
        });
        return noContent();
      },
    }),
  ),
  { method: 'GET', path: 'lssConfig/logType/formats', run: () => ({ status: 200, body: {} }) },
  { method: 'GET', path: 'lssConfig/statusCodes', run: () => ({ status: 200, body: {} }) },
  { method: 'GET', path: 'lssConfig/clientTypes', run: () => ({ status: 200, body: clientTypes }) },
  { method: 'GET', path: 'clientTypes', run: () => ({ status: 200, body: clientTypes }) },
  { method: 'GET', path: 'platform', run: () => ({ status: 200, body: platforms }) },
  ...Object.entries(words).map(
    ([path, body]): ActionRule => ({ method: 'GET', path, run: () => ({ status: 200, body }) }),
  ),
];

const domainsKey = ({ type = '' }: Record<string, string>) => `associationtype/${type}/domains`;

function domainsOf(partition: Partition, params: Record<string, string>): unknown {
  return partition.setting(domainsKey(params))?.domains ?? [];
}

/** The list that is sent takes the place of the one before; an empty one removes all. */
function putDomains({ partition, params, request: { body }, service }: ActionContext): SandboxAnswer {
  if (!Array.isArray(body) || !body.every(isItem)) {
    return service.problem({ kind: 'invalid', message: 'The body must be a list of {"domain": …, "capture": …}.' });
  }
  const domains = body.map((domain) => ({ ...domain, associationType: params.type }));
  partition.putSetting(domainsKey(params), { domains });
  return noContent();
}

const clientTypes = {
  zpn_client_type_exporter: 'Web Browser',
  zpn_client_type_machine_tunnel: 'Machine Tunnel',
  zpn_client_type_ip_anchoring: 'ZIA Service Edge',
  zpn_client_type_edge_connector: 'Cloud Connector',
  zpn_client_type_zapp: 'Client Connector',
};
const platforms = { linux: 'Linux', android: 'Android', windows: 'Windows', ios: 'iOS', mac: 'Mac' };
