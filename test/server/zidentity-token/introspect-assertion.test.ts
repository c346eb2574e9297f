import assert from 'node:assert/strict';
import { introspectEndpoint, revokeEndpoint } from '../../../src/zidentity/metadata/introspect.js';
import { keyClient, makeWorld, pem, rsa, type World } from '../zidentity-authenticate/world.js';

describe('A client with a key', () => {
  let world: World;
  before(async () => {
    world = await makeWorld([keyClient('iqkey', [pem(rsa.publicKey)])]);
  });
  after(() => world.opened.close());

  it('introspects and revokes its tokens with an assertion, and needs no grant_type for it', async () => {
    const { body } = await world.ask({ form: world.assertion('iqkey') });
    const fields = new URLSearchParams({ ...world.assertion('iqkey'), token: String(body.access_token) });
    const ask = (handler: typeof introspectEndpoint) => world.ask({ form: fields.toString() }, handler);
    assert.equal((await ask(introspectEndpoint)).body.active, true);
    assert.equal((await ask(revokeEndpoint)).status, 200);
    assert.deepEqual((await ask(introspectEndpoint)).body, { active: false });
  });

  it('is refused there with 401 where its assertion does not convince', async () => {
    const fields = new URLSearchParams({ ...world.assertion('iqkey', { claims: { iss: 'iqkey' } }), token: 'x' });
    const told = await world.ask({ form: fields.toString() }, introspectEndpoint);
    assert.equal(told.status, 401);
    assert.equal(told.body.error, 'invalid_client');
  });
});
