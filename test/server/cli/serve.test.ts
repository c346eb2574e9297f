import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Serving, serve } from './child.js';
import { cliPath } from './cli-path.js';

describe('oneapi-mock serve', () => {
  let folder: string;
  const running = new Set<Serving>();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oneapi-cli-'));
  });
  afterEach(async () => {
    await Promise.all([...running].map((serving) => serving.end('SIGKILL')));
    running.clear();
    await rm(folder, { recursive: true, force: true });
  });

  async function served(args: readonly string[] = [], env: Record<string, string> = {}): Promise<Serving> {
    const serving = await serve(args, env);
    running.add(serving);
    return serving;
  }

  const api = ({ ready }: Serving, method: string, path: string, body?: object) =>
    fetch(ready.http + path, {
      method,
      headers: { authorization: `Bearer ${ready.adminToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  async function configFile(config: unknown): Promise<string> {
    const file = join(folder, 'tenant.json');
    await writeFile(file, typeof config === 'string' ? config : JSON.stringify(config));
    return file;
  }

  it('prints one line of JSON when it is ready, with the keys that scripts rely on, and nothing else', async () => {
    const serving = await served();
    const { ready } = serving;
    const port = new URL(ready.http).port;
    assert.deepEqual(Object.keys(ready), [
      'ready',
      'pid',
      'http',
      'https',
      'proxy',
      'issuer',
      'tokenEndpoint',
      'api',
      'caFile',
      'adminToken',
      'jwks',
    ]);
    assert.deepEqual(
      [ready.ready, ready.pid, ready.https, ready.issuer],
      [true, serving.child.pid, `https://localhost:${port}`, 'https://acme.zslogin.net'],
    );
    assert.ok(existsSync(ready.caFile));
    const { code, stdout, stderr } = await serving.end();
    assert.deepEqual([code, stdout, stderr], [0, `${serving.line}\n`, '']);
    assert.ok(!existsSync(ready.caFile));
  });

  it('prints the same for people, with a curl line that works', async () => {
    const child = spawn(process.execPath, [cliPath, 'serve', '--port', '0', '--vanity', 'globex'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      text += chunk as string;
      if (text.includes('openid-configuration')) break;
    }
    const closed = once(child, 'close');
    try {
      assert.ok(!text.includes('\u001b'), 'no colours where nobody sees them');
      for (const name of [
        'HTTPS_PROXY=',
        'REQUESTS_CA_BUNDLE=',
        'SSL_CERT_FILE=',
        'NODE_EXTRA_CA_CERTS=',
        '--cacert',
      ]) {
        assert.ok(text.includes(name), name);
      }
      assert.match(text, /https:\/\/globex\.zslogin\.net/);
      const [, authorization = '', url = ''] = /curl -s -H '(authorization: Bearer [\w-]+)' (\S+)/.exec(text) ?? [];
      const answer = await fetch(url, { headers: { authorization: authorization.replace('authorization: ', '') } });
      assert.equal(answer.status, 200);
    } finally {
      child.kill('SIGINT');
      await closed;
    }
    assert.equal(child.exitCode, 0);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`at ${signal} answers what is in flight and exits with 0`, async () => {
      const serving = await served(['--state', folder]);
      await api(serving, 'POST', '/_mock/v1/faults', { target: 'token', times: 1, delayMs: 300, status: 418 });
      const answer = fetch(serving.ready.tokenEndpoint, { method: 'POST', body: 'grant_type=client_credentials' });
      while (
        ((await (await api(serving, 'GET', '/_mock/v1/faults')).json()) as { totalRecord: number }).totalRecord > 0
      );
      const { code } = await serving.end(signal);
      assert.equal(code, 0);
      assert.equal((await answer).status, 418);
    });
  }

  it('has on disk what it acknowledged, whether it was ended or killed', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const first = await served(['--state', folder]);
      const created = await api(first, 'POST', '/ziam/admin/api/v1/api-clients', {
        name: signal,
        accessTokenLifeTime: 600,
        clientAuthentication: { authType: 'SECRET' },
      });
      const { id } = (await created.json()) as { id: string };
      await first.end(signal);
      const second = await served(['--state', folder]);
      assert.equal((await api(second, 'GET', `/ziam/admin/api/v1/api-clients/${id}`)).status, 200, signal);
      assert.equal(second.ready.adminToken, first.ready.adminToken);
      await second.end();
    }
  });

  it('goes on where nobody reads its output any more', async () => {
    const serving = await served();
    serving.child.stdout.destroy();
    serving.child.stderr.destroy();
    assert.equal((await api(serving, 'GET', '/_mock/v1/health')).status, 200);
  });

  it('exits with 1 where the port is taken, and says what to do', async () => {
    const { ready } = await served();
    const port = new URL(ready.http).port;
    const { code, stdout, stderr } = await run(['serve', '--port', port, '--json']);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, new RegExp(`Port ${port} .*taken`));
    assert.match(stderr, /--port 0/);
  });

  it('exits with 3 where the folder is taken, and names process and port', async () => {
    const { ready } = await served(['--state', folder]);
    const { code, stdout, stderr } = await run(['serve', '--port', '0', '--json', '--state', folder]);
    assert.deepEqual([code, stdout], [3, '']);
    assert.match(stderr, new RegExp(`process ${ready.pid}\\b.*port ${new URL(ready.http).port}\\b`));
    assert.equal((await fetch(`${ready.http}/_mock/v1/health`)).status, 200);
  });

  it('of two that start at once on one folder lets exactly one serve', async () => {
    const outcomes = await Promise.allSettled([served(['--state', folder]), served(['--state', folder])]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    assert.match(String(lost?.reason), /ended with 3/);
  });

  it('starts from a config file, with secrets from the environment and keys from files beside it', async () => {
    const secret = 'correct-horse-battery-staple';
    const file = await configFile({
      vanity: 'globex',
      cloud: 'beta',
      clients: [
        {
          id: 'iq0000000000a',
          name: 'ci',
          roles: { ZIA: 'API_Role01' },
          authentication: { type: 'SECRET', secrets: [{ value: { env: 'CI_SECRET' } }] },
        },
      ],
    });
    const serving = await served(['--config', file], { CI_SECRET: secret });
    assert.equal(serving.ready.issuer, 'https://globex.zsloginbeta.net');
    const token = await run(['token', '--client-id', 'iq0000000000a', '--url', serving.ready.tokenEndpoint], {
      ZSCALER_CLIENT_SECRET: secret,
    });
    assert.equal(token.code, 0);
    assert.match(token.stdout, /^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  });

  const faulty: [what: string, config: unknown, says: RegExp][] = [
    ['that is no JSON', '{\n  "vanity": "acme",\n}', /tenant\.json: \$.*line 3/],
    ['that is empty', '', /tenant\.json: \$.*empty/],
    [
      'with an unknown member',
      { clients: [{ name: 'a', colour: 'red', authentication: { type: 'SECRET' } }] },
      /\$\.clients\[0\]\.colour/,
    ],
    [
      'with an unknown role',
      { clients: [{ name: 'a', roles: { ZIA: 'Nobody' }, authentication: { type: 'SECRET', secrets: [] } }] },
      /\$\.clients\[0\]\.roles\.ZIA/,
    ],
    [
      'whose environment variable is missing',
      { clients: [{ name: 'a', authentication: { type: 'SECRET', secrets: [{ value: { env: 'MISSING' } }] } }] },
      /\$\.clients\[0\]\.authentication\.secrets\[0\]\.value\.env.*MISSING/,
    ],
  ];
  for (const [what, config, says] of faulty) {
    it(`exits with 2 at a config ${what}, and says where the fault is`, async () => {
      const { code, stdout, stderr } = await run([
        'serve',
        '--port',
        '0',
        '--json',
        '--config',
        await configFile(config),
      ]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, says);
    });
  }

  it('says a fault of a config once and repeats no secret of it', async () => {
    const file = await configFile(
      '{"clients":[{"name":"a","authentication":{"type":"SECRET","secrets":[{"value":"hunter22hunter22" oops',
    );
    const { code, stderr } = await run(['serve', '--port', '0', '--config', file]);
    assert.equal(code, 2);
    assert.ok(!/hunter22|oops/.test(stderr));
    assert.equal(stderr.match(/tenant\.json/g)?.length, 1);
  });

  it('exits with 2 where there is no config file', async () => {
    const { code, stderr } = await run(['serve', '--config', join(folder, 'nowhere.json')]);
    assert.equal(code, 2);
    assert.match(stderr, /nowhere\.json does not exist/);
  });

  it('warns where others may reach it, on standard error', async () => {
    const serving = await served(['--host', '0.0.0.0', '--allow-remote']);
    const { stderr } = await serving.end();
    assert.match(stderr, /may reach the mock/);
  });

  it('writes neither the admin token nor a secret to the log', async () => {
    const serving = await served(['--state', folder]);
    await api(serving, 'POST', '/_mock/v1/clock', { nonsense: 'x' });
    const { stderr } = await serving.end();
    assert.ok(!stderr.includes(serving.ready.adminToken));
    assert.match(await readFile(join(folder, 'admin-token'), 'utf8'), /^[\w-]{43}\n$/);
  });
});
