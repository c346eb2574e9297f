import assert from 'node:assert/strict';
import { Mock } from './running-mock.js';

describe('a tenant declared in a config', () => {
  const id = 'iq0000000000a';
  const secret = 'a-secret-of-the-fixture';
  const config = {
    vanity: 'globex',
    services: [{ name: 'ZIA', roles: [{ name: 'Reader', access: 'read' }] }],
    clients: [
      {
        id,
        name: 'ci',
        accessTokenLifeTime: 600,
        roles: { ZIA: 'Reader' },
        authentication: { type: 'SECRET', secrets: [{ value: secret, expiresAt: 1_800_000_000 }] },
      },
    ],
  };
  let mock: Mock;
  before(async () => {
    mock = await Mock.start(config);
  });
  after(() => mock.stop());

  it('has its client with the fixed id, whose secret gets a token for the declared role', async () => {
    const token = await mock.token(id, secret);
    assert.equal((await mock.ask('GET', '/zia/api/v1/locations', undefined, token)).status, 200);
    assert.equal((await mock.ask('POST', '/zia/api/v1/ruleLabels', { name: 'x' }, token)).status, 403);
    assert.equal((await mock.ask('GET', '/zdx/v1/devices', undefined, token)).status, 403);
  });

  it('is read and put back over HTTP without the secret, which goes on working', async () => {
    const { json, text } = await mock.ask('GET', '/_mock/v1/config');
    assert.ok(!text.includes(secret));
    assert.equal((await mock.ask('PUT', '/_mock/v1/config', json)).status, 200);
    assert.deepEqual((await mock.ask('GET', '/_mock/v1/config')).json, json);
    await mock.token(id, secret);
  });

  it('is not changed by a config with a fault, which is named by its path', async () => {
    const before = (await mock.ask('GET', '/_mock/v1/config')).text;
    const answer = await mock.ask('PUT', '/_mock/v1/config', {
      ...config,
      clients: [{ ...config.clients[0], roles: { ZIA: 'Writer' } }],
    });
    assert.equal(answer.status, 400);
    assert.match(
      answer.json.detail,
      /^\$\.clients\[0\]\.roles\.ZIA: ZIA has no role "Writer"\. Its roles are Reader\.$/,
    );
    assert.equal((await mock.ask('GET', '/_mock/v1/config')).text, before);
  });

  it('reads no environment and no files of the mock over HTTP', async () => {
    const authentication = { type: 'SECRET', secrets: [{ value: { env: 'PATH' } }] };
    const answer = await mock.ask('PUT', '/_mock/v1/config', { clients: [{ name: 'x', authentication }] });
    assert.equal(answer.status, 400);
    assert.match(answer.json.detail, /environment variables are read for a config file only/);
  });
});
