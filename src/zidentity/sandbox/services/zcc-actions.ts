import type { ActionContext, ActionRule } from '../conventions.js';
import { isItem, type SandboxAnswer } from '../item.js';

const done: SandboxAnswer = { status: 200, body: { success: 'true', errorCode: '0' } };

/** A GET that shows an object and the path that changes it. */
const settingsPairs: readonly [write: string, read: string][] = [
  ['setDeviceCleanupInfo', 'getDeviceCleanupInfo'],
  ['setWebPrivacyInfo', 'getWebPrivacyInfo'],
  ['updateZdxGroupEntitlement', 'getZdxGroupEntitlements'],
  ['updateZpaGroupEntitlement', 'getZpaGroupEntitlements'],
];

export const zccActions: ActionRule[] = [
  ...settingsPairs.map(
    ([write, read]): ActionRule => ({ method: 'PUT', path: write, run: (context) => writeSettings(context, read) }),
  ),
  { method: 'GET', path: 'getDeviceDetails', run: deviceDetails },
  {
    method: 'GET',
    path: 'getOtp',
    run: () => ({ status: 200, body: { otp: '482915', exitPass: '', logoutOtp: '', uninstallOtp: '', revertOtp: '' } }),
  },
  {
    method: 'GET',
    path: 'getPasswords',
    run: () => ({ status: 200, body: { exitPass: '', logoutPass: '', uninstallPass: '' } }),
  },
  { method: 'GET', path: 'downloadDevices', run: downloadDevices },
  { method: 'GET', path: 'downloadServiceStatus', run: downloadDevices },
  { method: 'POST', path: 'removeDevices', run: removeDevices },
  { method: 'POST', path: 'forceRemoveDevices', run: removeDevices },
  { method: 'POST', path: 'managePass', run: () => ({ status: 200, body: { errorMessage: '' } }) },
  { method: 'PUT', path: 'editAdminUser', run: () => done },
  { method: 'POST', path: 'syncZiaZdxAdminUsers', run: () => done },
  { method: 'POST', path: 'syncZpaAdminUsers', run: () => done },
  { method: 'PUT', path: 'web/policy/activate', run: () => done },
];

function writeSettings({ partition, request, service }: ActionContext, key: string): SandboxAnswer {
  if (!isItem(request.body)) return service.problem({ kind: 'invalid', message: 'The body must be a JSON object.' });
  partition.putSetting(key, request.body);
  return done;
}

function deviceDetails({ partition, request, service }: ActionContext): SandboxAnswer {
  const udid = request.query.get('udid');
  const devices = partition.items('getDevices');
  const device = udid === null ? devices[0] : devices.find((candidate) => candidate.udid === udid);
  return device === undefined
    ? service.problem({ kind: 'not-found', key: 'getDevices', id: udid ?? '' })
    : { status: 200, body: device };
}

const columns = ['user', 'machineHostname', 'udid', 'osVersion', 'agentVersion', 'registrationState', 'policyName'];

function downloadDevices({ partition }: ActionContext): SandboxAnswer {
  const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const rows = partition.items('getDevices').map((device) => columns.map((column) => cell(device[column])).join(','));
  return {
    status: 200,
    text: `${[columns.map(cell).join(','), ...rows].join('\r\n')}\r\n`,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="devices.csv"',
    },
  };
}

/** Devices are named by their udids or by the users that own them. */
function removeDevices({ partition, request }: ActionContext): SandboxAnswer {
  const body = isItem(request.body) ? request.body : {};
  const named = (field: string) => new Set((Array.isArray(body[field]) ? body[field] : []).map(String));
  const [udids, users] = [named('udids'), named('userName')];
  if (typeof body.userName === 'string') users.add(body.userName);
  const removed = partition
    .items('getDevices')
    .filter((device) => udids.has(String(device.udid)) || users.has(String(device.user)))
    .filter((device) => partition.delete('getDevices', String(device.udid)));
  return { status: 200, body: { devicesRemoved: removed.length, errorMsg: '' } };
}
