import assert from 'node:assert/strict';
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connect as connectTls, createServer, type TLSSocket } from 'node:tls';
import { issueCertificate } from '../../../src/keys/authority.js';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { type RunningMock, type StartOptions, startMock } from '../../../src/zidentity/start.js';
import { openSocket, portOf, secure } from './wire.js';

const day = 86_400_000;

describe("The mock's certificates", () => {
  let folder: string;
  const running: RunningMock[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oneapi-tls-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((mock) => mock.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  async function start(options: StartOptions = {}): Promise<RunningMock> {
    const mock = await startMock({ port: 0, stateDir: folder, ...options });
    running.push(mock);
    return mock;
  }

  const caOf = async (mock: RunningMock) => new X509Certificate(await readFile(mock.endpoints.caFile));

  async function leafOf(mock: RunningMock): Promise<X509Certificate> {
    const secured: TLSSocket = await secure(
      await openSocket(portOf(mock.endpoints.http)),
      'localhost',
      mock.endpoints.caFile,
    );
    const leaf = secured.getPeerX509Certificate() as X509Certificate;
    secured.destroy();
    return leaf;
  }

  it('come from an authority that is kept in the state folder, its key for the owner alone', async () => {
    const first = await start();
    const before = await caOf(first);
    await first.stop();
    const second = await start();
    assert.equal((await caOf(second)).fingerprint256, before.fingerprint256);
    assert.equal(second.endpoints.caFile, join(folder, 'ca.pem'));
    assert.equal((await stat(join(folder, 'ca-key.pem'))).mode & 0o777, 0o600);
  });

  it('without a state folder come from one in a folder of its own that goes when the mock stops', async () => {
    const mock = await start({ stateDir: undefined });
    const { caFile } = mock.endpoints;
    assert.equal((await stat(dirname(caFile))).mode & 0o777, 0o700);
    assert.equal((await readdir(dirname(caFile))).join(), 'ca.pem');
    await mock.stop();
    assert.equal(existsSync(dirname(caFile)), false);
  });

  it('are renewed while the mock runs, before they expire, and go on to be trusted', async () => {
    let now = Date.now() - 70 * day;
    const mock = await start({ now: () => now });
    const before = await leafOf(mock);
    now += 10 * day;
    assert.equal((await leafOf(mock)).fingerprint256, before.fingerprint256);
    now = Date.now();
    assert.notEqual((await leafOf(mock)).fingerprint256, before.fingerprint256);
  });

  it('are renewed with their authority, whose old certificate goes on to vouch for them', async () => {
    let now = Date.now() - 800 * day;
    const mock = await start({ now: () => now });
    const old = await readFile(mock.endpoints.caFile);
    now = Date.now();
    const leaf = await leafOf(mock);
    const renewed = await caOf(mock);
    assert.notDeepEqual(await readFile(mock.endpoints.caFile), old);
    assert.ok(leaf.verify(renewed.publicKey) && leaf.verify(new X509Certificate(old).publicKey));
    assert.ok(mock.warnings.some((warning) => warning.includes('renewed')));
  });

  it('follow the tenant to another cloud of another name', async () => {
    const mock = await start();
    const answer = await fetch(`${mock.endpoints.http}/_mock/v1/config`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${mock.adminToken}` },
      body: JSON.stringify({ vanity: 'other', cloud: 'alpha' }),
    });
    assert.equal(answer.status, 200);
    const port = portOf(mock.endpoints.http);
    const first = connectTls({ port, rejectUnauthorized: false });
    await once(first, 'secureConnect');
    first.destroy();
    (await secure(await openSocket(port), 'other.zsloginalpha.net', mock.endpoints.caFile)).destroy();
    assert.equal(mock.endpoints.issuer, 'https://other.zsloginalpha.net');
  });

  it('cannot be made for other names, even with the key of the authority', async () => {
    const mock = await start();
    const { privateKey, publicKey } = await generateKeyPair('EC-P256');
    const cert = await issueCertificate({
      authority: {
        certificate: await readFile(mock.endpoints.caFile, 'utf8'),
        privateKey: createPrivateKey(await readFile(join(folder, 'ca-key.pem'))),
      },
      publicKey,
      subject: { commonName: 'bank' },
      san: ['bank.example'],
      days: 10,
      now: Date.now(),
      serverAuth: true,
      randomBytes,
    });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const server = createServer({ cert, key }, (socket) => socket.end());
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as { port: number };
      const secured = connectTls({ port, servername: 'bank.example', ca: await readFile(mock.endpoints.caFile) });
      const error = await new Promise<NodeJS.ErrnoException>((resolve) => secured.once('error', resolve));
      assert.match(`${error.code} ${error.message}`, /PERMITTED_VIOLATION|permitted subtree/i);
    } finally {
      server.close();
    }
  });

  it('come from a new authority where the old one is damaged, which is kept and said', async () => {
    const first = await start();
    const before = await caOf(first);
    await first.stop();
    await writeFile(join(folder, 'ca-key.pem'), 'damaged');
    const second = await start();
    assert.notEqual((await caOf(second)).fingerprint256, before.fingerprint256);
    await leafOf(second);
    const aside = (await readdir(folder)).filter((name) => name.startsWith('ca-key.pem.damaged'));
    assert.equal(aside.length, 1);
    assert.equal(await readFile(join(folder, aside[0] as string), 'utf8'), 'damaged');
    assert.equal((await stat(join(folder, aside[0] as string))).mode & 0o777, 0o600);
    assert.ok(second.warnings.some((warning) => warning.includes(aside[0] as string)));
  });

  it('come from the same key where only its certificate is damaged', async () => {
    const first = await start();
    const before = await caOf(first);
    await first.stop();
    await writeFile(join(folder, 'ca.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    const second = await start();
    assert.ok((await caOf(second)).publicKey.equals(before.publicKey));
    await leafOf(second);
  });
});
