import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkbenchError } from '../../../errors.js';
import type { MockEndpoints } from '../../../oauth/environment.js';
import type { ChangeKind, MockControl } from '../../../oauth/mock-client.js';
import type { ConfigSources } from '../../../zidentity/tenant/config-sources.js';
import type { Log, MockStatus, MockSupervisor } from '../../services.js';
import { Emitter } from '../emitter.js';
import { endpointsOf, findRunningMock } from './find-running-mock.js';

/** What the supervisor needs of `startMock`. */
export interface StartMockOptions {
  port: number;
  host: string;
  stateDir: string;
  vanity?: string;
  cloud?: string;
  policy: 'zidentity' | 'strict';
  config?: unknown;
  configSources?: ConfigSources;
}

export interface StartedMock {
  endpoints: MockEndpoints;
  adminToken: string;
  warnings: readonly string[];
  stop(): Promise<void>;
}

export interface MockSettings {
  port: number;
  policy: 'zidentity' | 'strict';
  vanity?: string;
  cloud?: string;
  /** The parsed config file, where one is set. */
  config?: unknown;
  /** What the config file may read besides itself. */
  configSources?: ConfigSources;
}

export interface SupervisorOptions {
  /** Where the mock keeps its state; beside it a marker says that a person stopped it. */
  folder: string;
  /** Loads the mock; called when it is first needed. */
  startMock: (options: StartMockOptions) => Promise<StartedMock>;
  controlOf: (endpoints: MockEndpoints, adminToken: string) => Promise<MockControl>;
  settings: () => Promise<MockSettings>;
  /** Asked before this window runs the mock itself; throws WorkbenchError where it must not. */
  mayStart: () => void;
  /** Asks a person about another port; throws CancelledError where they do not want one. */
  askForPort: (takenPort: number) => Promise<number>;
  tellOtherPort: (takenPort: number, port: number) => void;
  tellWarning: (message: string) => void;
  /** Tells the names of files in a folder that come and change, until the returned function is called. */
  watch: (folder: string, onChange: (name: string) => void) => () => void;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
  sleep: (ms: number) => Promise<void>;
}

interface Connection {
  control: MockControl;
  following: AbortController;
  started?: StartedMock;
}

const attachTries = 40;
/** A mock that has just taken the folder answers in a moment. */
const lookTries = 4;
const attachPauseMs = 250;

export type Supervisor = MockSupervisor & {
  /** Ends what this window runs, without noting that a person stopped it. */
  dispose(): Promise<void>;
};

