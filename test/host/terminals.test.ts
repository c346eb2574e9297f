import assert from 'node:assert/strict';
import { activated, run } from './workbench.js';

interface Used {
  variables: string[];
}

const used = (clientId: string) => run<Used>('oneapi.terminal.use', { clientId });

describe('An API client in terminals', () => {
  before(async () => {
    await (await activated()).mock.start();
    await run('oneapi.mock.reset', {});
  });

  after(() => run('oneapi.terminal.stopUsing', {}));

  it('has the variables of the SDKs and the way to the mock', async () => {
    const { id } = await run<{ id: string }>('oneapi.client.add', { name: 'in terminals', auth: 'SECRET' });
    const { variables } = await used(id);
    for (const name of ['ZSCALER_CLIENT_ID', 'ZSCALER_CLIENT_SECRET', 'ZSCALER_VANITY_DOMAIN', 'HTTPS_PROXY']) {
      assert.ok(variables.includes(name), name);
    }
    assert.ok(!JSON.stringify(variables).includes(id), 'names, and no values');
  });

  it('has its private key where that is what it signs with', async () => {
    const { id } = await run<{ id: string }>('oneapi.client.add', { name: 'by key', auth: 'PUBKEYCERT' });
    const { variables } = await used(id);
    assert.ok(variables.includes('ZSCALER_PRIVATE_KEY'));
    assert.ok(!variables.includes('ZSCALER_CLIENT_SECRET'));
  });

  it('is refused where its credential is not at hand', async () => {
    await assert.rejects(used('iq0000000000a'), /No credential of iq0000000000a/);
  });
});
