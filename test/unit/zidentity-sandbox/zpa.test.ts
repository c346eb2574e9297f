import assert from 'node:assert/strict';
import type { Item } from '../../../src/zidentity/sandbox/item.js';
import { entries, newSandbox, now } from './ask.js';

const customer = '216190000000000000';
const root = `/zpa/mgmtconfig/v1/admin/customers/${customer}`;

describe('ZPA in the sandbox', () => {
  let ask: ReturnType<typeof newSandbox>['ask'];
  beforeEach(() => {
    ({ ask } = newSandbox());
  });
  const make = (path: string, body: object) => ask('POST', `${root}/${path}`, body).body as Item;
  const items = (path: string) => entries(ask('GET', `${root}/${path}`).body);

  it('wraps lists in an envelope whose numbers are strings', () => {
    const { totalPages, totalCount, list } = ask('GET', `${root}/segmentGroup`).body as Item;
    assert.equal(totalPages, '1');
    assert.equal(totalCount, '2');
    assert.equal((list as unknown[]).length, 2);
  });

  it('has ids of 18 digits as strings and times in seconds as strings', () => {
    const created = ask('POST', `${root}/segmentGroup`, { name: 'S' });
    assert.equal(created.status, 201);
    const group = created.body as Item;
    assert.match(String(group.id), /^\d{18}$/);
    assert.equal(typeof group.id, 'string');
    assert.equal(group.creationTime, String(now));
  });

  it('answers PUT and DELETE with 204 and nothing', () => {
    const path = `${root}/segmentGroup/${make('segmentGroup', { name: 'S' }).id}`;
    assert.deepEqual(ask('PUT', path, { name: 'T' }), { status: 204 });
    assert.deepEqual(ask('DELETE', path), { status: 204 });
  });

  it('words errors as id, reason and params', () => {
    const missing = ask('GET', `${root}/segmentGroup/288000000000999999`);
    assert.equal(missing.status, 404);
    assert.equal((missing.body as Item).id, 'resource.not.found');
    assert.deepEqual(Object.keys(missing.body as Item), ['id', 'reason', 'params']);
    assert.equal(ask('POST', `${root}/segmentGroup`, { name: 'Databases' }).status, 400);
  });

  it('pages by pagesize', () => {
    for (let n = 0; n < 30; n += 1) make('server', { name: `s${n}` });
    const { totalPages, totalCount, list } = ask('GET', `${root}/server?page=2`).body as Item;
    assert.equal(totalPages, '2');
    assert.equal(totalCount, '31');
    assert.equal((list as unknown[]).length, 11);
    assert.equal(items('server?pagesize=500').length, 31);
  });

  it('searches in the forms that the SDKs send', () => {
    for (const search of [
      'internal',
      'name EQ Internal Web',
      'name+EQ+Internal+Web',
      'name%20EQ%20%22Internal%20Web%22',
      'Internal%26Web',
      'name%2BEQ%2BInternal Web',
    ]) {
      assert.deepEqual(
        items(`segmentGroup?search=${search}`).map((item) => item.name),
        ['Internal Web'],
        search,
      );
    }
  });

  it('keeps customers apart, and takes any customer id', () => {
    make('segmentGroup', { name: 'only here' });
    for (const id of ['1', '72058304855015424', 'acme']) {
      const list = entries(ask('GET', `/zpa/mgmtconfig/v1/admin/customers/${id}/segmentGroup`).body);
      assert.equal(list.length, 2, id);
    }
  });

  it('shares data between the versions of its API', () => {
    const { id } = make('segmentGroup', { name: 'S' });
    assert.equal(
      ask('PUT', `/zpa/mgmtconfig/v2/admin/customers/${customer}/segmentGroup/${id}`, { name: 'T' }).status,
      204,
    );
    assert.equal((ask('GET', `${root}/segmentGroup/${id}`).body as Item).name, 'T');
  });

  it('has a policy set for each type, and rules below it', () => {
    const set = ask('GET', `${root}/policySet/policyType/ACCESS_POLICY`).body as Item;
    const rules = () => items('policySet/rules/policyType/ACCESS_POLICY');
    assert.equal(rules().length, 2);
    const rule = make(`policySet/${set.id}/rule`, { name: 'R', action: 'DENY' });
    assert.equal(rule.policySetId, set.id);
    assert.equal(rule.ruleOrder, '2');
    assert.equal(rules().length, 3);
    assert.equal(items('policySet/rules/policyType/TIMEOUT_POLICY').length, 0);
    assert.equal(ask('PUT', `${root}/policySet/${set.id}/rule/${rule.id}/reorder/1`).status, 204);
    assert.equal((ask('GET', `${root}/policySet/${set.id}/rule/${rule.id}`).body as Item).ruleOrder, '1');
    const ids = rules().map((one) => one.id);
    assert.equal(ask('PUT', `${root}/policySet/${set.id}/reorder`, ids).status, 204);
    assert.deepEqual(
      rules().map((one) => one.ruleOrder),
      ['1', '2', '3'],
    );
    assert.equal(ask('GET', `${root}/policySet/policyType/NO_SUCH_POLICY`).status, 404);
  });

  it('has summaries in the envelope', () => {
    assert.deepEqual(
      items('serverGroup/summary').map((item) => Object.keys(item)),
      [['id', 'name']],
    );
  });

  it('leaves out what has no value', () => {
    const rule = make('policySet/288000000000000200/rule', { name: 'R', customMsg: null, ruleOrder: null });
    assert.ok(!('customMsg' in rule));
    assert.equal(rule.ruleOrder, '2', 'and a default takes its place');
  });

  it('answers a search by POST, and lists all', () => {
    make('v2/ipRanges', { name: 'range' });
    assert.equal(entries(ask('POST', `${root}/v2/ipRanges/search`, { pageBy: {} }).body).length, 1);
  });

  it('pages, orders and filters a search by POST as its body says, which is how the SDKs list tag keys', () => {
    const { id: namespace } = make('namespace', { name: 'teams' });
    const path = `namespace/${namespace}/tagKey`;
    const ids = Array.from({ length: 25 }, (_, n) => make(path, { name: `key ${n}`, enabled: true }).id);
    const search = (body: object) => ask('POST', `${root}/${path}/search`, body).body as Item;
    const sortBy = { sortName: 'name', sortOrder: 'ASC' };
    const pages = [1, 2, 3].map((page) => search({ sortBy, pageBy: { page, pageSize: 10, validPage: 0 } }));
    assert.deepEqual(
      pages.map((page) => page.totalPages),
      ['3', '3', '3'],
    );
    const names = pages.flatMap((page) => entries(page).map(({ name }) => name));
    assert.deepEqual(
      names,
      ids.map((_, n) => `key ${n}`),
    );
    const named = (operator: string, value: string) => {
      const filters = [{ filterName: 'name', operator, value, values: [value], commaSepValues: value }];
      return entries(search({ filterBy: { filterGroups: [{ filters, operator: 'AND' }], operator: 'AND' } }));
    };
    assert.equal(named('EQ', 'Key 2').length, 1);
    assert.equal(named('STARTSWITH', 'key 2').length, 6);
    assert.equal(named('NE', 'key 2').length, 20, 'a page of the other 24');
    assert.equal(ask('PUT', `${root}/${path}/bulkUpdateStatus`, { enabled: false, tagKeyIds: [ids[3]] }).status, 204);
    assert.deepEqual(
      entries(search({ pageBy: { page: 1, pageSize: 100 } })).filter(({ enabled }) => enabled === false).length,
      1,
    );
  });

  it('finds by the operators that the SDKs write into a search', () => {
    make('segmentGroup', { name: 'North Europe' });
    const found = (search: string) =>
      entries(ask('GET', `${root}/segmentGroup?search=${encodeURIComponent(search)}`).body).length;
    assert.equal(found('name+EQ+North Europe'), 1);
    assert.equal(found('name+EQ+North'), 0);
    assert.equal(found('name+STARTSWITH+North'), 1);
    assert.equal(found('name ENDSWITH "europe"'), 1);
    assert.equal(found('North&Europe'), 1);
  });

  it('keeps the list of a customer’s domains, which a new one takes the place of', () => {
    const path = `${root}/v2/associationtype/SEARCH_SUFFIX/domains`;
    assert.deepEqual(ask('POST', path, [{ domain: 'a.example', capture: true }, { domain: 'b.example' }]).status, 204);
    assert.deepEqual(
      entries(ask('GET', path).body).map(({ domain }) => domain),
      ['a.example', 'b.example'],
    );
    ask('POST', path, []);
    assert.deepEqual(ask('GET', path).body, []);
    assert.equal(ask('POST', path, { domain: 'a.example' }).status, 400);
  });

  it('lists the words that fields of inspection controls may hold, and takes an application off a type', () => {
    for (const path of ['actionTypes', 'controlTypes', 'severityTypes', 'custom/httpMethods']) {
      const { body } = ask('GET', `${root}/inspectionControls/${path}`);
      assert.ok(Array.isArray(body) && body.length > 2, path);
    }
    const [application] = items('application');
    const path = `${root}/application/${application?.id}/deleteAppByType?applicationType=INSPECT`;
    assert.equal(ask('DELETE', path).status, 204);
    assert.equal(items('application')[0]?.id, application?.id);
  });

  it('makes many at once', () => {
    const made = ask('POST', `${root}/userPortalLink/bulk`, { userPortalLinks: [{ name: 'a' }, { name: 'b' }] });
    assert.equal(made.status, 201);
    assert.equal(items('userPortalLink').length, 2);
    assert.equal(ask('POST', `${root}/userPortalLink/bulk`, { x: 1 }).status, 400);
  });

  it('plays Cloud Browser Isolation with UUIDs and plain arrays', () => {
    const cbi = `/zpa/cbiconfig/cbi/api/customers/${customer}`;
    const created = ask('POST', `${cbi}/banner`, { name: 'B' });
    const { id } = created.body as Item;
    assert.deepEqual(created, { status: 200, body: { id } });
    assert.equal((ask('GET', `${cbi}/banners/${id}`).body as Item).name, 'B');
    assert.match(String(id), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.ok(Array.isArray(ask('GET', `${cbi}/banner`).body));
    assert.equal((ask('GET', `${cbi}/regions`).body as unknown[]).length, 2);
  });

  it('has references that lead to what is there', () => {
    const [group] = items('serverGroup');
    assert.ok(group);
    for (const { id, name } of group.appConnectorGroups as Item[]) {
      assert.equal((ask('GET', `${root}/appConnectorGroup/${id}`).body as Item).name, name);
    }
    for (const application of items('application')) {
      const { name, applications } = ask('GET', `${root}/segmentGroup/${application.segmentGroupId}`).body as Item;
      assert.equal(name, application.segmentGroupName);
      assert.ok((applications as Item[]).some(({ id }) => id === application.id));
    }
  });
});
