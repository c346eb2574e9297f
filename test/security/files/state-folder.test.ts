// A state folder that somebody tampered with, or that a disk damaged.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { LIMITS } from '../../../src/zidentity/limits.js';
import { type RunningMock, startMock } from '../../../src/zidentity/start.js';
import { ask } from '../attacks/wire.js';
import { copyOf, madeFolder, removeFolders, SECRET, SECRET_CLIENT } from './folder.js';

interface Tampering {
  name: string;
  file: string;
  /** The file as it is, to what it becomes. */
  change: (data: Buffer) => Buffer | string;
  /** Whether it is kept aside and said; a file that is merely of no use is not. */
  aside?: boolean;
}

const json = (data: Buffer): Record<string, unknown> => JSON.parse(data.toString('utf8')) as Record<string, unknown>;
const tenantWith = (more: object) => (data: Buffer) => {
  const stored = json(data);
  return JSON.stringify({ ...stored, tenant: { ...(stored.tenant as object), ...more } });
};

function block(payload: Buffer, length = payload.length): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(0x4b4c_4254, 0);
  head.writeUInt32LE(length, 4);
  head.writeUInt32LE(crc32(payload), 8);
  return Buffer.concat([head, payload]);
}

function keyText(type: 'ec' | 'small'): string {
  const { privateKey } =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 1024 });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return JSON.stringify({ version: 1, keys: [{ privateKeyPem, createdAt: 1 }] });
}

function jwksText(jwks: object): string {
  return JSON.stringify({ version: 1, jwks });
}

const everyFile = ['tenant.json', 'signing-keys.json', 'published-jwks.json', 'tokens.log', 'admin-token'];

const tamperings: Tampering[] = [
  ...everyFile.map((file) => ({ name: 'random bytes', file, change: () => Buffer.alloc(4096, 0xa7) })),
  ...everyFile.map((file) => ({
    name: 'its first half',
    file,
    change: (data: Buffer) => data.subarray(0, data.length >> 1),
    // What a crash in the middle of an append leaves is no damage.
    aside: file !== 'tokens.log',
  })),
  ...['tenant.json', 'signing-keys.json', 'published-jwks.json'].flatMap((file) => [
    { name: 'nothing', file, change: () => '' },
    { name: 'the word null', file, change: () => 'null' },
    { name: 'JSON of a hundred thousand levels', file, change: () => '['.repeat(100_000) + ']'.repeat(100_000) },
    { name: 'a version from the future', file, change: () => '{"version":99}' },
    { name: 'a version before the first', file, change: () => '{"version":-1}' },
    { name: 'a version that every object has', file, change: () => '{"version":"constructor"}' },
    { name: 'a prototype', file, change: () => '{"__proto__":{"version":1,"polluted":1}}' },
  ]),
  { name: 'one bit flipped', file: 'tokens.log', change: flipped },
  {
    name: 'a block of no known entries',
    file: 'tokens.log',
    change: (data) => Buffer.concat([data, block(Buffer.alloc(64, 9)), block(Buffer.alloc(0))]),
  },
  {
    name: 'a profile with a prototype',
    file: 'tokens.log',
    change(data) {
      const text = Buffer.from('{"__proto__":{"polluted":1},"clientId":"x"}');
      const head = Buffer.alloc(9);
      head.writeUInt8(1, 0);
      head.writeUInt32LE(77, 1);
      head.writeUInt32LE(text.length, 5);
      return Buffer.concat([data, block(Buffer.concat([head, text]))]);
    },
  },
  {
    name: 'a hundred thousand marks that no block follows',
    file: 'tokens.log',
    change: (data) => Buffer.concat([data, ...Array.from({ length: 100_000 }, () => block(Buffer.of(1, 2), 500_000))]),
  },
  {
    name: 'a client that lives for ever',
    file: 'tenant.json',
    change: tenantWith({ clients: [{ id: 'x', accessTokenLifeTime: 1e9 }] }),
  },
  { name: 'clients that are no list', file: 'tenant.json', change: tenantWith({ clients: { length: 1 } }) },
  { name: 'an elliptic key', file: 'signing-keys.json', change: () => keyText('ec') },
  { name: 'a key of 1024 bits', file: 'signing-keys.json', change: () => keyText('small') },
  {
    name: 'a private key',
    file: 'published-jwks.json',
    change: () => jwksText({ port: 0, sets: { a: { keys: [{ kty: 'RSA', d: 'x' }] } } }),
  },
  {
    name: 'a name that is a path',
    file: 'published-jwks.json',
    change: () => jwksText({ port: 0, sets: { '../x': { keys: [{ kty: 'RSA' }] } } }),
  },
  { name: 'a port that is none', file: 'published-jwks.json', change: () => jwksText({ port: 99_999, sets: {} }) },
  { name: 'a line break and a header', file: 'admin-token', change: () => `${'a'.repeat(40)}\r\nX-Injected: 1` },
  { name: 'a token that can be guessed', file: 'admin-token', change: () => 'admin' },
];

function flipped(data: Buffer): Buffer {
  const changed = Buffer.from(data);
  changed[30] = (changed[30] as number) ^ 0x10;
  return changed;
}

