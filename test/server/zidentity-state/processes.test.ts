// Several processes on one state folder, and processes that are killed. This file is also what they run.
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FolderTakenError, lockFolder } from '../../../src/zidentity/state/lock.js';
import { makeClient } from '../zidentity-authenticate/clients.js';
import { NOW, namesIn, open, withFolder } from './folder.js';

type Report = { taken: { pid: number; port?: number } } | { held: true } | { client: string } | { revoked: string };

async function runChild(task: string, folder: string): Promise<void> {
  const tell = (report: Report) => new Promise<void>((resolve) => process.send?.(report, () => resolve()));
  if (task === 'lock') {
    await new Promise((resolve) => process.once('message', resolve));
    try {
      const lock = await lockFolder(folder);
      await lock.setPort(4242);
      process.once('message', () => void lock.release().then(() => process.exit(0)));
      await tell({ held: true });
    } catch (error) {
      if (!(error instanceof FolderTakenError)) throw error;
      await tell({ taken: { pid: error.pid, ...(error.port === undefined ? {} : { port: error.port }) } });
      process.exit(3);
    }
    return;
  }
  const state = await open(folder);
  const profile = { clientId: 'iq0', clientName: 'a', kid: 'k', issuer: 'i', audience: 'u', scopes: [] };
  for (let count = 0; ; count += 1) {
    await state.store.change('clients', (draft) => void draft.clients.push(makeClient(`iq${count}`)));
    await tell({ client: `iq${count}` });
    const jti = randomUUID();
    state.tokens.add({ jti, issuedAt: NOW, expiresAt: NOW + 60, profile });
    await state.tokens.revoke(jti, NOW);
    await tell({ revoked: jti });
  }
}

const running = new Set<ChildProcess>();

function start(task: string, folder: string): ChildProcess {
  const child = fork(fileURLToPath(import.meta.url), {
    env: { ...process.env, STATE_TASK: task, STATE_FOLDER: folder },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

const next = (child: ChildProcess) =>
  new Promise<Report>((resolve, reject) => {
    child.once('message', (report) => resolve(report as Report));
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
  });

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()));

/** Starts several at once and says what became of each. */
async function race(folder: string, count: number): Promise<{ holder: ChildProcess; others: Report[] }> {
  const children = Array.from({ length: count }, () => start('lock', folder));
  const reports = children.map(next);
  for (const child of children) child.send('go');
  const told = await Promise.all(reports);
  const holders = children.filter((_, index) => 'held' in (told[index] as Report));
  assert.equal(holders.length, 1, 'exactly one holds the folder');
  return { holder: holders[0] as ChildProcess, others: told.filter((report) => !('held' in report)) };
}

function suite(): void {
  describe('A state folder and its processes', function () {
    this.timeout(60_000);
    afterEach(() => {
      for (const child of running) child.kill('SIGKILL');
    });

    it('is held by exactly one of several that start at once, also after a holder was killed', () =>
      withFolder(async (folder) => {
        for (let round = 0; round < 3; round += 1) {
          const { holder, others } = await race(folder, 4);
          for (const report of others) assert.ok('taken' in report && report.taken.pid === holder.pid);
          const gone = ended(holder);
          holder.kill('SIGKILL');
          await gone;
        }
      }));

    it('names process and port of its holder, and how to go on', () =>
      withFolder(async (folder) => {
        const { holder } = await race(folder, 1);
        await assert.rejects(lockFolder(folder), (error: unknown) => {
          assert.ok(error instanceof FolderTakenError);
          assert.equal(error.code, 'state-folder-taken');
          assert.match(error.message, new RegExp(`is used by process ${holder.pid}, which serves on port 4242\\.$`));
          assert.match(error.hint ?? '', /Use that mock, stop it, or choose another/);
          return true;
        });
        const gone = ended(holder);
        holder.send('release');
        await gone;
        const lock = await lockFolder(folder);
        await lock.release();
      }));

    it('is refused to a second mock of the same process, and does it no harm', () =>
      withFolder(async (folder) => {
        const first = await open(folder);
        await assert.rejects(open(folder), { code: 'state-folder-taken' });
        await first.store.change('clients', (draft) => void draft.clients.push(makeClient('iqa')));
        await first.close();
        const second = await open(folder);
        assert.ok(second.store.client('iqa'));
        await second.close();
      }));

    it('is free where its lock is of an earlier run with the number of this very process', () =>
      withFolder(async (folder) => {
        await writeFile(join(folder, 'lock.7'), JSON.stringify({ pid: process.pid, holder: randomUUID() }));
        const lock = await lockFolder(folder);
        await lock.release();
        assert.deepEqual(await namesIn(folder), ['lock.7', 'lock.8']);
      }));

    it('is free where its lock names a number that another program has by now', () =>
      withFolder(async (folder) => {
        const content = { pid: process.ppid, started: '1', holder: randomUUID() };
        await writeFile(join(folder, 'lock.1'), JSON.stringify(content));
        if (process.platform !== 'linux') return;
        await (await lockFolder(folder)).release();
      }));

    it('collects no locks over many starts', () =>
      withFolder(async (folder) => {
        for (let count = 0; count < 5; count += 1) await (await lockFolder(folder)).release();
        assert.deepEqual(await namesIn(folder), ['lock.4', 'lock.5']);
      }));

    it('has every acknowledged change after kill -9 at any moment', () =>
      withFolder(async (folder) => {
        const clients = new Set<string>();
        const revoked = new Set<string>();
        for (const changes of [1, 4, 13, 22]) {
          const child = start('change', folder);
          const gone = ended(child);
          clients.clear();
          await new Promise<void>((resolve) => {
            let count = 0;
            child.on('message', (report: Report) => {
              if ('client' in report) clients.add(report.client);
              if ('revoked' in report) revoked.add(report.revoked);
              count += 1;
              // The next change is under way already.
              if (count === changes) resolve();
            });
          });
          child.kill('SIGKILL');
          await gone;
          const state = await open(folder);
          assert.deepEqual(state.warnings, []);
          for (const id of clients) assert.ok(state.store.client(id), id);
          for (const jti of revoked) assert.equal(state.tokens.get(jti)?.revokedAt, NOW, jti);
          await state.store.change('clients', (draft) => {
            draft.clients = [];
          });
          await state.close();
        }
      }));
  });
}

const task = process.env.STATE_TASK;
if (task === undefined) suite();
else await runChild(task, process.env.STATE_FOLDER ?? '');