/**
 * Runs the embedded mock, or attaches to the one that another window or the command line runs on the same state
 * folder, and takes over when that one goes.
 */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { folder, log } = options;
  const stateDir = join(folder, 'mock');
  const stoppedMarker = join(folder, 'mock-stopped');
  const statusChanged = new Emitter<MockStatus>();
  const dataChanged = new Emitter<readonly ChangeKind[]>();
  let status: MockStatus = { state: 'stopped' };
  let connection: Connection | undefined;
  let starting: Promise<MockEndpoints> | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopWatching: (() => void) | undefined;
  let disposed = false;

  function setStatus(next: MockStatus): void {
    status = next;
    statusChanged.fire(next);
  }

  function connected(
    state: 'running' | 'attached',
    endpoints: MockEndpoints,
    pid: number,
    made: Omit<Connection, 'following'>,
  ): MockEndpoints {
    const following = new AbortController();
    connection = { ...made, following };
    const port = Number(new URL(endpoints.http).port);
    log.info(
      state === 'running' ? `The mock runs on port ${port}.` : `Attached to the mock of process ${pid}, port ${port}.`,
    );
    setStatus({ state, endpoints, port, pid });
    void follow(connection, port);
    return endpoints;
  }

  /** Hears what changes. Where the connection ends, an attached window looks who runs the mock now. */
  async function follow(current: Connection, port: number): Promise<void> {
    try {
      await current.control.events({
        signal: current.following.signal,
        onChange: (kinds) => dataChanged.fire(kinds),
        onConnection: (open) => {
          if (!open && current.started === undefined) current.following.abort();
        },
      });
    } catch (error) {
      log.error('The mock tells no changes any more.', error);
    }
    if (connection !== current || current.started !== undefined || disposed) return;
    connection = undefined;
    setStatus({ state: 'stopped' });
    log.info('The mock that this window was attached to has ended.');
    if ((await exists(stoppedMarker)) || disposed) return;
    await start({ port }).catch((error: unknown) => log.error('The mock could not be taken over.', error));
  }

  function connectedTo(): MockEndpoints | undefined {
    return status.state === 'running' || status.state === 'attached' ? status.endpoints : undefined;
  }

  function mayStart(): boolean {
    try {
      options.mayStart();
      return true;
    } catch {
      return false;
    }
  }

  /** That a person stopped the mock counts until somebody starts it again, wherever that is. */
  async function forgetStopBefore(since: number): Promise<void> {
    const stopped = await stat(stoppedMarker).catch(() => undefined);
    if (stopped !== undefined && stopped.mtimeMs < since) await rm(stoppedMarker, { force: true });
  }

  async function attach(): Promise<MockEndpoints | undefined> {
    const found = await findRunningMock(stateDir);
    if (found === undefined) return undefined;
    const address = `http://127.0.0.1:${found.port}`;
    const control = await options.controlOf({ http: address } as MockEndpoints, found.adminToken);
    const info = await control.info().catch((error: unknown) => {
      log.warn(`The mock of process ${found.pid} does not answer: ${error instanceof Error ? error.message : error}`);
      return undefined;
    });
    const endpoints = endpointsOf(info?.endpoints);
    if (endpoints !== undefined) await forgetStopBefore(found.since);
    return endpoints === undefined ? undefined : connected('attached', endpoints, found.pid, { control });
  }

  /** Attaches where another process runs the mock. One look at a time, so that nothing is attached to twice. */
  function look(): Promise<void> {
    if (status.state !== 'stopped' || starting !== undefined || disposed) return Promise.resolve();
    looking ??= (async () => {
      for (let tries = 0; tries < lookTries && !disposed; tries++) {
        lookAgain = false;
        if ((await attach().catch(() => undefined)) !== undefined) return;
        const waits = (await findRunningMock(stateDir)) !== undefined;
        if (!waits && !lookAgain) return;
        await options.sleep(waits ? attachPauseMs : 0);
      }
    })().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  /** A mock that another window or the command line starts later on is noticed by its lock. */
  async function noticeOthers(): Promise<void> {
    if (stopWatching !== undefined || disposed) return;
    stopWatching = () => undefined;
    try {
      await mkdir(stateDir, { recursive: true, mode: 0o700 });
      if (disposed) return;
      stopWatching = options.watch(stateDir, (name) => {
        if (!name.startsWith('lock.')) return;
        lookAgain = true;
        void look();
      });
    } catch (error) {
      // Then it is found when it is needed.
      log.warn(`The folder of the mock is not watched: ${error instanceof Error ? error.message : error}`);
    }
  }

  async function launch(interactive: boolean, wantedPort: number | undefined): Promise<MockEndpoints> {
    let settings: MockSettings | undefined;
    let port = wantedPort;
    let taken: number | undefined;
    for (let tries = 0; tries < attachTries; tries++) {
      const attached = await attach();
      if (attached !== undefined) return attached;
      options.mayStart();
      settings ??= await options.settings();
      port ??= settings.port;
      try {
        const started = await options.startMock({
          ...settings,
          port,
          host: '127.0.0.1',
          stateDir,
        });
        for (const warning of started.warnings) options.tellWarning(warning);
        const control = await options.controlOf(started.endpoints, started.adminToken);
        const endpoints = connected('running', started.endpoints, process.pid, { control, started });
        if (taken !== undefined) options.tellOtherPort(taken, Number(new URL(endpoints.http).port));
        return endpoints;
      } catch (error) {
        const code = error instanceof WorkbenchError ? error.code : undefined;
        if (code === 'port-taken' && taken === undefined) {
          taken = port;
          port = interactive ? await options.askForPort(port) : 0;
        } else if (code === 'state-folder-taken') {
          // Another window is just starting it, or just ending.
          await options.sleep(attachPauseMs);
        } else {
          throw error;
        }
      }
    }
    throw new WorkbenchError('mock-not-reached', 'Another process holds the state of the mock but does not answer.', {
      hint: `Close other windows of the editor, then start the mock again. Its state is in ${stateDir}.`,
    });
  }

  async function start({
    interactive = false,
    port,
  }: Parameters<MockSupervisor['start']>[0] & object = {}): Promise<MockEndpoints> {
    const here = connectedTo();
    if (here !== undefined) return here;
    starting ??= (async () => {
      try {
        await looking;
        const found = connectedTo();
        if (found !== undefined) return found;
        setStatus({ state: 'starting' });
        await mkdir(stateDir, { recursive: true, mode: 0o700 });
        await rm(stoppedMarker, { force: true });
        return await launch(interactive, port);
      } catch (error) {
        setStatus({ state: 'stopped', ...(error instanceof Error ? { error } : {}) });
        throw error;
      } finally {
        starting = undefined;
      }
    })();
    return starting;
  }

  async function end(): Promise<void> {
    const current = connection;
    connection = undefined;
    current?.following.abort();
    if (current?.started !== undefined) await current.started.stop();
    if (status.state !== 'stopped') setStatus({ state: 'stopped' });
  }

  return {
    get status() {
      return status;
    },
    onDidChangeStatus: statusChanged.event,
    onDidChangeData: dataChanged.event,
    start,
    async stop() {
      await starting?.catch(() => undefined);
      if (status.state === 'attached') {
        throw new WorkbenchError('mock-of-another', `The mock is run by process ${status.pid}, not by this window.`, {
          hint: 'Stop it where it was started: in the other window, or in its terminal with Ctrl+C.',
        });
      }
      if (connection === undefined) return;
      // Before the end: windows that are attached look for it as soon as the connection breaks.
      await writeFile(stoppedMarker, '');
      await end();
      log.info('The mock was stopped.');
    },
    async control() {
      await start();
      return connection!.control;
    },
    async running() {
      return connection?.control;
    },
    async resume({ attachOnly = false } = {}) {
      if (status.state !== 'stopped' || starting !== undefined) return;
      void noticeOthers();
      await look();
      if (connectedTo() !== undefined || attachOnly || !mayStart() || (await exists(stoppedMarker))) return;
      if (await exists(join(stateDir, 'admin-token'))) await start();
    },
    async dispose() {
      disposed = true;
      stopWatching?.();
      await looking;
      await starting?.catch(() => undefined);
      await end();
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
