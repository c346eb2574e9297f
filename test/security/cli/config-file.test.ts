// Config files that reach for more than they should, or are made to keep a reader busy.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../../../src/zidentity/limits.js';
import { isPlain, runHere } from '../../server/cli/fake-terminal.js';
import { freshFolder, removeFolders } from '../files/folder.js';

const marked = 'marked-text-that-must-not-be-shown';

interface ConfigAttack {
  name: string;
  text: string | Buffer;
  says: RegExp;
}

const keyFrom = (file: string) =>
  JSON.stringify({ clients: [{ name: 'x', authentication: { type: 'PUBKEYCERT', keys: [{ file }] } }] });
const secretOf = (value: unknown) =>
  JSON.stringify({ clients: [{ name: 'x', authentication: { type: 'SECRET', secrets: [{ value }] } }] });
const client = (more: object) =>
  JSON.stringify({ clients: [{ name: 'x', authentication: { type: 'SECRET' }, ...more }] });

const attacks: ConfigAttack[] = [
  { name: 'nothing in it', text: '', says: /is empty/ },
  { name: 'bytes that are no text', text: Buffer.alloc(1000, 0xff), says: /not JSON/ },
  { name: 'JSON that is cut off behind a secret', text: secretOf(marked).slice(0, -6), says: /not JSON/ },
  { name: 'a comment', text: `// ${marked}\n{}`, says: /not JSON/ },
  { name: 'a list in place of the tenant', text: '[]', says: /must be an object/ },
  { name: 'a hundred thousand levels', text: '['.repeat(100_000) + ']'.repeat(100_000), says: /must be an object/ },
  {
    name: 'a hundred thousand levels in a client',
    text: `{"clients":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    says: /\$\.clients/,
  },
  { name: 'a prototype', text: '{"__proto__":{"polluted":1}}', says: /__proto__/ },
  { name: 'a member that is unknown', text: '{"exec":"rm"}', says: /exec/ },
  {
    name: '257 clients',
    text: JSON.stringify({
      clients: Array.from({ length: 257 }, () => ({ name: 'x', authentication: { type: 'SECRET' } })),
    }),
    says: /256/,
  },
  {
    name: 'a key from a file of the system',
    text: keyFrom('/etc/passwd'),
    says: /\$\.clients\[0\]\.authentication\.keys\[0\]/,
  },
  { name: 'a key from a device that never ends', text: keyFrom('/dev/zero'), says: /keys\[0\]/ },
  { name: 'a key from a folder', text: keyFrom('.'), says: /keys\[0\]/ },
  { name: 'a key from a file with a line break in its name', text: keyFrom('a\nb\u001b[2J'), says: /keys\[0\]/ },
  { name: 'a key from a file of nine mebibytes', text: keyFrom('huge'), says: /keys\[0\]/ },
  { name: 'a key from a file with a secret in it', text: keyFrom('secret.txt'), says: /keys\[0\]/ },
  { name: 'a secret from the environment that is not there', text: secretOf({ env: 'NOT_THERE' }), says: /NOT_THERE/ },
  { name: 'a secret that is a list', text: secretOf([marked]), says: /value/ },
  {
    name: 'a hash that takes long to compare',
    text: secretOf({ hash: `scrypt-1073741824-8-1$${'A'.repeat(22)}$${'A'.repeat(43)}` }),
    says: /hash/,
  },
  {
    name: 'a role whose name has escape sequences',
    text: client({ roles: { ZIA: '\u001b]0;owned\u0007\u202e' } }),
    says: /has no role/,
  },
  { name: 'a service whose name has escape sequences', text: client({ roles: { '\u001b[2J': 'x' } }), says: /roles/ },
  { name: 'a client id that is a path', text: client({ id: '../../etc' }), says: /id/ },
  { name: 'a name of 129 characters', text: client({ name: 'x'.repeat(129) }), says: /128/ },
  { name: 'a vanity domain that is a host', text: '{"vanity":"acme.zslogin.net@evil"}', says: /vanity/ },
  { name: 'a cloud that is a path', text: '{"cloud":"../x"}', says: /cloud/ },
];

describe('A config file', () => {
  after(removeFolders);

  for (const { name, text, says } of attacks) {
    it(`with ${name} is refused with one message that shows nothing of it`, async () => {
      const folder = await freshFolder();
      await writeFile(join(folder, 'tenant.json'), text);
      await writeFile(join(folder, 'secret.txt'), marked);
      const huge = await open(join(folder, 'huge'), 'w');
      await huge.truncate(9 * 1024 * 1024);
      await huge.close();
      const { code, stdout, stderr } = await runHere(['serve', '--port', '0', '--config', 'tenant.json'], {
        cwd: folder,
      });
      assert.deepEqual([code, stdout], [2, ''], stderr);
      assert.match(stderr, says);
      assert.ok(isPlain(stderr), JSON.stringify(stderr));
      assert.ok(stderr.length < 2000, `${stderr.length} characters`);
      assert.doesNotMatch(stderr, new RegExp(`${marked}|root:`));
    });
  }

  for (const [what, make] of Object.entries({
    'a folder': (path: string) => mkdir(path),
    'nine mebibytes': async (path: string) => {
      const file = await open(path, 'w');
      await file.truncate(9 * 1024 * 1024);
      await file.close();
    },
  })) {
    it(`of ${what} is not read`, async () => {
      const folder = await freshFolder();
      await make(join(folder, 'tenant.json'));
      const { code, stderr } = await runHere(['serve', '--port', '0', '--config', 'tenant.json'], { cwd: folder });
      assert.equal(code, 2, stderr);
      assert.match(stderr, /is not a file|is larger than/);
    });
  }

  for (const [what, size, says] of [
    ['eight mebibytes', LIMITS.configFileBytes, /it is empty/],
    ['one byte more', LIMITS.configFileBytes + 1, /is larger than 8388608 bytes/],
  ] as const) {
    it(`of ${what} is ${what === 'eight mebibytes' ? 'read' : 'not read'}`, async () => {
      const folder = await freshFolder();
      const path = join(folder, 'tenant.json');
      await writeFile(path, ' '.repeat(size));
      const { code, stderr } = await runHere(['serve', '--port', '0', '--config', path], { cwd: folder });
      assert.equal(code, 2, stderr);
      assert.match(stderr, says);
    });
  }

  it('that comes through a pipe without an end is left behind its bound', async () => {
    if (process.platform === 'win32') return;
    const folder = await freshFolder();
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const writing = endlessly(path);
    const { code, stderr } = await runHere(['serve', '--port', '0', '--config', path], { cwd: folder });
    assert.equal(code, 2, stderr);
    assert.match(stderr, /is larger than 8388608 bytes/);
    await writing;
  });
});

/** Writes until nobody reads any more. */
async function endlessly(path: string): Promise<void> {
  const pipe = await open(path, 'w');
  const chunk = Buffer.alloc(64 * 1024, ' ');
  try {
    for (;;) await pipe.write(chunk);
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'EPIPE');
  } finally {
    await pipe.close();
  }
}
