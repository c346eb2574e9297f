import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { Mock } from './running-mock.js';

const base = '/ziam/admin/api/v1';
const clients = `${base}/api-clients`;

describe('API clients in the admin API', () => {
  let mock: Mock;
  let serverId: string;
  let ziaScope: string;
  let ziaReader: string;

  before(async () => {
    mock = await Mock.start();
    serverId = (await mock.ask('GET', `${base}/resource-servers`)).json.records[0].id;
    ziaScope = await mock.scopeId('ZIA', 'API_Role01');
    ziaReader = await mock.scopeId('ZIA', 'API_Role_READONLY');
  });
  beforeEach(() => mock.ask('POST', '/_mock/v1/reset'));
  after(() => mock.stop());

  const body = (more: object = {}) => ({
    name: 'ci',
    accessTokenLifeTime: 3600,
    clientAuthentication: { authType: 'SECRET' },
    ...more,
  });
  const create = async (more: object = {}) => (await mock.ask('POST', clients, body(more))).json;
  const refused = async (more: object, detail: RegExp) => {
    const answer = await mock.ask('POST', clients, body(more));
    assert.equal(answer.status, 400, answer.text);
    assert.deepEqual(Object.keys(answer.json).sort(), ['detail', 'status', 'title', 'type']);
    assert.match(answer.json.detail, detail);
    assert.equal((await mock.ask('GET', clients)).json.totalRecord, 0);
  };

  it('are created and read in the documented form', async () => {
    const created = await mock.ask(
      'POST',
      clients,
      body({ description: 'd', status: true, clientResources: [{ id: serverId, selectedScopes: [{ id: ziaScope }] }] }),
    );
    assert.equal(created.status, 201);
    assert.match(created.json.id, /^iq[0-9a-v]{11}$/);
    assert.deepEqual(created.json, {
      id: created.json.id,
      name: 'ci',
      description: 'd',
      status: true,
      accessTokenLifeTime: 3600,
      clientAuthentication: { authType: 'SECRET' },
      clientResources: [
        {
          id: serverId,
          name: 'Zscaler APIs',
          defaultApi: true,
          selectedScopes: [{ id: ziaScope, name: 'Role:API_Role01' }],
        },
      ],
    });
    assert.deepEqual((await mock.ask('GET', `${clients}/${created.json.id}`)).json, created.json);
  });

  it('are the same under all three bases', async () => {
    const { id } = await create();
    for (const other of ['/admin/api/v1', '/zidentity/api/v1']) {
      assert.equal((await mock.ask('GET', `${other}/api-clients/${id}`)).json.id, id, other);
    }
  });

  it('are updated, and what a PUT leaves out stays', async () => {
    const { id } = await create({
      description: 'kept',
      clientResources: [{ id: serverId, selectedScopes: [{ id: ziaScope }] }],
    });
    const updated = await mock.ask('PUT', `${clients}/${id}`, body({ name: 'renamed', accessTokenLifeTime: 60 }));
    assert.equal(updated.status, 200);
    assert.equal(updated.json.name, 'renamed');
    assert.equal(updated.json.accessTokenLifeTime, 60);
    assert.equal(updated.json.description, 'kept');
    assert.equal(updated.json.clientResources[0].selectedScopes[0].id, ziaScope);
  });

  it('are deleted with 204 and gone with 404', async () => {
    const { id } = await create();
    const deleted = await mock.ask('DELETE', `${clients}/${id}`);
    assert.equal(deleted.status, 204);
    assert.equal(deleted.text, '');
    for (const method of ['GET', 'DELETE']) assert.equal((await mock.ask(method, `${clients}/${id}`)).status, 404);
    assert.equal((await mock.ask('PUT', `${clients}/${id}`, body())).status, 404);
  });

  it('take the JWKS URL in both spellings and answer with the documented one', async () => {
    for (const spelling of ['clientJWKsUrl', 'clientJwKsUrl']) {
      const { clientAuthentication } = await create({
        clientAuthentication: { authType: 'JWKS', [spelling]: 'http://127.0.0.1:9/jwks.json' },
      });
      assert.deepEqual(clientAuthentication, { authType: 'JWKS', clientJWKsUrl: 'http://127.0.0.1:9/jwks.json' });
    }
  });

  it('take a public key and give it back as SPKI', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const { clientAuthentication } = await create({
      clientAuthentication: { authType: 'PUBKEYCERT', publicKeys: [{ keyName: 'k', keyValue: pem }] },
    });
    assert.deepEqual(clientAuthentication, {
      authType: 'PUBKEYCERT',
      publicKeys: [{ keyName: 'k', keyValue: pem }],
      clientCertificates: [],
    });
  });

  describe('refuse with 400', () => {
    const keyBody = (keyValue: string) => ({
      clientAuthentication: { authType: 'PUBKEYCERT', publicKeys: [{ keyName: 'k', keyValue }] },
    });
    const cases: Record<string, [more: object, detail: RegExp]> = {
      'a missing name': [{ name: undefined }, /^name is required\.$/],
      'an empty name': [{ name: '  ' }, /^name must not be empty\.$/],
      'a name of 129 characters': [{ name: 'n'.repeat(129) }, /^name must have 128 characters at most\.$/],
      'a description of 257 characters': [
        { description: 'd'.repeat(257) },
        /^description must have 256 characters at most\.$/,
      ],
      'a lifetime of 59 seconds': [
        { accessTokenLifeTime: 59 },
        /^accessTokenLifeTime must be a whole number of seconds from 60 to 86400\.$/,
      ],
      'a lifetime of 86401 seconds': [{ accessTokenLifeTime: 86_401 }, /^accessTokenLifeTime must be/],
      'a lifetime as text': [{ accessTokenLifeTime: '3600' }, /^accessTokenLifeTime must be/],
      'a missing authType': [{ clientAuthentication: {} }, /^clientAuthentication\.authType /],
      'an unknown authType': [
        { clientAuthentication: { authType: 'MTLS' } },
        /^clientAuthentication\.authType must be SECRET, PUBKEYCERT or JWKS\.$/,
      ],
      'JWKS without a URL': [{ clientAuthentication: { authType: 'JWKS' } }, /clientJWKsUrl is required for JWKS\.$/],
      'a JWKS URL over http elsewhere': [
        { clientAuthentication: { authType: 'JWKS', clientJWKsUrl: 'http://example.com/jwks' } },
        /clientJWKsUrl must be https, or http on a loopback address\.$/,
      ],
      'PUBKEYCERT without a key': [{ clientAuthentication: { authType: 'PUBKEYCERT' } }, /needs at least one/],
      'a key that is no PEM': [keyBody('hello'), /publicKeys\[0\]\.keyValue is refused: The text is not PEM/],
      'an RSA key of 1024 bits': [
        keyBody(
          generateKeyPairSync('rsa', { modulusLength: 1024 })
            .publicKey.export({ type: 'spki', format: 'pem' })
            .toString(),
        ),
        /This RSA key has 1024 bits/,
      ],
      'an Ed25519 key': [
        keyBody(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()),
        /can sign neither RS256 nor ES256/,
      ],
      'another resource server': [
        { clientResources: [{ id: 'jh00000000000', selectedScopes: [] }] },
        /^clientResources\[0\]\.id /,
      ],
      'a resource without scopes': [
        { clientResources: [{ id: 'jh00000000000' }] },
        /^clientResources\[0\]\.selectedScopes is required\.$/,
      ],
    };
    for (const [name, [more, detail]] of Object.entries(cases)) {
      it(name, () => refused(more, detail));
    }

    it('a private key, without repeating any of it', async () => {
      const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString();
      const answer = await mock.ask('POST', clients, body(keyBody(pem)));
      assert.equal(answer.status, 400);
      assert.match(answer.json.detail, /holds a private key/);
      assert.ok(!answer.text.includes(pem.slice(40, 60)));
    });

    it('two roles for one service', () =>
      refused(
        { clientResources: [{ id: serverId, selectedScopes: [{ id: ziaScope }, { id: ziaReader }] }] },
        /second role for ZIA: select one role for each service\.$/,
      ));

    it('a body that is no object', async () => {
      for (const sent of ['[]', '"x"', 'null', '{']) {
        assert.equal((await mock.ask('POST', clients, sent)).status, 400, sent);
      }
    });

    it('the 257th client', async () => {
      const config = {
        clients: Array.from({ length: 256 }, (_, n) => ({ name: `c${n}`, authentication: { type: 'SECRET' } })),
      };
      assert.equal((await mock.ask('PUT', '/_mock/v1/config', config)).status, 200);
      const answer = await mock.ask('POST', clients, body());
      assert.equal(answer.status, 400);
      assert.match(answer.json.detail, /256 API clients at most/);
    });
  });

  describe('in a list', () => {
    beforeEach(async () => {
      const config = {
        clients: Array.from({ length: 5 }, (_, n) => ({
          name: n < 3 ? `Alpha ${n}` : `Beta ${n}`,
          authentication: { type: 'SECRET' },
        })),
      };
      await mock.ask('PUT', '/_mock/v1/config', config);
    });

    it('stand in the documented envelope', async () => {
      const { json } = await mock.ask('GET', clients);
      assert.deepEqual(Object.keys(json), ['pageOffset', 'pageSize', 'totalRecord', 'records', 'results_total']);
      assert.equal(json.pageOffset, 0);
      assert.equal(json.pageSize, 100);
      assert.equal(json.totalRecord, 5);
      assert.equal(json.results_total, 5);
      assert.equal(json.records.length, 5);
    });

    it('are paged by links that lead back to the mock', async () => {
      const names: string[] = [];
      let next: string | undefined = `${mock.base}${clients}?offset=0&limit=2`;
      let previous: string | undefined;
      for (let pages = 0; next !== undefined && pages < 9; pages += 1) {
        assert.ok(next.startsWith(mock.base), next);
        const { json } = await mock.ask('GET', next.slice(mock.base.length));
        names.push(...json.records.map((record: { name: string }) => record.name));
        previous = json.prev_link;
        next = json.next_link;
      }
      assert.deepEqual(names, ['Alpha 0', 'Alpha 1', 'Alpha 2', 'Beta 3', 'Beta 4']);
      const { json } = await mock.ask('GET', previous!.slice(mock.base.length));
      assert.deepEqual(
        json.records.map((record: { name: string }) => record.name),
        ['Alpha 2', 'Beta 3'],
      );
    });

    it('are found by a part of the name in any case, with keys in any case', async () => {
      const { json } = await mock.ask('GET', `${clients}?NAME[LIKE]=aLPha&Limit=2&OFFSET=1`);
      assert.equal(json.totalRecord, 3);
      assert.equal(json.pageOffset, 1);
      assert.deepEqual(
        json.records.map((record: { name: string }) => record.name),
        ['Alpha 1', 'Alpha 2'],
      );
    });

    it('may be asked for none of them', async () => {
      const { json } = await mock.ask('GET', `${clients}?limit=0`);
      assert.equal(json.totalRecord, 5);
      assert.deepEqual(json.records, []);
      assert.equal(json.next_link, undefined);
    });

    it('are refused with 400 beyond a limit of 1000 or for no number', async () => {
      for (const query of ['limit=1001', 'limit=-1', 'limit=ten', 'offset=-1', 'offset=1.5']) {
        assert.equal((await mock.ask('GET', `${clients}?${query}`)).status, 400, query);
      }
      assert.equal((await mock.ask('GET', `${clients}?limit=1000`)).status, 200);
    });
  });

  describe('with secrets', () => {
    const day = 86_400;
    let secrets: string;
    let id: string;
    beforeEach(async () => {
      id = (await create({ clientResources: [{ id: serverId, selectedScopes: [{ id: ziaScope }] }] })).id;
      secrets = `${clients}/${id}/secrets`;
    });
    const make = async (expiresAt: unknown = mock.now + 90 * day) =>
      (await mock.ask('POST', secrets, { expiresAt })).json;

    it('show the value once, and masked ever after', async () => {
      const made = await mock.ask('POST', secrets, { expiresAt: mock.now + 30 * day });
      assert.equal(made.status, 201);
      assert.deepEqual(Object.keys(made.json), ['id', 'value', 'createdAt', 'expiresAt']);
      assert.match(made.json.value, /^[\w-]{40}$/);
      assert.equal(made.json.createdAt, mock.now);
      assert.equal(made.json.expiresAt, mock.now + 30 * day);
      const listed = await mock.ask('GET', secrets);
      assert.deepEqual(listed.json, [{ ...made.json, value: '********' }]);
      const config = await mock.ask('GET', '/_mock/v1/config');
      assert.ok(!config.text.includes(made.json.value));
    });

    it('take expiresAt as text too, as the Python SDK sends it', async () => {
      assert.equal((await make(String(mock.now + 40 * day))).expiresAt, mock.now + 40 * day);
    });

    it('refuse a validity below 30 or above 365 days, and milliseconds', async () => {
      for (const expiresAt of [
        mock.now + 29 * day,
        mock.now + 366 * day,
        mock.now - 1,
        (mock.now + 90 * day) * 1000,
        'soon',
        1.5,
      ]) {
        assert.equal((await mock.ask('POST', secrets, { expiresAt })).status, 400, String(expiresAt));
      }
      assert.deepEqual((await mock.ask('GET', secrets)).json, []);
    });

    it('number two at most: a third takes the place of the most recent', async () => {
      const first = await make();
      mock.advance(10);
      const second = await make();
      mock.advance(10);
      const third = await make();
      const ids = (await mock.ask('GET', secrets)).json.map((secret: { id: string }) => secret.id);
      assert.deepEqual(ids, [first.id, third.id]);
      await mock.token(id, first.value);
      await mock.token(id, third.value);
      await assert.rejects(mock.token(id, second.value));
    });

    it('number two at most also where all are made in the same second', async () => {
      const [first, , third] = [await make(), await make(), await make()];
      const ids = (await mock.ask('GET', secrets)).json.map((secret: { id: string }) => secret.id);
      assert.deepEqual(ids, [first.id, third.id]);
    });

    it('lose one with 204, and 404 for one that is not there', async () => {
      const { id: secretId, value } = await make();
      assert.equal((await mock.ask('DELETE', `${secrets}/${secretId}`)).status, 204);
      assert.equal((await mock.ask('DELETE', `${secrets}/${secretId}`)).status, 404);
      await assert.rejects(mock.token(id, value));
    });

    it('are refused for a client that authenticates in another way', async () => {
      await mock.ask(
        'PUT',
        `${clients}/${id}`,
        body({ clientAuthentication: { authType: 'JWKS', clientJWKsUrl: 'https://example.com/j' } }),
      );
      const answer = await mock.ask('POST', secrets, {});
      assert.equal(answer.status, 400);
      assert.match(answer.json.detail, /authenticates by JWKS/);
    });

    it('are gone once the client authenticates in another way', async () => {
      await make();
      await mock.ask(
        'PUT',
        `${clients}/${id}`,
        body({ clientAuthentication: { authType: 'JWKS', clientJWKsUrl: 'https://example.com/j' } }),
      );
      assert.deepEqual((await mock.ask('GET', secrets)).json, []);
    });

    it('are kept as no value, only as a hash', async () => {
      const { value } = await make();
      const config = (await mock.ask('GET', '/_mock/v1/config')).text;
      for (const trace of [
        value,
        Buffer.from(value).toString('base64'),
        createHash('sha256').update(value).digest('hex'),
      ]) {
        assert.ok(!config.includes(trace));
      }
    });
  });

  describe('and their tokens', () => {
    const status = async (id: string) =>
      (await mock.ask('GET', `/_mock/v1/tokens?clientId=${id}`)).json.records[0].status;

    it('are revoked when the client is disabled, also after it is enabled again', async () => {
      const { id, token } = await mock.client({ ZIA: 'API_Role01' });
      const known = (await mock.ask('GET', `${clients}/${id}`)).json;
      await mock.ask('PUT', `${clients}/${id}`, { ...known, status: false });
      assert.equal((await mock.ask('GET', '/zia/api/v1/status', undefined, token)).status, 401);
      assert.equal(await status(id), 'REVOKED');
      await mock.ask('PUT', `${clients}/${id}`, { ...known, status: true });
      assert.equal((await mock.ask('GET', '/zia/api/v1/status', undefined, token)).status, 401);
    });

    it('are revoked when the client is deleted', async () => {
      const { id, token } = await mock.client({ ZIA: 'API_Role01' });
      await mock.ask('DELETE', `${clients}/${id}`);
      assert.equal((await mock.ask('GET', '/zia/api/v1/status', undefined, token)).status, 401);
      assert.equal(await status(id), 'REVOKED');
    });

    it('keep the roles that they were issued with; a changed role counts for new ones', async () => {
      const { id, secret, token } = await mock.client({ ZIA: 'API_Role_READONLY' });
      const known = (await mock.ask('GET', `${clients}/${id}`)).json;
      known.clientResources[0].selectedScopes = [{ id: ziaScope }];
      await mock.ask('PUT', `${clients}/${id}`, known);
      const write = (bearer: string) =>
        mock.ask('POST', '/zia/api/v1/ruleLabels', { name: `l ${bearer.length}` }, bearer);
      assert.equal((await write(token)).status, 403);
      assert.equal((await write(await mock.token(id, secret))).status, 200);
    });
  });
});
