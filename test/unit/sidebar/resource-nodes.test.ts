import assert from 'node:assert/strict';
import { resourceNodes } from '../../../src/sidebar/resource-nodes.js';
import { client, snapshot, view } from './snapshots.js';

describe('The API Resources view', () => {
  it('shows resource servers, their services, and the roles of each with who holds them', () => {
    const [server] = resourceNodes(snapshot(), view);
    assert.equal(server?.label, 'Zscaler APIs');
    const [service] = server?.children ?? [];
    assert.deepEqual([service?.label, service?.description], ['ZIA', 'Zscaler Internet Access']);
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

  it('lets no name become markup in a tooltip', () => {
    const nodes = resourceNodes(snapshot(), view);
    assert.match(nodes[0]?.children?.[0]?.tooltip ?? '', /Acme \\\*Corp\\\*/);
  });

  it('is empty where nothing is known', () => {
    assert.deepEqual(resourceNodes(snapshot({ resourceServers: [] }), view), []);
  });
});
