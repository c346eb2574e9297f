import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findRunningMock } from '../../src/commands/services/mock/find-running-mock.js';
import { run, type Serving, serve } from '../server/cli/child.js';
import { filesBelow } from './secrets/places.js';
import { storedByBrowser } from './support/browser-storage.js';
import { useWorkbench } from './support/use-workbench.js';
import type { Workbench } from './support/workbench.js';

interface Made {
  id: string;
}

describe('Two windows and a command line on one state', () => {
  const first = useWorkbench({ probe: true });
  let second: Workbench;
  let http: string;
  let token: { jti: string; accessToken: string };
  /** The window that is left when the other one is closed. */
  let survivor: Workbench;

  const stateFolder = () =>
    join(first().server.dataFolder, 'data/User/globalStorage/oneapi-workbench.oneapi-workbench/mock');

  /** Asks the mock, as anybody can who may read its folder. */
  async function ask<T>(path: string): Promise<T> {
    const adminToken = readFileSync(join(stateFolder(), 'admin-token'), 'utf8').trim();
    const answer = await fetch(`${http}/_mock/v1${path}`, { headers: { authorization: `Bearer ${adminToken}` } });
    assert.equal(answer.status, 200, path);
    return (await answer.json()) as T;
  }

  const servingPid = async () => (await ask<{ pid: number }>('/info')).pid;
  /** Waits until a mock is served by such a process, as the lock of the state says, and answers. */
  async function servedBy(what: string, expected: (pid: number) => boolean): Promise<void> {
    const deadline = Date.now() + 20_000;
    let seen = '';
    while (Date.now() < deadline) {
      const found = await findRunningMock(stateFolder());
      seen = found === undefined ? 'nobody' : `process ${found.pid} at port ${found.port}`;
      if (found !== undefined && expected(found.pid)) {
        http = `http://127.0.0.1:${found.port}`;
        if ((await servingPid().catch(() => undefined)) === found.pid) return;
      }
      await wait(50);
    }
    const logs = filesBelow(join(first().server.dataFolder, 'data/logs')).filter(({ name }) =>
      name.endsWith('OneAPI.log'),
    );
    throw new Error(`${what} was awaited, but served is by ${seen}.\n${logs.map(({ text }) => text).join('\n')}`);
  }

  const jtis = async () => (await ask<{ records: { jti: string }[] }>('/tokens')).records.map(({ jti }) => jti);

  before(async () => {
    second = await first().openWindow();
    for (const window of [first(), second]) await window.openContainer('OneAPI');
  });

  it('one window serves; the other one notices and shows the same', async () => {
    ({ http } = await first().probe.command<{ http: string }>('oneapi.mock.start', {}));
    assert.equal(await servingPid(), first().probe.pid);
    await first().probe.command('oneapi.client.add', { name: 'of the first', auth: 'SECRET' });
    await second.view('API Clients').waitForRow('of the first');
    const made = await second.probe.command<Made>('oneapi.client.add', { name: 'of the second', auth: 'JWKS' });
    await first().view('API Clients').waitForRow('of the second');
    token = await second.probe.command<typeof token>('oneapi.token.get', { clientId: made.id });
    await first().view('Issued Tokens').waitForRow('of the second');
    assert.deepEqual(await jtis(), [token.jti]);
  });

  it('what the gateway refuses at the serving window is seen live in the other one', async () => {
    await second.runCommand('OneAPI: Show Exchanges');
    await second.webview().locator('.exchange', { hasText: 'of the second' }).waitFor();
    const headers = { authorization: `Bearer ${token.accessToken}` };
    assert.equal((await fetch(`${http}/zia/api/v1/status`, { headers })).status, 403);
    await second.webview().locator('.exchange', { hasText: 'refused at the gateway' }).waitFor();
    await second.runCommand('View: Close All Editors');
  });

  it('the command line is told who serves, and does no harm', async () => {
    const { code, stderr } = await run(['serve', '--port', '0', '--json', '--state', stateFolder()]);
    assert.equal(code, 3);
    assert.ok(stderr.includes(String(first().probe.pid)) && stderr.includes(new URL(http).port), stderr);
    assert.equal(await servingPid(), first().probe.pid);
  });

  it('a reload of the serving window loses no token, exchange or filter', async () => {
    await first().probe.command('oneapi.token.filter', { status: 'REVOKED' });
    const exchanges = await ask<{ records: { id: string }[] }>('/exchanges');
    assert.ok(exchanges.records.length > 0);
    await storedByBrowser(first(), 'REVOKED');
    const before = first().probe.pid;
    await first().reload();
    // Whichever of the two serves now.
    await servedBy('another process than before the reload', (pid) => pid !== before);
    assert.deepEqual(await jtis(), [token.jti]);
    assert.deepEqual(await ask('/exchanges'), exchanges);
    await first().openContainer('OneAPI');
    // Of revoked tokens there are none; the icon is there while the view is narrowed.
    await first().view('Issued Tokens').clickTitleIcon('Clear Token Filter');
    await first().view('Issued Tokens').waitForRow('of the second');
    await first().screenshot('reloaded window');
  });

  it('the other window takes over when the serving one is closed', async () => {
    const serving = await servingPid();
    const [gone, stays] = serving === second.probe.pid ? [second, first()] : [first(), second];
    await gone.closeWindow();
    await servedBy('the window that stays', (pid) => pid === stays.probe.pid);
    assert.deepEqual(await jtis(), [token.jti]);
    await stays.view('API Clients').waitForRow('of the second');
    survivor = stays;
  });

  describe('where the command line serves', () => {
    let cli: Serving;

    after(() => cli?.end('SIGKILL'));

    it('a window notices and follows it', async () => {
      await survivor.probe.command('oneapi.mock.stop', {});
      cli = await serve(['--state', stateFolder()]);
      ({ http } = cli.ready);
      const endpoints = await survivor.probe.command<{ http: string }>('oneapi.mock.start', {});
      assert.equal(endpoints.http, http);
      await survivor.probe.command('oneapi.client.add', { name: 'of the command line', auth: 'SECRET' });
      await survivor.view('API Clients').waitForRow('of the command line');
      await assert.rejects(survivor.probe.command('oneapi.mock.stop', {}), /run by process/);
    });

    it('a window takes over when it is killed, with every token and API client', async () => {
      const ended = once(cli.child, 'exit');
      cli.child.kill('SIGKILL');
      await ended;
      await servedBy('the window that is left', (pid) => pid === survivor.probe.pid);
      assert.deepEqual(await jtis(), [token.jti]);
      await survivor.view('API Clients').waitForRow('of the command line');
      await survivor.screenshot('window that took over');
    });
  });
});
