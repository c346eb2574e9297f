import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkbenchError } from '../../../src/errors.js';
import { type RunningMock, type StartOptions, startMock } from '../../../src/zidentity/start.js';
import { portOf } from './wire.js';

const withCode = (code: string) => (error: unknown) => error instanceof WorkbenchError && error.code === code;

describe('Starting the mock', () => {
  let folder: string;
  const running: RunningMock[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oneapi-start-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((mock) => mock.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  async function start(options: StartOptions = {}): Promise<RunningMock> {
    const mock = await startMock({ port: 0, ...options });
    running.push(mock);
    return mock;
  }

  async function names(mock: RunningMock): Promise<string[]> {
    const answer = await fetch(`${mock.endpoints.api}/ziam/admin/api/v1/api-clients`, {
      headers: { authorization: `Bearer ${mock.adminToken}` },
    });
    const { records } = (await answer.json()) as { records: { name: string }[] };
    return records.map(({ name }) => name);
  }

  async function addClient(mock: RunningMock, name: string): Promise<void> {
    const answer = await fetch(`${mock.endpoints.api}/ziam/admin/api/v1/api-clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mock.adminToken}` },
      body: JSON.stringify({ name, accessTokenLifeTime: 600, clientAuthentication: { authType: 'SECRET' } }),
    });
    assert.equal(answer.status, 201);
  }

  const configOf = (name: string, secret: unknown = 'a-secret-of-somebody') => ({
    clients: [{ id: 'iq0000000000a', name, authentication: { type: 'SECRET', secrets: [{ value: secret }] } }],
  });

  it('says where everything is', async () => {
    const { endpoints } = await start();
    const port = portOf(endpoints.http);
    assert.deepEqual(
      { ...endpoints, caFile: '', jwks: '' },
      {
        http: `http://127.0.0.1:${port}`,
        https: `https://localhost:${port}`,
        proxy: `http://127.0.0.1:${port}`,
        issuer: 'https://acme.zslogin.net',
        tokenEndpoint: `http://127.0.0.1:${port}/oauth2/v1/token`,
        api: `http://127.0.0.1:${port}`,
        caFile: '',
        jwks: '',
      },
    );
    assert.match(endpoints.jwks, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('tells the same under /_mock/v1/info', async () => {
    const mock = await start({ vanity: 'Globex', cloud: 'beta', policy: 'strict' });
    const answer = await fetch(`${mock.endpoints.http}/_mock/v1/info`, {
      headers: { authorization: `Bearer ${mock.adminToken}` },
    });
    const info = (await answer.json()) as Record<string, unknown>;
    assert.deepEqual(info.endpoints, { ...mock.endpoints });
    assert.deepEqual([info.policy, info.pid], ['strict', process.pid]);
    assert.equal(mock.endpoints.issuer, 'https://globex.zsloginbeta.net');
  });

  it('refuses a port that is taken, and leaves nothing behind', async () => {
    const first = await start();
    const port = portOf(first.endpoints.http);
    await assert.rejects(startMock({ port, stateDir: folder }), withCode('port-taken'));
    await start({ stateDir: folder });
  });

  it('refuses a folder that another mock uses, and does it no harm', async () => {
    const first = await start({ stateDir: folder });
    await assert.rejects(startMock({ port: 0, stateDir: folder }), withCode('state-folder-taken'));
    await addClient(first, 'after');
    assert.deepEqual(await names(first), ['after']);
  });

  it('lets two mocks live in one process without knowing each other', async () => {
    const [one, two] = [await start(), await start({ vanity: 'globex' })];
    await addClient(one, 'mine');
    assert.deepEqual([await names(one), await names(two)], [['mine'], []]);
    assert.notEqual(one.adminToken, two.adminToken);
  });

  it('refuses names and addresses that cannot be, before anything is opened', async () => {
    await assert.rejects(startMock({ port: 0, vanity: 'a.b' }), withCode('vanity-invalid'));
    await assert.rejects(startMock({ port: 0, allowedHosts: ['http://x'] }), withCode('host-invalid'));
    await assert.rejects(startMock({ port: 0, host: '0.0.0.0' }), withCode('remote-not-allowed'));
    await assert.rejects(startMock({ port: 0, config: { clients: 1 } }), withCode('config-invalid'));
  });

  it('starts from a config', async () => {
    const mock = await start({ config: { vanity: 'globex', ...configOf('ci') } });
    assert.deepEqual(await names(mock), ['ci']);
    assert.equal(mock.endpoints.issuer, 'https://globex.zslogin.net');
  });

  it('keeps what was changed since, where it starts from the same config again', async () => {
    const options = { stateDir: folder, config: configOf('ci') };
    const first = await start(options);
    await addClient(first, 'added');
    await first.stop();
    assert.deepEqual(await names(await start(options)), ['ci', 'added']);
  });

  it('starts from another config anew, also where only what it reads from elsewhere is another', async () => {
    const config = configOf('ci', { env: 'THE_SECRET' });
    const first = await start({ stateDir: folder, config, configSources: { env: { THE_SECRET: 'one-secret' } } });
    await addClient(first, 'added');
    await first.stop();
    const second = await start({ stateDir: folder, config, configSources: { env: { THE_SECRET: 'two-secret' } } });
    assert.deepEqual(await names(second), ['ci']);
    await second.stop();
    assert.deepEqual(await names(await start({ stateDir: folder, config: configOf('other') })), ['other']);
  });

  it('keeps no secret of the config in clear', async () => {
    await start({ stateDir: folder, config: configOf('ci', 'clear-as-day-secret') });
    for (const name of ['tenant.json', 'config-applied']) {
      assert.ok(!(await readFile(join(folder, name), 'utf8')).includes('clear-as-day-secret'), name);
    }
  });

  it('lets a name that is asked for take the place of the one that was kept', async () => {
    const first = await start({ stateDir: folder, vanity: 'globex' });
    await addClient(first, 'kept');
    await first.stop();
    const second = await start({ stateDir: folder });
    assert.equal(second.endpoints.issuer, 'https://globex.zslogin.net');
    await second.stop();
    const third = await start({ stateDir: folder, vanity: 'initech' });
    assert.equal(third.endpoints.issuer, 'https://initech.zslogin.net');
    assert.deepEqual(await names(third), ['kept']);
  });

  it('warns where others may reach it', async () => {
    const mock = await start({ host: '0.0.0.0', allowRemote: true });
    assert.ok(mock.warnings.some((warning) => warning.includes('--allow-host')));
    assert.equal((await fetch(`${mock.endpoints.http}/_mock/v1/health`)).status, 200);
  });
});
