// The lines that "Show Connection Settings" prints, given to a shell as a person pastes them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { writePrivateKey, writePublicKey } from '../../../src/keys/write.js';
import { connectionSettings, type SnippetCredential } from '../../../src/oauth/connection-settings.js';
import { type RunningMock, startMock } from '../../../src/zidentity/start.js';

const run = promisify(execFile);
const secret = 'it\'s a "secret" of $HOME';

/**
 * A program that knows nothing of the mock: it asks the real hosts, and finds the way by its environment. Where this
 * Node's fetch heeds no proxy yet, it asks the proxy for a tunnel itself, as programs with a proxy agent do.
 */
const program = `
import { request } from 'node:http';
import { connect } from 'node:tls';
const { ZSCALER_CLIENT_ID, ZSCALER_CLIENT_SECRET, ZSCALER_VANITY_DOMAIN, HTTPS_PROXY } = process.env;
const ask = Number(process.versions.node.split('.')[0]) >= 24 ? fetch : tunnelled;
function tunnelled(url, { method = 'GET', headers = {}, body = '' } = {}) {
  const { hostname, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    request(HTTPS_PROXY, { method: 'CONNECT', path: hostname + ':443' })
      .on('connect', (answer, socket) => {
        if (answer.statusCode !== 200) return reject(new Error('CONNECT ' + answer.statusCode));
        request({ createConnection: () => connect({ socket, servername: hostname }), host: hostname, path: pathname, method, headers }, async (got) => {
          let text = '';
          for await (const part of got) text += part;
          resolve({ status: got.statusCode, json: async () => JSON.parse(text) });
        }).on('error', reject).end(String(body));
      })
      .on('error', reject)
      .end();
  });
}
const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: ZSCALER_CLIENT_ID, client_secret: ZSCALER_CLIENT_SECRET, audience: 'https://api.zscaler.com' });
const host = 'https://' + ZSCALER_VANITY_DOMAIN;
const token = await ask(host + '.zslogin.net/oauth2/v1/token', { method: 'POST', body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
const headers = { authorization: 'Bearer ' + (await token.json()).access_token };
const statuses = [token.status];
for (const url of ['https://api.zsapi.net/zia/api/v1/status', host + '-admin.zslogin.net/admin/api/v1/api-clients'])
  statuses.push((await ask(url, { headers })).status);
console.log(JSON.stringify(statuses));
`;

describe('connection settings that are pasted into a shell', function () {
  // A shell, curl and node take their time on a busy machine.
  this.timeout(30_000);
  let mock: RunningMock;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "oneapi person's "));
    const key = await generateKeyPair('RSA-2048');
    await writeFile(join(folder, 'key.pem'), writePrivateKey(key.privateKey), { mode: 0o600 });
    await writeFile(join(folder, 'program.mjs'), program);
    const roles = { ZIA: 'API_Role01', ZIAM: 'Super Admin' };
    const config = {
      clients: [
        { id: 'iq0000000000a', name: 'a', roles, authentication: { type: 'SECRET', secrets: [{ value: secret }] } },
        {
          id: 'iq0000000000b',
          name: 'b',
          roles,
          authentication: { type: 'PUBKEYCERT', keys: [writePublicKey(key.publicKey)] },
        },
      ],
    };
    mock = await startMock({ port: 0, config, stateDir: join(folder, 'state') });
  });
  after(async () => {
    await mock.stop();
    await rm(folder, { recursive: true });
  });

  function textOf(id: 'curl' | 'node', clientId: string, credential: SnippetCredential): string {
    const { endpoints } = mock;
    const environment = {
      id: 'mock',
      name: 'Mock',
      kind: 'mock' as const,
      vanity: 'acme',
      issuer: endpoints.issuer,
      tokenEndpoint: endpoints.tokenEndpoint,
      api: endpoints.api,
    };
    const client = { id: clientId, credential };
    return connectionSettings({ environment, endpoints, client }).find((entry) => entry.id === id)!.text;
  }

  const shell = async (script: string) => {
    const { stdout } = await run('/bin/sh', ['-c', script], { cwd: folder, env: { PATH: process.env.PATH } });
    return stdout;
  };

  const credentials: [string, string, SnippetCredential][] = [
    ['a secret', 'iq0000000000a', { kind: 'secret', value: secret }],
    ['a private key', 'iq0000000000b', { kind: 'privateKey' }],
  ];
  for (const [name, clientId, credential] of credentials) {
    it(`for curl and ${name} get a token and call the gateway, at the mock's address and under the real names`, async () => {
      const text = textOf('curl', clientId, credential);
      assert.match(text, /--proxy .* --cacert .* https:\/\/acme\.zslogin\.net\/oauth2\/v1\/token/);
      assert.equal(await shell(text), '{"status":"ACTIVE"}{"status":"ACTIVE"}');
      // Each half by itself, so that none lives on what the other left behind.
      const [, real = ''] = text.split(/^# The same under.*$/m);
      assert.equal(await shell(real), '{"status":"ACTIVE"}');
    });
  }

  it('for Node.js lead a program to all three hosts', async () => {
    const text = textOf('node', 'iq0000000000a', { kind: 'secret', value: secret });
    assert.match(text, /^export NODE_USE_ENV_PROXY=1$/m);
    assert.equal(await shell(`${text}"${process.execPath}" program.mjs`), '[200,200,200]\n');
  });
});