async function assertServes(mock: RunningMock): Promise<void> {
  const port = Number(new URL(mock.endpoints.http).port);
  assert.deepEqual((await ask(port, { path: '/_mock/v1/health' })).statuses, [200]);
  for (const path of ['config', 'tokens', 'jwks', 'info']) {
    const { statuses, text } = await ask(port, { path: `/_mock/v1/${path}`, token: mock.adminToken });
    assert.deepEqual(statuses, [200], text);
  }
  const body = `grant_type=client_credentials&client_id=${SECRET_CLIENT}&client_secret=${SECRET}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { statuses } = await ask(port, { method: 'POST', path: '/oauth2/v1/token', headers, body });
  assert.ok(statuses[0] === 200 || statuses[0] === 400, String(statuses));
}

describe('A state folder', () => {
  after(removeFolders);

  for (const { name, file, change, aside = true } of tamperings) {
    it(`with ${name} in ${file} ${aside ? 'keeps it aside, says so' : 'goes on'} and serves what is whole`, async () => {
      const folder = await copyOf(await madeFolder());
      const path = join(folder, file);
      const tampered = Buffer.from(change(await readFile(path)));
      await writeFile(path, tampered);
      const warnings: string[] = [];
      const mock = await startMock({ port: 0, stateDir: folder, log: (warning) => void warnings.push(warning) });
      try {
        await assertServes(mock);
        assert.equal(({} as { polluted?: unknown }).polluted, undefined);
        assert.ok(/^[\w-]{43}$/.test(mock.adminToken));
      } finally {
        await mock.stop();
      }
      const kept = (await readdir(folder)).filter((each) => each.startsWith(`${file}.damaged-`));
      assert.equal(kept.length, aside ? 1 : 0, warnings.join('\n'));
      assert.equal(warnings.length, aside ? 1 : 0, warnings.join('\n'));
      for (const each of kept) {
        assert.ok(warnings[0]?.includes(each), warnings[0]);
        assert.deepEqual(await readFile(join(folder, each)), tampered);
        if (process.platform !== 'win32') assert.equal((await stat(join(folder, each))).mode & 0o777, 0o600);
      }
    });
  }

  it('with a folder in place of a file is refused with a message, and left as it is', async () => {
    const folder = await copyOf(await madeFolder());
    await rm(join(folder, 'tenant.json'));
    await mkdir(join(folder, 'tenant.json'));
    await assert.rejects(startMock({ port: 0, stateDir: folder }), { code: 'state-not-read' });
    await startMock({ port: 0, stateDir: await copyOf(await madeFolder()) }).then((mock) => mock.stop());
  });

  for (const file of everyFile) {
    it(`with a ${file} of more than half a gibibyte keeps it aside unread, says so and serves`, async () => {
      const folder = await copyOf(await madeFolder());
      // Longer without more on disk.
      await truncate(join(folder, file), LIMITS.stateFileBytes + 1);
      const warnings: string[] = [];
      const mock = await startMock({ port: 0, stateDir: folder, log: (warning) => void warnings.push(warning) });
      try {
        await assertServes(mock);
      } finally {
        await mock.stop();
      }
      const [kept, ...others] = (await readdir(folder)).filter((each) => each.startsWith(`${file}.damaged-`));
      assert.ok(kept !== undefined && others.length === 0);
      assert.deepEqual([warnings.length, warnings[0]?.includes(kept)], [1, true], warnings.join('\n'));
      assert.equal((await stat(join(folder, kept))).size, LIMITS.stateFileBytes + 1);
    });
  }

  it('with a pipe in place of a file is refused with a message, and waits for nobody', async () => {
    if (process.platform === 'win32') return;
    const folder = await copyOf(await madeFolder());
    await rm(join(folder, 'tenant.json'));
    execFileSync('mkfifo', [join(folder, 'tenant.json')]);
    await assert.rejects(startMock({ port: 0, stateDir: folder }), { code: 'state-not-read' });
  });

  it('with a link in place of a file writes nothing where the link leads', async () => {
    const folder = await copyOf(await madeFolder());
    const elsewhere = join(await copyOf(await madeFolder()), 'elsewhere.json');
    const before = await readFile(join(folder, 'tenant.json'));
    await writeFile(elsewhere, before);
    await rm(join(folder, 'tenant.json'));
    await symlink(elsewhere, join(folder, 'tenant.json'));
    const mock = await startMock({ port: 0, stateDir: folder });
    const port = Number(new URL(mock.endpoints.http).port);
    await ask(port, { method: 'POST', path: '/_mock/v1/reset', token: mock.adminToken });
    await mock.stop();
    assert.deepEqual(await readFile(elsewhere), before);
  });

  it('keeps sets that are published under names that every object has', async () => {
    const folder = await copyOf(await madeFolder());
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const set = JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] });
    const names = ['constructor', 'prototype', '__proto__', 'toString'];
    const first = await startMock({ port: 0, stateDir: folder });
    const port = Number(new URL(first.endpoints.http).port);
    for (const name of names) {
      const path = `/_mock/v1/jwks/${name}`;
      assert.deepEqual((await ask(port, { method: 'PUT', path, token: first.adminToken, body: set })).statuses, [200]);
    }
    await first.stop();
    const again = await startMock({ port: 0, stateDir: folder });
    for (const name of names) {
      const answer = await ask(Number(new URL(again.endpoints.jwks).port), { path: `/${name}/jwks.json` });
      assert.deepEqual([name, answer.text], [name, set]);
    }
    await again.stop();
  });
});
