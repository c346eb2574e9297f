// A state folder that cannot be written any more, under the packaged command line.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { run, type Serving, serve } from '../../server/cli/child.js';
import { claimsOf } from '../attacks/jwt.js';
import type { Sent } from '../attacks/wire.js';
import { removeFolders } from '../files/folder.js';
import { type FailingDisk, failingDisks } from './failing-disk.js';
import { observe } from './observe.js';
import { adminClients, Peer } from './peer.js';

const clientBody = (name: string) => ({
  name,
  accessTokenLifeTime: 3600,
  clientAuthentication: { authType: 'SECRET' },
});
const set = { keys: [{ kty: 'RSA', n: 'bW9kdWx1cw', e: 'AQAB' }] };

/** What there is before the disk fails. */
interface Before {
  peer: Peer;
  clientId: string;
  secretId: string;
  secret: string;
  jwt: string;
}

async function prepare(serving: Serving): Promise<Before> {
  const peer = new Peer(serving.ready);
  const config = await peer.control<object>('GET', '/_mock/v1/config');
  const id = 'iq0000000000a';
  const client = { id, name: 'one', roles: { ZIA: 'API_Role01' }, authentication: { type: 'SECRET' } };
  await peer.control('PUT', '/_mock/v1/config', { ...config, clients: [client] });
  const made = await peer.control<{ id: string; value: string }>('POST', `${adminClients}/${id}/secrets`, {}, 201);
  await peer.control('PUT', '/_mock/v1/jwks/published', set);
  const sent = await peer.token(id, made.value);
  const { access_token: jwt } = JSON.parse(sent.text) as { access_token: string };
  return { peer, clientId: id, secretId: made.id, secret: made.value, jwt };
}

interface Change {
  name: string;
  send: (before: Before) => Promise<Sent>;
  /** Appends to the file that is open all the time, in place of replacing one. */
  appends?: true;
}

const changes: Change[] = [
  { name: 'add a client', send: ({ peer }) => peer.send('POST', adminClients, clientBody('new')) },
  {
    name: 'change a client',
    send: ({ peer, clientId }) => peer.send('PUT', `${adminClients}/${clientId}`, clientBody('renamed')),
  },
  {
    name: 'disable a client',
    send: ({ peer, clientId }) =>
      peer.send('PUT', `${adminClients}/${clientId}`, { ...clientBody('one'), status: false }),
  },
  { name: 'delete a client', send: ({ peer, clientId }) => peer.send('DELETE', `${adminClients}/${clientId}`) },
  { name: 'add a secret', send: ({ peer, clientId }) => peer.send('POST', `${adminClients}/${clientId}/secrets`, {}) },
  {
    name: 'delete a secret',
    send: ({ peer, clientId, secretId }) => peer.send('DELETE', `${adminClients}/${clientId}/secrets/${secretId}`),
  },
  { name: 'replace the config', send: ({ peer }) => peer.send('PUT', '/_mock/v1/config', { orgName: 'Other' }) },
  { name: 'empty the mock', send: ({ peer }) => peer.send('POST', '/_mock/v1/reset') },
  { name: 'rotate the signing keys', send: ({ peer }) => peer.send('POST', '/_mock/v1/keys/rotate') },
  { name: 'publish a JWKS', send: ({ peer }) => peer.send('PUT', '/_mock/v1/jwks/other', set) },
  { name: 'withdraw a JWKS', send: ({ peer }) => peer.send('DELETE', '/_mock/v1/jwks/published') },
  {
    name: 'revoke a token',
    send: ({ peer, jwt }) => peer.send('POST', `/_mock/v1/tokens/${claimsOf(jwt).jti}/revoke`),
    appends: true,
  },
];

const sorted = async (peer: Peer) => {
  const { clients, tokens, kids, jwks, orgName } = await observe(peer);
  return { clients: [...clients].sort(), tokens: [...tokens].sort(), kids, jwks: [...jwks].sort(), orgName };
};

async function withDisk(
  disk: FailingDisk,
  work: (folder: string, at: Awaited<ReturnType<FailingDisk['prepare']>>) => Promise<void>,
) {
  const prepared = await disk.prepare();
  try {
    await work(prepared.folder, prepared);
  } finally {
    await prepared.remove();
  }
}

const disks = failingDisks();

describe('The command line on a disk that fails', () => {
  after(removeFolders);

  for (const disk of disks) {
    it(`refuses changes on ${disk.name}, says why, goes on to serve, and loses nothing`, () =>
      withDisk(disk, async (folder, { fail, mend }) => {
        const serving = await serve(['--state', folder]);
        let again: Serving | undefined;
        try {
          const before = await prepare(serving);
          const { peer, clientId, secret, jwt } = before;
          const known = await sorted(peer);
          await fail(serving.ready.pid);

          for (const { name, send, appends } of changes) {
            if (appends && disk.takesOpenFiles) continue;
            const { statuses, text } = await send(before);
            assert.deepEqual(statuses, [400], `${name}: ${text}`);
            const { detail } = JSON.parse(text) as { detail: string };
            assert.match(detail, disk.says, name);
            assert.match(detail, /Nothing was changed\. Make room or give write permission/);
            assert.deepEqual(await sorted(peer), known, `the refusal to ${name} changed something`);
          }
          assert.equal(await peer.call(jwt), 200);
          const issued = await peer.token(clientId, secret);
          assert.deepEqual(issued.statuses, [200], 'tokens go on to be issued, in memory');
          const { access_token: second } = JSON.parse(issued.text) as { access_token: string };
          assert.equal(await peer.call(second), 200);

          await mend(serving.ready.pid);
          await peer.control('POST', `/_mock/v1/tokens/${claimsOf(jwt).jti}/revoke`, undefined, 204);
          await peer.control('POST', adminClients, clientBody('later'), 201);
          const after = await sorted(peer);
          assert.equal(after.tokens.length, known.tokens.length + 1);
          const { stderr } = await serving.end('SIGKILL');
          const told = stderr.split('\n').filter((line) => line !== '');
          assert.ok(told.length <= 1 && told.every((line) => disk.says.test(line)), stderr);

          again = await serve(['--state', folder]);
          assert.deepEqual(await sorted(new Peer(again.ready)), after);
          assert.equal((await again.end()).stderr, '');
          assert.equal((await readdir(folder)).filter((name) => /damaged|\.tmp$/.test(name)).length, 0);
        } finally {
          serving.child.kill('SIGKILL');
          again?.child.kill('SIGKILL');
        }
      }));
  }

  for (const disk of disks.filter(({ takesOpenFiles }) => takesOpenFiles)) {
    it(`does not start on ${disk.name}, and says why`, () =>
      withDisk(disk, async (folder, { fail, mend }) => {
        await (await serve(['--state', folder])).end();
        const names = await readdir(folder);
        await fail(0);
        const { code, stdout, stderr } = await run(['serve', '--port', '0', '--json', '--state', folder]);
        assert.deepEqual([code, stdout], [1, ''], stderr);
        assert.match(stderr, disk.says);
        assert.deepEqual(await readdir(folder), names);
        await mend(0);
        await (await serve(['--state', folder])).end();
      }));
  }

  it('is tried on one at least', () => assert.ok(process.platform === 'win32' || disks.length > 0));
});
