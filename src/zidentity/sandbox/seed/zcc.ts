import type { Item } from '../item.js';

/** Sample data: the devices of the people that the other services know too. */
export function zccSeed(): Record<string, Item[]> {
  const device = (n: number, user: string, hostname: string, type: number, os: string, state = 'Registered') => ({
    companyName: 'Acme Corporation',
    type,
    state: state === 'Registered' ? 1 : 3,
    udid: `ACME-0000-0000-0000-00000000000${n}:${'0'.repeat(39)}${n}`,
    macAddress: `02:00:5E:10:00:0${n}`,
    user: `${user}@acme.example`,
    detail: type === 4 ? 'Apple Mac16,7' : 'Acme Laptop 14',
    policyName: 'Default',
    last_seen_time: '1735689600',
    osVersion: os,
    agentVersion: '4.7.0.88 (64-bit)',
    registrationState: state,
    owner: user.replace('.', ''),
    machineHostname: hostname,
    manufacturer: type === 4 ? 'Apple' : 'Acme',
    download_count: 1,
    registration_time: '1735000000',
    deregistrationTimestamp: '0',
    config_download_time: '1735689000',
    keepAliveTime: '1735689600',
    tunnelVersion: '20:1',
    vpnState: 0,
    zappArch: 'x64',
  });
  return {
    getDevices: [
      device(1, 'ada.okafor', 'LT-ADA-01', 3, 'Microsoft Windows 11 Pro;64 bit;amd64'),
      device(2, 'ben.lindqvist', 'LT-BEN-01', 3, 'Microsoft Windows 11 Pro;64 bit;amd64'),
      device(3, 'carla.moreau', 'MB-CARLA-01', 4, 'Version 15.6.1 (Build 24G90) ;arm'),
      device(4, 'dev.patel', 'LT-DEV-01', 5, 'Ubuntu 24.04;64 bit', 'Unregistered'),
    ],
    webTrustedNetwork: [
      {
        id: '20001',
        companyId: '4000',
        createdBy: '1',
        editedBy: '1',
        guid: '00000000-0000-4000-8000-000000000001',
        networkName: 'Office Network',
        conditionType: 0,
        dnsServers: '10.1.0.53',
        dnsSearchDomains: 'acme.example',
        active: true,
      },
    ],
    'web/policy': [
      { id: '40001', name: 'Default', active: '1', ruleOrder: '1', deviceType: 3, description: 'The default policy' },
    ],
    webForwardingProfile: [{ id: '50001', name: 'Tunnel 2.0', active: '1', forwardingProfileActions: [] }],
    webFailOpenPolicy: [
      { id: '60001', companyId: '4000', active: '1', enableFailOpen: '1', captivePortalWebSecDisableMinutes: '10' },
    ],
    webAppService: [{ id: 5001, appName: 'Zoom Meetings', active: true }],
    'custom-ip-based-apps': [
      {
        id: 5101,
        appName: 'Build Farm',
        active: true,
        appData: [{ proto: 'TCP', port: '8080', ipaddr: '10.1.0.0/24', fqdn: '' }],
      },
    ],
    'predefined-ip-based-apps': [{ id: 5201, appName: 'Microsoft Teams', active: true }],
    'process-based-apps': [{ id: 5301, appName: 'Backup Agent', active: true, fileNames: ['backup.exe'] }],
    'application-profiles': [{ id: 40001, name: 'Default', active: 1, deviceType: 'DEVICE_TYPE_WINDOWS' }],
    getAdminUsers: [
      { id: 101, userName: 'admin@acme.example', accountEnabled: 'true', companyRole: { roleName: 'Super Admin' } },
    ],
    getAdminRoles: [
      { id: 201, roleName: 'Super Admin', isEditable: false },
      { id: 202, roleName: 'Read Only', isEditable: false },
    ],
  };
}
