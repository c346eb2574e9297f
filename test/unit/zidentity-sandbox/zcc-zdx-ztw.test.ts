import assert from 'node:assert/strict';
import type { Item } from '../../../src/zidentity/sandbox/item.js';
import { entries, newSandbox } from './ask.js';

describe('ZCC in the sandbox', () => {
  const root = '/zcc/papi/public/v1';
  let ask: ReturnType<typeof newSandbox>['ask'];
  beforeEach(() => {
    ({ ask } = newSandbox());
  });

  it('lists devices as an array, by user, system and page', () => {
    const devices = (query: string) => entries(ask('GET', `${root}/getDevices${query}`).body);
    assert.equal(devices('').length, 4);
    assert.equal(devices('?username=ada.okafor%40acme.example').length, 1);
    assert.equal(devices('?osType=3').length, 2);
    assert.equal(devices('?page=2&pageSize=3').length, 1);
  });

  it('understands the verbs at the end of its paths', () => {
    const list = () => entries(ask('GET', `${root}/webTrustedNetwork/listByCompany`).body);
    assert.deepEqual(Object.keys(ask('GET', `${root}/webTrustedNetwork/listByCompany`).body as Item), [
      'totalCount',
      'trustedNetworkContracts',
    ]);
    const made = ask('POST', `${root}/webTrustedNetwork/create`, { networkName: 'Lab', active: true });
    assert.equal(made.status, 200);
    const { id } = made.body as Item;
    assert.equal(typeof id, 'string');
    assert.equal(list().length, 2);
    ask('PUT', `${root}/webTrustedNetwork/edit`, { id, networkName: 'Lab 2' });
    assert.ok(list().some((network) => network.networkName === 'Lab 2'));
    assert.equal(ask('DELETE', `${root}/webTrustedNetwork/${id}/delete`).status, 200);
    assert.equal(list().length, 1);
    assert.equal(ask('DELETE', `${root}/webTrustedNetwork/${id}/delete`).status, 404);
  });

  it('makes and changes by one path, as forwarding profiles and policies do', () => {
    for (const path of ['webForwardingProfile', 'web/policy']) {
      const made = ask('POST', `${root}/${path}/edit`, { id: 0, name: 'New', active: '1' });
      const { id } = made.body as Item;
      assert.deepEqual(made, { status: 200, body: { success: 'true', id } });
      assert.equal(ask('PUT', `${root}/${path}/edit`, { id, name: 'Newer' }).status, 200);
      const names = entries(ask('GET', `${root}/${path}/listByCompany`).body).map((item) => item.name);
      assert.deepEqual(names.slice(1), ['Newer']);
    }
  });

  it('shows what was set', () => {
    ask('PUT', `${root}/setWebPrivacyInfo`, { id: '1', active: '0' });
    assert.deepEqual(ask('GET', `${root}/getWebPrivacyInfo`).body, { id: '1', active: '0' });
    ask('PUT', `${root}/setDeviceCleanupInfo`, { id: '1', active: '0' });
    assert.equal((ask('GET', `${root}/getDeviceCleanupInfo`).body as Item).active, '0');
  });

  it('has version 2 with offsets, whose collections are others than those of version 1', () => {
    const v2 = '/zcc/papi/public/v2/trusted-networks';
    const ids = Array.from({ length: 3 }, (_, n) => (ask('POST', v2, { name: `net ${n}` }).body as Item).id);
    assert.deepEqual(ids.map(Number).every(Number.isInteger), true);
    const page = ask('GET', `${v2}?skip=1&perPage=2`).body as Item;
    assert.deepEqual(
      { ...page, items: entries(page).map(({ name }) => name) },
      { items: ['net 1', 'net 2'], total: 3, offset: 1, limit: 2, count: 2 },
    );
    assert.equal((ask('GET', `${v2}?keyword=net+2&type=NAME`).body as Item).total, 1);
    assert.equal(ask('PATCH', `${v2}/${ids[0]}`, { active: true }).status, 200);
    assert.equal((ask('GET', `${v2}/${ids[0]}`).body as Item).name, 'net 0');
    assert.ok(entries(ask('GET', `${root}/webTrustedNetwork/listByCompany`).body).every((one) => one.name !== 'net 0'));
  });

  it('answers changed passwords with a message that is empty', () => {
    assert.deepEqual(ask('POST', `${root}/managePass`, { policyName: 'Default' }), {
      status: 200,
      body: { errorMessage: '' },
    });
  });

  it('removes devices by udid and exports those that are left', () => {
    const [first] = entries(ask('GET', `${root}/getDevices`).body);
    assert.equal((ask('POST', `${root}/removeDevices`, { udids: [first?.udid] }).body as Item).devicesRemoved, 1);
    const { text, headers } = ask('GET', `${root}/downloadDevices`);
    assert.equal(text?.trim().split('\r\n').length, 4);
    assert.match(headers?.['content-disposition'] ?? '', /devices\.csv/);
  });
});

