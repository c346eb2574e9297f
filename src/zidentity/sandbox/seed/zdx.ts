import type { Item } from '../item.js';
import { numbered } from './zia.js';

/** Sample data: a day on which mail was slow in one office. */
export function zdxSeed(): Record<string, Item[]> {
  const users = numbered(52_000_001, [
    { name: 'Ada Okafor', email: 'ada.okafor@acme.example', score: 88 },
    { name: 'Ben Lindqvist', email: 'ben.lindqvist@acme.example', score: 47 },
    { name: 'Carla Moreau', email: 'carla.moreau@acme.example', score: 91 },
  ]);
  const devices = numbered(51_000_001, [
    { name: 'LT-ADA-01 (Acme Laptop 14, Microsoft Windows 11)', userid: users[0]?.id },
    { name: 'LT-BEN-01 (Acme Laptop 14, Microsoft Windows 11)', userid: users[1]?.id },
    { name: 'MB-CARLA-01 (Apple Mac16,7)', userid: users[2]?.id },
  ]);
  const region = { id: '56c2f', country: 'Germany' };
  const alert = (rule: string, severity: string, ended?: number) => ({
    rule_name: rule,
    severity,
    alert_type: 'Application',
    alert_status: ended === undefined ? 'Ongoing' : 'Closed',
    num_devices: 1,
    num_geolocations: 1,
    started_on: 1_735_600_000,
    ...(ended === undefined ? {} : { ended_on: ended }),
  });
  const scores = {
    metric: 'score',
    datapoints: [
      { timestamp: 1_735_600_000, value: 78 },
      { timestamp: 1_735_603_600, value: 81 },
    ],
  };
  return {
    users,
    devices,
    apps: numbered(1, [
      { name: 'Outlook Online', score: 61, total_users: 3, most_impacted_region: region },
      { name: 'SharePoint Online', score: 90, total_users: 3, most_impacted_region: region },
    ]),
    'apps/1/score': [scores],
    'apps/1/metrics': [{ ...scores, metric: 'pft', unit: 'ms' }],
    'apps/1/users': users,
    'administration/departments': numbered(53_000_001, [
      { name: 'Engineering' },
      { name: 'Finance' },
      { name: 'Sales' },
    ]),
    'administration/locations': numbered(54_000_001, [{ name: 'San Jose HQ' }, { name: 'Frankfurt Branch' }]),
    active_geo: [
      { id: '0.0.us', name: 'United States', geo_type: 'country', children: [] },
      { id: '0.0.de', name: 'Germany', geo_type: 'country', children: [] },
    ],
    'alerts/ongoing': numbered(7_000_000_001, [alert('Outlook slow in Frankfurt', 'High')]),
    'alerts/historical': numbered(7_000_000_101, [alert('SharePoint unreachable', 'Medium', 1_735_610_000)]),
    'alerts/7000000001/affected_devices': devices.slice(1, 2),
    'inventory/software': [
      {
        software_key: 'acmeeditor1',
        software_name: 'Acme Editor',
        vendor: 'Acme',
        software_group: 'Editors',
        user_total: 3,
        device_total: 3,
      },
      {
        software_key: 'vscode2',
        software_name: 'Visual Studio Code',
        vendor: 'Microsoft',
        software_group: 'Editors',
        user_total: 2,
        device_total: 2,
      },
    ],
  };
}
