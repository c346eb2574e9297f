import assert from 'node:assert/strict';
import { resourceNodes } from '../../../src/sidebar/resource-nodes.js';
import { walk } from '../../../src/sidebar/tree-node.js';
import { client, snapshot, view } from './snapshots.js';

describe('The API Resources view', () => {
  it('shows resource servers, their services, and the roles of each with who holds them', () => {
    const [server] = resourceNodes(snapshot(), view);
    assert.equal(server?.label, 'Zscaler APIs');
    const [service] = server?.children ?? [];
    assert.deepEqual([service?.label, service?.description], ['ZIA', '1 API client · Zscaler Internet Access']);
    assert.deepEqual(
      service?.children?.map(({ label, description }) => [label, description]),
      [
        ['API_Role01', '1 API client'],
        ['API_Role_READONLY', 'no API client'],
      ],
    );
    const [holder] = service?.children?.[0]?.children ?? [];
    assert.deepEqual([holder?.label, holder?.description], ['ci', 'iq1']);
  });

  it('counts all that hold a role', () => {
    const nodes = resourceNodes(snapshot({ clients: [client(), client({ id: 'iq2' })] }), view);
    assert.equal(nodes[0]?.children?.[0]?.children?.[0]?.description, '2 API clients');
  });

  it('counts at the service each API client once, and none where none has a role', () => {
    const both = { id: 'jh1', selectedScopes: [{ id: 'hh1::hp1' }, { id: 'hh1::hp2' }] };
    const services = (clients: ReturnType<typeof client>[]) =>
      resourceNodes(snapshot({ clients }), view)[0]?.children?.map(({ description }) => description);
    assert.deepEqual(services([client({ clientResources: [both] }), client({ id: 'iq2' })]), [
      '2 API clients · Zscaler Internet Access',
    ]);
    assert.deepEqual(services([client({ clientResources: [] })]), ['Zscaler Internet Access']);
  });

  it('shows of a holder that it is inactive, and leads to its row', () => {
    const [server] = resourceNodes(snapshot({ clients: [client({ status: false })] }), view);
    const holder = server?.children?.[0]?.children?.[0]?.children?.[0];
    assert.equal(holder?.description, 'inactive · iq1');
    assert.deepEqual(holder?.target, { kind: 'client', clientId: 'iq1' });
  });

  it('says in words what each row is, and no id where there is a name', () => {
    const spoken: (string | undefined)[] = [];
    walk(resourceNodes(snapshot(), view), (node) => spoken.push(node.spoken));
    assert.deepEqual(spoken, [
      'Zscaler APIs, resource server, https://api.zscaler.com',
      'ZIA, service, 1 API client, Zscaler Internet Access',
      'API_Role01, role, 1 API client',
      'ci, active',
      'API_Role_READONLY, role, no API client',
    ]);
  });

  it('lets no name become markup in a tooltip', () => {
    const nodes = resourceNodes(snapshot(), view);
    assert.match(nodes[0]?.children?.[0]?.tooltip ?? '', /Acme \\\*Corp\\\*/);
  });

  it('is empty where nothing is known', () => {
    assert.deepEqual(resourceNodes(snapshot({ resourceServers: [] }), view), []);
  });
});