describe('ZDX in the sandbox', () => {
  const root = '/zdx/v1';
  let ask: ReturnType<typeof newSandbox>['ask'];
  beforeEach(() => {
    ({ ask } = newSandbox());
  });

  it('pages by limit and next_offset', () => {
    for (let n = 0; n < 22; n += 1) ask('POST', `${root}/devices`, { name: `d${n}` });
    const ids = new Set<unknown>();
    let offset: unknown = '';
    let pages = 0;
    while (offset !== null && pages < 9) {
      const { devices, next_offset } = ask('GET', `${root}/devices?limit=10&offset=${offset}&from=1&to=2`).body as Item;
      for (const { id } of devices as Item[]) ids.add(id);
      offset = next_offset;
      pages += 1;
    }
    assert.equal(pages, 3);
    assert.equal(ids.size, 25);
  });

  it('has lists that are arrays and lists that are not', () => {
    for (const path of [
      'apps',
      'active_geo',
      'administration/departments',
      'administration/locations',
      'apps/1/score',
      'devices/51000001/apps',
    ]) {
      assert.ok(Array.isArray(ask('GET', `${root}/${path}`).body), path);
    }
    for (const [path, property] of [
      ['users', 'users'],
      ['alerts/ongoing', 'alerts'],
      ['inventory/software', 'software'],
      ['apps/1/users', 'users'],
      ['alerts/7000000001/affected_devices', 'devices'],
    ]) {
      assert.deepEqual(Object.keys(ask('GET', `${root}/${path}`).body as Item), [property, 'next_offset']);
    }
  });

  it('finds an alert wherever it is listed', () => {
    assert.equal((ask('GET', `${root}/alerts/7000000001`).body as Item).alert_status, 'Ongoing');
    assert.equal((ask('GET', `${root}/alerts/7000000101`).body as Item).alert_status, 'Closed');
    assert.equal(ask('GET', `${root}/alerts/1`).status, 404);
  });

  it('starts, shows and ends a deep trace', () => {
    const path = `${root}/devices/51000001/deeptraces`;
    const started = ask('POST', path, { session_name: 's', session_length_minutes: 5 });
    assert.equal(started.status, 201);
    const { trace_id: id, status } = started.body as Item;
    assert.equal(typeof id, 'string');
    assert.equal(status, 'not_started');
    assert.equal(ask('GET', `${path}/${id}`).status, 200);
    assert.equal(ask('DELETE', `${path}/${id}`).status, 204);
    assert.equal(ask('GET', `${root}/devices/42/deeptraces/1/events`).status, 404);
  });
});

describe('ZTW in the sandbox', () => {
  const root = '/ztw/api/v1';
  const { ask } = newSandbox();

  it('has ZIA’s conventions and an activation of its own', () => {
    const state = () => (ask('GET', `${root}/ecAdminActivateStatus`).body as Item).orgEditStatus;
    assert.equal(state(), 'EDITS_CLEARED');
    assert.equal(ask('POST', `${root}/ipGroups`, { name: 'G' }).status, 200);
    assert.equal(state(), 'EDITS_PRESENT');
    ask('PUT', `${root}/ecAdminActivateStatus/activate`);
    assert.equal(state(), 'EDITS_CLEARED');
    assert.equal(ask('GET', `${root}/ecRules/ecRdr/count`).body, 1);
    assert.equal((ask('GET', `${root}/ecgroup/9`).body as Item).code, 'RESOURCE_NOT_FOUND');
  });

  it('shares nothing with ZIA', () => {
    assert.equal(entries(ask('GET', '/zia/api/v1/ipGroups').body).length, 0);
  });
});
