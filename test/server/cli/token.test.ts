import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proxyFor } from '../../../src/cli/proxy.js';
import { decodeJwt } from '../../../src/jwt/decode.js';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { toJwk } from '../../../src/keys/jwk.js';
import { writePrivateKey, writePublicKey } from '../../../src/keys/write.js';
import { type RunningMock, startMock } from '../../../src/zidentity/start.js';
import { run } from './child.js';
import { isPlain, type Outcome, runHere } from './fake-terminal.js';

const secret = 'correct-horse-battery-staple';
const [bySecret, byKey] = ['iq0000000000a', 'iq0000000000b'];

describe('oneapi-mock token', () => {
  let folder: string;
  let mock: RunningMock;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oneapi-token-'));
    const [rsa, ec] = await Promise.all([generateKeyPair('RSA-2048'), generateKeyPair('EC-P256')]);
    await writeFile(join(folder, 'rsa.pem'), writePrivateKey(rsa.privateKey));
    await writeFile(join(folder, 'locked.pem'), writePrivateKey(rsa.privateKey, { passphrase: 'open sesame' }));
    await writeFile(join(folder, 'ec.jwk'), JSON.stringify(toJwk(ec.privateKey, { private: true })));
    await writeFile(join(folder, 'public.pem'), writePublicKey(rsa.publicKey));
    mock = await startMock({
      port: 0,
      config: {
        clients: [
          { id: bySecret, name: 'a', authentication: { type: 'SECRET', secrets: [{ value: secret }] } },
          {
            id: byKey,
            name: 'b',
            authentication: { type: 'PUBKEYCERT', keys: [writePublicKey(rsa.publicKey), writePublicKey(ec.publicKey)] },
          },
        ],
      },
    });
  });
  after(async () => {
    await mock.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const token = (args: readonly string[], given: Parameters<typeof runHere>[1] = {}) =>
    runHere(['token', '--url', mock.endpoints.tokenEndpoint, ...args], { cwd: folder, isTTY: true, ...given });

  function assertToken({ code, stdout, stderr }: Outcome, clientId: string): void {
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(decodeJwt(stdout).payload.sub, clientId);
  }

  it('prints the token alone', async () => {
    assertToken(await token(['--client-id', bySecret, '--secret', secret]), bySecret);
  });

  it('takes the secret from the environment or from standard input just as well', async () => {
    const env = { ZSCALER_CLIENT_ID: bySecret, ZSCALER_CLIENT_SECRET: secret };
    assertToken(await token([], { env }), bySecret);
    const stdin = `${secret}\n`;
    assertToken(await token(['--client-id', bySecret, '--secret', '-'], { stdin, env }), bySecret);
    assertToken(await token(['--client-id', bySecret], { stdin, isTTY: false }), bySecret);
  });

  it('sends the secret by HTTP Basic where that is asked for', async () => {
    assertToken(await token(['--client-id', bySecret, '--secret', secret, '--basic']), bySecret);
  });

  it('signs an assertion with a key: PEM, encrypted PEM or JWK, from a file or standard input', async () => {
    assertToken(await token(['--client-id', byKey, '--key', 'rsa.pem', '--alg', 'RS256']), byKey);
    assertToken(await token(['--client-id', byKey, '--key', 'ec.jwk', '--alg', 'ES256', '--kid', 'mine']), byKey);
    const env = { ONEAPI_KEY_PASSPHRASE: 'open sesame' };
    assertToken(await token(['--client-id', byKey, '--key', join(folder, 'locked.pem')], { env }), byKey);
    const { privateKey } = await generateKeyPair('EC-P256');
    const unknown = await token(['--client-id', byKey, '--key', '-'], {
      stdin: writePrivateKey(privateKey),
      isTTY: false,
    });
    assert.equal(unknown.code, 1);
    assert.match(unknown.stderr, /invalid_client/);
  });

  it('asks for the audience that it is told to', async () => {
    const refused = await token([
      '--client-id',
      bySecret,
      '--secret',
      secret,
      '--audience',
      'https://elsewhere.example',
    ]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /invalid_request/);
  });

  it('says why it was refused, where the mock tells more, and never the secret', async () => {
    const { code, stdout, stderr } = await token(['--client-id', bySecret, '--secret', 'hunter22hunter22']);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /invalid_client/);
    assert.match(stderr, /exchange [\w-]+/);
    assert.ok(!stderr.includes('hunter22'));
  });

  it('says that a key is none, or does not fit, and never the key', async () => {
    const none = await token(['--client-id', byKey, '--key', 'public.pem']);
    assert.notEqual(none.code, 0);
    assert.match(none.stderr, /private key/i);
    const unfit = await token(['--client-id', byKey, '--key', 'rsa.pem', '--alg', 'ES256']);
    assert.match(unfit.stderr, /does not go with this key/);
    const text = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----';
    const pasted = await token(['--client-id', byKey, '--key', text]);
    assert.equal(pasted.code, 2);
    assert.ok(!pasted.stderr.includes('MIIEvQ'));
  });

  it('says what is missing', async () => {
    const noSecret = await token(['--client-id', bySecret]);
    assert.deepEqual([noSecret.code, noSecret.stdout], [2, '']);
    assert.match(noSecret.stderr, /ZSCALER_CLIENT_SECRET/);
    assert.match((await token([])).stderr, /--client-id/);
    assert.equal((await token(['--client-id', bySecret, '--secret', '-'], { stdin: '\n' })).code, 2);
  });

  describe('behind a proxy', () => {
    const args = ['token', '--vanity', 'acme', '--client-id', bySecret, '--secret', secret];
    const environment = (env: Record<string, string>) => ({ NODE_EXTRA_CA_CERTS: mock.endpoints.caFile, ...env });

    it('reaches a tenant through it: a mock under the name of its own', async () => {
      for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY']) {
        const { code, stdout, stderr } = await run(args, environment({ [name]: mock.endpoints.proxy }));
        assert.deepEqual([code, stderr], [0, ''], name);
        assert.equal(decodeJwt(stdout.trim()).payload.sub, bySecret);
      }
    });

    it('trusts no certificate that it would not trust without', async () => {
      const { code, stderr } = await run(args, { HTTPS_PROXY: mock.endpoints.proxy });
      assert.equal(code, 1);
      assert.match(stderr, /signed by nobody this computer trusts/);
    });

    it('says that the proxy knows no such tenant, or cannot be reached', async () => {
      const other = ['token', '--vanity', 'other', '--client-id', bySecret, '--secret', secret];
      const unknown = await run(other, environment({ HTTPS_PROXY: mock.endpoints.proxy }));
      assert.equal(unknown.code, 1);
      assert.match(unknown.stderr, /answered 502 for other\.zslogin\.net:443[\s\S]*vanity domain/);
      const closed = await run(args, environment({ HTTPS_PROXY: 'http://user:pass-word@127.0.0.1:1' }));
      assert.equal(closed.code, 1);
      assert.match(closed.stderr, /proxy 127\.0\.0\.1:1 cannot be reached/);
      assert.ok(!closed.stderr.includes('pass-word'));
    });

    const rows: [address: string, env: Record<string, string>, proxy: string | undefined][] = [
      ['https://acme.zslogin.net/x', { HTTPS_PROXY: 'http://p:1' }, 'p:1'],
      ['https://acme.zslogin.net/x', { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:2' }, 'q:2'],
      ['https://acme.zslogin.net/x', { HTTP_PROXY: 'http://p:1' }, undefined],
      ['https://acme.zslogin.net/x', { HTTPS_PROXY: '' }, undefined],
      ['https://localhost:8787/x', { HTTPS_PROXY: 'http://p:1' }, undefined],
      ['http://acme.zslogin.net/x', { HTTPS_PROXY: 'http://p:1' }, undefined],
      ['https://acme.zslogin.net/x', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a.example, .zslogin.net' }, undefined],
      ['https://acme.zslogin.net/x', { HTTPS_PROXY: 'http://p:1', no_proxy: '*' }, undefined],
      ['https://acme.zslogin.net/x', { HTTPS_PROXY: 'http://p:1', no_proxy: 'login.net,acme.zslogin.net:8443' }, 'p:1'],
    ];
    it('asks the environment as curl does which one it is', () => {
      for (const [address, env, expected] of rows) {
        assert.equal(proxyFor(address, env)?.host, expected, JSON.stringify([address, env]));
      }
      for (const HTTPS_PROXY of ['p:1:2', 'socks5://p:1', '//']) {
        assert.throws(() => proxyFor('https://a.example/', { HTTPS_PROXY }), { code: 'proxy-invalid' });
      }
    });
  });

  it('says that nobody answers', async () => {
    const { code, stderr } = await runHere([
      'token',
      '--client-id',
      'a',
      '--secret',
      secret,
      '--url',
      'http://127.0.0.1:9/oauth2/v1/token',
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /127\.0\.0\.1:9/);
  });

  it('sends no credential over plain HTTP to another computer unless it is told to', async () => {
    const args = ['token', '--client-id', 'a', '--secret', secret, '--url', 'http://mock.example/oauth2/v1/token'];
    const { code, stderr } = await runHere(args);
    assert.equal(code, 2);
    assert.match(stderr, /plain HTTP|https/);
  });

  it('prints nothing that a server made up to mislead a terminal', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: 'invalid_client', error_description: '\u001b]0;pwned\u0007\u202eevil' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as { port: number };
      const url = `http://127.0.0.1:${port}/oauth2/v1/token`;
      const { stderr } = await runHere(['token', '--client-id', 'a', '--secret', secret, '--url', url]);
      assert.match(stderr, /invalid_client/);
      assert.ok(isPlain(stderr));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
