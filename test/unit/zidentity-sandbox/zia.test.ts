import assert from 'node:assert/strict';
import type { Item } from '../../../src/zidentity/sandbox/item.js';
import { entries, newSandbox, now } from './ask.js';

const root = '/zia/api/v1';

describe('ZIA in the sandbox', () => {
  let ask: ReturnType<typeof newSandbox>['ask'];
  beforeEach(() => {
    ({ ask } = newSandbox());
  });
  const items = (path: string) => entries(ask('GET', `${root}/${path}`).body);
  const make = (path: string, body: object) => ask('POST', `${root}/${path}`, body).body as Item;

  it('has whole numbers as ids and notes who changed what and when', () => {
    const label = make('ruleLabels', { name: 'L', description: 'd' });
    assert.equal(typeof label.id, 'number');
    assert.equal(label.lastModifiedTime, now);
    assert.deepEqual(label.createdBy, { id: 24_000_100, name: 'oauth-iq0000000000a$@24000001.zscaler.net' });
    assert.equal(label.referencedRuleCount, 0);
  });

  it('takes no id from the caller', () => {
    assert.notEqual(make('ruleLabels', { id: 1, name: 'L' }).id, 1);
    const { id } = make('ruleLabels', { name: 'M' });
    assert.equal((ask('PUT', `${root}/ruleLabels/${id}`, { id: 7, name: 'M' }).body as Item).id, id);
  });

  it('answers POST and PUT with 200 and the object, DELETE with 204 and nothing', () => {
    const created = ask('POST', `${root}/ruleLabels`, { name: 'L' });
    assert.equal(created.status, 200);
    const path = `${root}/ruleLabels/${(created.body as Item).id}`;
    assert.deepEqual(ask('PUT', path, { name: 'L2' }).status, 200);
    assert.deepEqual(ask('DELETE', path), { status: 204 });
  });

  it('says what a path takes where it does not take the method, and keeps nothing at a path of actions', () => {
    const labels = ask('DELETE', `${root}/ruleLabels`);
    assert.equal(labels.headers?.allow, 'GET, HEAD, POST, PUT, OPTIONS');
    assert.deepEqual(ask('OPTIONS', `${root}/ruleLabels/1`).status, 204);
    for (const [method, path, allow] of [
      ['POST', 'status', 'GET, HEAD, OPTIONS'],
      ['GET', 'status/activate', 'POST, PUT, OPTIONS'],
      ['GET', 'urlLookup', 'POST, OPTIONS'],
    ] as const) {
      const refused = ask(method, `${root}/${path}`, {});
      assert.equal(refused.status, 405, path);
      assert.equal(refused.headers?.allow, allow);
    }
    assert.deepEqual(ask('GET', `${root}/status`).body, { status: 'ACTIVE' });
  });

  it('lists up to the 10,000 items a page that the SDKs ask for, since they take a shorter page for the last', () => {
    for (let n = 0; n < 1_100; n += 1) make('ipSourceGroups', { name: `group ${n}` });
    assert.ok(items('ipSourceGroups?pageSize=5000').length >= 1_100);
    assert.equal(items('ipSourceGroups?pageSize=1000&page=1').length, 1_000);
  });

  it('tells the quota of sandbox reports from the report of a file', () => {
    assert.equal((ask('GET', `${root}/sandbox/report/quota`).body as Item).allowed, 1000);
    assert.ok((ask('GET', `${root}/sandbox/report/${'0'.repeat(32)}`).body as Item)['Full Details']);
  });

  it('keeps members of endpoint DLP groups by id, lists by channel, and names the groups of a resource', () => {
    const resource = make('dlpEndpointResource', { name: 'USB', channel: 'REMOVABLE_STORAGE' });
    const group = make('endPointDlpResourceGroups', { name: 'Sticks', channel: 'REMOVABLE_STORAGE' });
    const members = `endPointDlpResourceGroups/${group.id}/resources`;
    assert.deepEqual(items(members), []);
    assert.equal(ask('PUT', `${root}/${members}`, { resourcesToBeAdded: [resource.id, 42] }).status, 200);
    assert.deepEqual(
      items(members).map(({ name }) => name),
      ['USB'],
    );
    assert.deepEqual(items(`dlpEndpointResource/${resource.id}/groups`), [{ id: group.id, name: 'Sticks' }]);
    assert.equal(items('endPointDlpResourceGroups/REMOVABLE_STORAGE').length, 1);
    assert.equal(items('endPointDlpResourceGroups/PRINTING').length, 0);
    ask('PUT', `${root}/${members}`, { resourcesToBeDeleted: [resource.id] });
    assert.deepEqual(items(members), []);
  });

  it('repeats id and name of endpoint applications under the names that their lists have', () => {
    const app = make('endPointApplications/customApp', { name: 'Tool' });
    const [listed] = items('endPointApplications/customApps');
    assert.deepEqual([listed?.resourceId, listed?.applicationName], [app.id, 'Tool']);
    const group = make('endPointApplicationGroups', { name: 'Tools' });
    ask('PUT', `${root}/endPointApplicationGroups/${group.id}`, { name: 'Tools 2' });
    assert.equal(items('endPointApplicationGroups')[0]?.groupId, group.id);
  });

  it('takes the order for a log report, and says where it stands', () => {
    for (const path of ['auditlogEntryReport', 'eventlogEntryReport']) {
      assert.deepEqual(ask('POST', `${root}/${path}`, { startTime: 1 }), { status: 204 });
      assert.equal((ask('GET', `${root}/${path}`).body as Item).status, 'COMPLETE');
      assert.match(ask('GET', `${root}/${path}/download`).text ?? '', /"Action"/);
      assert.deepEqual(ask('DELETE', `${root}/${path}`), { status: 204 });
    }
  });

  it('adds to and removes from lists of settings by an action in the query', () => {
    for (const [path, field] of [
      ['authSettings/exemptedUrls', 'urls'],
      ['cyberThreatProtection/maliciousUrls', 'maliciousUrls'],
    ] as const) {
      const urls = () => (ask('GET', `${root}/${path}`).body as Item)[field];
      ask('PUT', `${root}/${path}?action=ADD_TO_LIST`, { [field]: ['a.example', 'b.example'] });
      ask('POST', `${root}/${path}?action=ADD_TO_LIST`, { [field]: ['b.example', 'c.example'] });
      assert.deepEqual(urls(), ['a.example', 'b.example', 'c.example']);
      ask('POST', `${root}/${path}?action=REMOVE_FROM_LIST`, { [field]: ['b.example'] });
      assert.deepEqual(urls(), ['a.example', 'c.example']);
    }
  });

  it('does to PAC files, certificates, users and rules what the SDKs ask for by paths with verbs', () => {
    const pac = make('pacFiles', { name: 'p.pac' });
    assert.equal(items(`pacFiles/${pac.id}/version`)[0]?.pacVersion, 1);
    assert.equal((ask('GET', `${root}/pacFiles/${pac.id}/version/2`).body as Item).pacVersion, 2);
    const deployed = ask('PUT', `${root}/pacFiles/${pac.id}/version/1/action/DEPLOY`, {});
    assert.equal((deployed.body as Item).id, pac.id);
    const { id } = make('intermediateCaCertificate', { name: 'c' });
    const certificate = 'intermediateCaCertificate';
    assert.equal((ask('POST', `${root}/${certificate}/generateCsr/${id}`).body as Item).name, 'c');
    assert.equal(ask('PUT', `${root}/${certificate}/makeDefault/${id}`).status, 200);
    assert.equal((ask('GET', `${root}/${certificate}/showCert/${id}`).body as Item).defaultCertificate, true);
    assert.equal(items(`${certificate}/readyToUse`).length, 1);
    assert.equal(ask('GET', `${root}/${certificate}/showCert/42`).status, 404);
    const [user] = items('users');
    assert.equal(ask('POST', `${root}/users/${user?.id}/enroll`, { authMethods: [] }).status, 204);
    const rules = 'webApplicationRules/WEBMAIL';
    const rule = make(rules, { name: 'r', actions: ['ALLOW'] });
    const copy = ask('POST', `${root}/${rules}/duplicate/${rule.id}?name=r2`, {}).body as Item;
    assert.deepEqual([copy.name, copy.actions, copy.id === rule.id], ['r2', ['ALLOW'], false]);
    assert.equal(items(rules).length, 2);
    const actions = ask('POST', `${root}/${rules}/availableActions`, { cloudApps: ['GMAIL'] }).body;
    assert.ok(Array.isArray(actions) && actions.every((action) => typeof action === 'string'));
    assert.deepEqual(ask('POST', `${root}/dlpDictionaries/validateDlpPattern`, '[a-z]+').body, { status: 0 });
  });

  it('tells where a GRE tunnel may lead and by which addresses inside, and leaves out what one has taken', () => {
    const [vip] = items('vips/recommendedList?sourceIp=203.0.113.10');
    assert.deepEqual([vip?.virtualIp, vip?.datacenter], ['192.0.2.1', 'SJC4']);
    assert.ok(items('vips/groupByDatacenter').every(({ greVips }) => Array.isArray(greVips)));
    const ranges = items('greTunnels/availableInternalIpRanges');
    assert.equal(ranges.length, 10);
    assert.equal(items('greTunnels/availableInternalIpRanges?limit=20').length, 20);
    const first = ranges[0]?.startIPAddress;
    make('greTunnels', { sourceIp: '198.51.100.20', primaryDestVip: vip, internalIpRange: first });
    assert.ok(items('greTunnels/availableInternalIpRanges').every(({ startIPAddress }) => startIPAddress !== first));
    assert.ok(items('ipGreTunnelInfo').some(({ ipAddress, primaryGW }) => ipAddress === '198.51.100.20' && primaryGW));
  });

  it('words errors as code and message', () => {
    const missing = ask('GET', `${root}/ruleLabels/42`);
    assert.equal(missing.status, 404);
    assert.deepEqual(missing.body, { code: 'RESOURCE_NOT_FOUND', message: 'RESOURCE_NOT_FOUND' });
    const twice = ask('POST', `${root}/ruleLabels`, { name: 'Baseline' });
    assert.equal(twice.status, 409);
    assert.equal((twice.body as Item).code, 'DUPLICATE_ITEM');
    const bad = ask('POST', `${root}/ruleLabels`, [1]);
    assert.equal(bad.status, 400);
    assert.equal((bad.body as Item).code, 'INVALID_INPUT_ARGUMENT');
    assert.equal(ask('DELETE', `${root}/ruleLabels`).status, 405);
  });

  it('refuses to rename into a name that is taken, and lets an item keep its own', () => {
    const { id } = make('ruleLabels', { name: 'L' });
    assert.equal(ask('PUT', `${root}/ruleLabels/${id}`, { name: 'Baseline' }).status, 409);
    assert.equal(ask('PUT', `${root}/ruleLabels/${id}`, { name: 'L', description: 'new' }).status, 200);
  });

  it('compares what is unique in the collection: an address of a static IP', () => {
    assert.equal(ask('POST', `${root}/staticIP`, { ipAddress: '203.0.113.10' }).status, 409);
    assert.equal(ask('POST', `${root}/staticIP`, { ipAddress: '203.0.113.11' }).status, 200);
  });

  it('pages by page and pageSize', () => {
    for (let n = 0; n < 12; n += 1) make('ipSourceGroups', { name: `g${n}` });
    const total = items('ipSourceGroups').length;
    assert.equal(items('ipSourceGroups?page=1&pageSize=5').length, 5);
    assert.equal(items('ipSourceGroups?page=3&pageSize=5').length, total - 10);
    assert.equal(items('ipSourceGroups?page=4&pageSize=5').length, 0);
    const all = [1, 2, 3].flatMap((page) => items(`ipSourceGroups?page=${page}&pageSize=5`).map((item) => item.id));
    assert.equal(new Set(all).size, total);
  });

  it('finds by search, by fields, and sorts', () => {
    assert.deepEqual(
      items('locations?search=FRANK').map((item) => item.name),
      ['Frankfurt Branch'],
    );
    assert.deepEqual(
      items('locations?country=INDIA').map((item) => item.name),
      ['Pune Branch'],
    );
    assert.deepEqual(
      items('users?name=okafor').map((item) => item.name),
      ['Ada Okafor'],
    );
    const sorted = items('users?sortBy=name&sortOrder=desc').map((item) => item.name);
    assert.deepEqual(sorted, [...sorted].sort().reverse());
    assert.equal(items('locations?noSuchParameter=x').length, 3);
  });

  it('has lite and count of any collection', () => {
    assert.deepEqual(
      items('ruleLabels/lite').map((item) => Object.keys(item)),
      [
        ['id', 'name'],
        ['id', 'name'],
      ],
    );
    assert.equal(ask('GET', `${root}/ruleLabels/count`).body, 2);
    assert.equal(ask('GET', `${root}/locations/groups/count`).body, 1);
    const { id } = items('departments')[0] ?? {};
    assert.equal((ask('GET', `${root}/departments/lite/${id}`).body as Item).id, id);
  });

  it('deletes many at once and says which', () => {
    const ids = [make('locations', { name: 'a' }).id, make('locations', { name: 'b' }).id];
    const answer = ask('POST', `${root}/locations/bulkDelete`, { ids: [...ids, 42] });
    assert.deepEqual(answer, { status: 200, body: { ids } });
    assert.equal(
      items('locations?search=a&pageSize=1000').some((item) => item.id === ids[0]),
      false,
    );
  });

  it('keeps sublocations below their location and out of the list', () => {
    const parent = items('locations')[0]?.id;
    assert.deepEqual(
      items(`locations/${parent}/sublocations`).map((item) => item.name),
      ['Guest WiFi'],
    );
    const sub = make('locations', { name: 'Lab', parentId: parent });
    assert.ok(items(`locations/${parent}/sublocations`).some((item) => item.id === sub.id));
    assert.ok(!items('locations').some((item) => item.id === sub.id));
    assert.equal((ask('GET', `${root}/locations/${sub.id}`).body as Item).name, 'Lab');
    assert.equal(ask('GET', `${root}/locations/42/unknown`).status, 404);
  });

  it('names custom URL categories, and changes their lists in part', () => {
    const category = make('urlCategories', { configuredName: 'Mine', urls: ['a.example'] });
    assert.match(String(category.id), /^CUSTOM_\d\d$/);
    assert.equal(category.customCategory, true);
    const path = `${root}/urlCategories/${category.id}`;
    ask('PUT', `${path}?action=ADD_TO_LIST`, { configuredName: 'Mine', urls: ['b.example', 'a.example'] });
    assert.deepEqual((ask('GET', path).body as Item).urls, ['a.example', 'b.example']);
    ask('PUT', `${path}?action=REMOVE_FROM_LIST`, { configuredName: 'Mine', urls: ['a.example'] });
    assert.deepEqual((ask('GET', path).body as Item).urls, ['b.example']);
    assert.ok(items('urlCategories?customOnly=true').every((item) => item.customCategory));
    assert.equal(ask('GET', `${root}/urlCategories/CUSTOM_99`).status, 404);
  });

  it('looks URLs up, in custom categories too', () => {
    const lookup = (...urls: string[]) => ask('POST', `${root}/urlLookup`, urls).body as Item[];
    assert.deepEqual(lookup('https://www.bbc.com/news')[0]?.urlClassifications, ['NEWS_AND_MEDIA']);
    assert.deepEqual(lookup('unheard-of.example')[0]?.urlClassifications, ['MISCELLANEOUS_OR_UNKNOWN']);
    assert.deepEqual(lookup('shop.partner.example')[0]?.urlClassifications, ['MISCELLANEOUS_OR_UNKNOWN', 'CUSTOM_01']);
    assert.deepEqual(lookup('malware.example.com')[0]?.urlClassificationsWithSecurityAlert, ['MALWARE_SITE']);
    assert.equal(ask('POST', `${root}/urlLookup`, {}).status, 400);
    assert.equal(ask('POST', `${root}/urlLookup`, Array(101).fill('a.example')).status, 400);
  });

  it('waits for activation after a change', () => {
    const status = () => (ask('GET', `${root}/status`).body as Item).status;
    assert.equal(status(), 'ACTIVE');
    make('ruleLabels', { name: 'L' });
    assert.equal(status(), 'PENDING');
    assert.deepEqual(ask('POST', `${root}/status/activate`).body, { status: 'ACTIVE' });
    assert.equal(status(), 'ACTIVE');
  });

  it('answers at a settings path what was PUT last', () => {
    const before = ask('GET', `${root}/advancedSettings`).body as Item;
    assert.equal(before.enableOffice365, true);
    const value = { enableOffice365: false, uiSessionTimeout: 60 };
    assert.deepEqual(ask('PUT', `${root}/advancedSettings`, value), { status: 200, body: value });
    assert.deepEqual(ask('GET', `${root}/advancedSettings`).body, value);
    for (const path of [
      'security',
      'security/advanced',
      'cyberThreatProtection/malwarePolicy',
      'some/unheard/ofSettings',
    ]) {
      ask('PUT', `${root}/${path}`, { list: [path] });
      assert.deepEqual(ask('GET', `${root}/${path}`).body, { list: [path] });
    }
  });

  it('changes the denylist by its action', () => {
    const list = () => (ask('GET', `${root}/security/advanced`).body as Item).blacklistUrls;
    const change = (action: string, ...blacklistUrls: string[]) =>
      ask('POST', `${root}/security/advanced/blacklistUrls?action=${action}`, { blacklistUrls });
    assert.equal(change('ADD_TO_LIST', 'a.example', 'b.example').status, 204);
    change('REMOVE_FROM_LIST', 'a.example');
    assert.deepEqual(list(), ['b.example']);
  });

  it('keeps rules by their type in a path apart', () => {
    make('webApplicationRules/FILE_SHARE', { name: 'R' });
    assert.equal(items('webApplicationRules/FILE_SHARE').length, 1);
    assert.equal(items('webApplicationRules/WEBMAIL').length, 0);
  });

  it('makes an exclusion of the id that the path names', () => {
    assert.equal((ask('POST', `${root}/dcExclusions/91001`, { expired: false }).body as Item).id, 91_001);
    assert.equal(items('dcExclusions').length, 1);
    assert.equal(ask('POST', `${root}/ruleLabels/91001`, { name: 'x' }).status, 404);
  });

  it('updates by an id in the body where the path has none', () => {
    const { id } = make('customFileTypes', { name: 'T' });
    assert.equal((ask('PUT', `${root}/customFileTypes`, { id, name: 'U' }).body as Item).name, 'U');
  });

  it('says when no table knows the path, for a typing mistake looks like an empty collection', () => {
    assert.deepEqual(ask('GET', `${root}/locatoins`), {
      status: 200,
      body: [],
      headers: { 'x-mock-sandbox': 'unlisted-path' },
    });
    assert.equal(ask('GET', `${root}/locations`).headers, undefined);
    assert.equal(ask('GET', `${root}/locations/lite/2600001`).headers, undefined);
  });
});
