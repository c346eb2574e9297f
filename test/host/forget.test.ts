import assert from 'node:assert/strict';
import { activated, run } from './workbench.js';

describe('Forgetting an API client', () => {
  before(async () => {
    await (await activated()).mock.start();
    await run('oneapi.mock.reset', {});
  });

  it('removes its credential, its tokens and its published keys; the client stays', async () => {
    const { id } = await run<{ id: string }>('oneapi.client.add', { name: 'forgotten', auth: 'JWKS' });
    const { jti } = await run<{ jti: string }>('oneapi.token.get', { clientId: id });
    await run('oneapi.terminal.use', { clientId: id });
    const config = await published(id);
    assert.equal((await fetch(config)).status, 200);

    await run('oneapi.client.forget', { clientId: id });
    assert.equal((await fetch(config)).status, 404);
    await assert.rejects(run('oneapi.token.get', { clientId: id }), /No credential/);
    await assert.rejects(run('oneapi.terminal.use', { clientId: id }), /No credential/);
    await run('oneapi.client.edit', { clientId: id, name: 'still there' });
    // The mock has issued it and can tell it while it is active; that it does is no memory of this editor.
    await run('oneapi.token.revoke', { jti });
    await assert.rejects(run('oneapi.token.copy', { jti }), /not active any more/);
  });

  /** Where the mock publishes the client's JWKS, as the admin API tells. */
  async function published(clientId: string): Promise<string> {
    const admin = await run<{ id: string }>('oneapi.client.add', {
      name: 'reader',
      auth: 'SECRET',
      scopes: ['ZIAM:Super Admin'],
    });
    const answer = await run<{ body: { clientAuthentication: { clientJWKsUrl: string } } }>('oneapi.api.call', {
      clientId: admin.id,
      method: 'GET',
      path: `/ziam/admin/api/v1/api-clients/${clientId}`,
    });
    return answer.body.clientAuthentication.clientJWKsUrl;
  }
});
