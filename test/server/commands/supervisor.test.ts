import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRunningMock } from '../../../src/commands/services/mock/find-running-mock.js';
import {
  createSupervisor,
  type Supervisor,
  type SupervisorOptions,
} from '../../../src/commands/services/mock/supervisor.js';
import type { MockStatus } from '../../../src/commands/services.js';
import { WorkbenchError } from '../../../src/errors.js';
import { MockControl } from '../../../src/oauth/mock-client.js';
import { startMock } from '../../../src/zidentity/start.js';
import { serve } from '../cli/child.js';

describe('The supervisor of the mock', function () {
  this.timeout(20_000);
  let folder: string;
  const windows: Supervisor[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oneapi-supervisor-'));
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) await window.dispose();
    await rm(folder, { recursive: true });
  });

  /** A window of the editor. Every window has the same folder. */
  function openWindow(change: Partial<SupervisorOptions> = {}): Supervisor {
    const window = createSupervisor({
      folder,
      startMock,
      controlOf: async ({ http }, adminToken) => new MockControl({ base: http, adminToken }),
      settings: async () => ({ port: 0, policy: 'zidentity' }),
      mayStart: () => {},
      askForPort: async () => 0,
      tellOtherPort: () => {},
      tellWarning: () => {},
      watch(watched, onChange) {
        const watcher = watch(watched, (_, name) => onChange(name ?? ''));
        return () => watcher.close();
      },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      ...change,
    });
    windows.push(window);
    return window;
  }

  function until(window: Supervisor, state: MockStatus['state']): Promise<MockStatus> {
    return new Promise((resolve) => {
      const check = (status: MockStatus) => {
        if (status.state === state) resolve(status);
      };
      window.onDidChangeStatus(check);
      check(window.status);
    });
  }

  it('starts nothing where it must not, but uses what another window started', async () => {
    const refuse = () => {
      throw new WorkbenchError('workspace-not-trusted', 'Not here.');
    };
    const restricted = openWindow({ mayStart: refuse, settings: () => assert.fail('The settings were read.') });
    await assert.rejects(restricted.start(), { code: 'workspace-not-trusted' });
    assert.equal(restricted.status.state, 'stopped');
    const trusted = openWindow();
    const { http } = await trusted.start();
    assert.equal((await restricted.start()).http, http);
    assert.equal(restricted.status.state, 'attached');
    // Nor does it take over what that one ran, or start it again.
    await trusted.dispose();
    await until(restricted, 'stopped');
    await restricted.resume();
    assert.equal((await until(restricted, 'stopped')).state, 'stopped');
  });

  it('starts the mock once, however often it is asked', async () => {
    const window = openWindow();
    const [first, second] = await Promise.all([window.start(), window.start()]);
    assert.deepEqual(first, second);
    assert.equal(window.status.state, 'running');
    assert.equal(await (await window.control()).isHealthy(), true);
  });

  it('attaches to the mock that another window runs, and hears what changes there', async () => {
    const first = openWindow();
    const second = openWindow();
    const endpoints = await first.start();
    assert.deepEqual(await second.start(), endpoints);
    assert.equal(second.status.state, 'attached');
    const heard = new Promise((resolve) => second.onDidChangeData(resolve));
    // The stream has to be open before something is changed.
    await (await second.control()).info();
    await (await first.control()).setClock(60);
    await heard;
  });

  it('notices by itself what another window starts later on', async () => {
    const first = openWindow();
    const second = openWindow();
    await first.resume({ attachOnly: true });
    assert.equal(first.status.state, 'stopped');
    const { http } = await second.start();
    const status = await until(first, 'attached');
    assert.equal(status.state === 'attached' && status.endpoints.http, http);
    await second.stop();
    await until(first, 'stopped');
    await second.start();
    await until(first, 'attached');
  });

  it('attaches once, however often it looks and is asked', async () => {
    const first = openWindow();
    await first.start();
    const infos: string[] = [];
    const window = openWindow({ log: { info: (line) => void infos.push(line), warn: () => {}, error: () => {} } });
    await Promise.all([window.resume({ attachOnly: true }), window.start(), window.resume(), window.start()]);
    assert.equal(window.status.state, 'attached');
    assert.deepEqual(infos.length, 1, infos.join('\n'));
    await first.dispose();
    await until(window, 'running');
  });

  it('looks for a running mock without starting one', async () => {
    const first = openWindow();
    await first.resume({ attachOnly: true });
    assert.equal(first.status.state, 'stopped');
    const second = openWindow();
    await second.start();
    await first.resume({ attachOnly: true });
    assert.equal(first.status.state, 'attached');
  });

  it('takes over on the same port when the window that ran it is closed', async () => {
    const first = openWindow();
    const second = openWindow();
    const { http } = await first.start();
    await second.start();
    await first.dispose();
    const status = await until(second, 'running');
    assert.equal(status.state === 'running' && status.endpoints.http, http);
  });

  it('does not start again what a person stopped in another window', async () => {
    const first = openWindow();
    const second = openWindow();
    await first.start();
    await second.start();
    const ended = until(second, 'stopped');
    await first.stop();
    await ended;
    await second.resume();
    assert.equal(second.status.state, 'stopped');
    assert.equal(await findRunningMock(join(folder, 'mock')), undefined);
  });

  it('takes over what a person had stopped before somebody else started it again', async () => {
    const first = openWindow();
    await first.start();
    await first.stop();
    await first.resume({ attachOnly: true });
    const second = openWindow();
    await second.start();
    await until(first, 'attached');
    // The marker is one for all windows; another process that starts the mock knows nothing of it.
    await writeFile(join(folder, 'mock-stopped'), '');
    await utimes(join(folder, 'mock-stopped'), 1, 1);
    const third = openWindow();
    await third.resume({ attachOnly: true });
    await second.dispose();
    await Promise.race([until(first, 'running'), until(third, 'running')]);
  });

  it('takes over from the command line that is killed, also where it had stopped its own mock before', async () => {
    const window = openWindow();
    await window.resume({ attachOnly: true });
    await window.start();
    await window.stop();
    const cli = await serve(['--state', join(folder, 'mock')]);
    await until(window, 'attached');
    await cli.end('SIGKILL');
    const status = await until(window, 'running');
    assert.equal(status.state === 'running' && status.endpoints.http, cli.ready.http);
  });

  it('resumes what ran when a window was closed', async () => {
    const first = openWindow();
    await first.start();
    await first.dispose();
    const next = openWindow();
    await next.resume();
    assert.equal(next.status.state, 'running');
  });

  it('does not resume what was never used', async () => {
    const window = openWindow();
    await window.resume();
    assert.equal(window.status.state, 'stopped');
  });

  it('does not stop the mock of another window', async () => {
    const first = openWindow();
    const second = openWindow();
    await first.start();
    await second.start();
    await assert.rejects(second.stop(), { code: 'mock-of-another' });
    assert.equal(first.status.state, 'running');
  });

  it('keeps its state from one start to the next', async () => {
    const window = openWindow();
    await window.start();
    const before = (await (await window.control()).config()) as { vanity?: unknown };
    await window.stop();
    await window.start();
    assert.deepEqual(await (await window.control()).config(), before);
  });

  describe('on a port that is taken', () => {
    let other: Server;
    let port: number;

    beforeEach(async () => {
      other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      port = (other.address() as { port: number }).port;
    });
    afterEach(() => new Promise((resolve) => other.close(resolve)));

    const settings = async () => ({ port, policy: 'zidentity' as const });

    it('takes a free one and says so', async () => {
      const told: number[][] = [];
      const window = openWindow({ settings, tellOtherPort: (taken, used) => told.push([taken, used]) });
      const { http } = await window.start();
      assert.deepEqual(told, [[port, Number(new URL(http).port)]]);
    });

    it('asks a person who is there, and tells why it did not start where they want none', async () => {
      const asked: number[] = [];
      const window = openWindow({
        settings,
        askForPort: async (taken) => {
          asked.push(taken);
          throw new Error('no other port');
        },
      });
      await assert.rejects(window.start({ interactive: true }), /no other port/);
      assert.deepEqual(asked, [port]);
      assert.equal(window.status.state, 'stopped');
      assert.equal((await window.start()).http.startsWith('http://127.0.0.1:'), true);
    });
  });
});
