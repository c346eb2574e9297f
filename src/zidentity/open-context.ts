import { createReplayMemory } from './authenticate/replay.js';
import { createSecretVerifier } from './authenticate/secret-hash.js';
import type { MockContext } from './context.js';
import { createClock } from './control/clock.js';
import { createEventHub } from './control/events.js';
import { createFaultEngine } from './control/faults.js';
import { createSettings, type Policy } from './control/settings.js';
import { createClientJwks } from './jwks/client-jwks.js';
import { type JwksHost, startJwksHost } from './jwks/jwks-host.js';
import { moveJwksUrls } from './jwks/move-jwks-urls.js';
import type { Tenant } from './model.js';
import { createSandbox } from './sandbox/sandbox.js';
import { services } from './sandbox/services/index.js';
import { type OpenState, openState } from './state/open-state.js';
import { createRandomPool } from './state/random-pool.js';
import type { StateFiles } from './state/state-files.js';
import { createTokenVerifier } from './token/token-verifier.js';

export interface ContextOptions {
  /** Absent: everything in memory. */
  stateDir?: string | undefined;
  /** The tenant to begin with where the state folder has none. */
  initialTenant: () => Tenant;
  policy?: Policy | undefined;
  /** The port of the JWKS host; where absent, the one it had before, or any. */
  jwksPort?: number | undefined;
  /** Milliseconds since the epoch. */
  now?: (() => number) | undefined;
  randomBytes?: ((size: number) => Buffer) | undefined;
  fetch?: typeof fetch | undefined;
  /** How long a fetch of a JWKS may take, milliseconds. */
  jwksTimeoutMs?: number | undefined;
  openFiles?: ((folder: string) => Promise<StateFiles>) | undefined;
  /** Told each warning as it comes up. */
  onWarning?: ((message: string) => void) | undefined;
}

export interface OpenContext {
  context: MockContext;
  /** What came up so far. */
  warnings: string[];
  /** Whether the state folder had a tenant of its own. */
  hadTenant: boolean;
  /** Tells the lock of the state folder where the mock is reached. */
  setPort(port: number): Promise<void>;
  /** Writes what waits and frees the state folder. */
  close(): Promise<void>;
}

/** More warnings than anybody reads. */
const maxWarnings = 200;

/** Opens the state and puts together what every handler is handed; starts the JWKS host. */
export async function openContext(options: ContextOptions): Promise<OpenContext> {
  const realNow = options.now ?? Date.now;
  const randomBytes = options.randomBytes ?? createRandomPool();
  const warnings: string[] = [];
  const warn = (message: string) => {
    if (warnings.length < maxWarnings) warnings.push(message);
    options.onWarning?.(message);
  };
  const clock = createClock(realNow);
  const events = createEventHub();
  const faults = createFaultEngine(() => events.changed('faults'));
  const state = await openState({
    folder: options.stateDir,
    ...(options.openFiles === undefined ? {} : { openFiles: options.openFiles }),
    initialTenant: options.initialTenant,
    now: clock.now,
    realNow,
    randomBytes,
    warn,
    onChange: (kind) => events.changed(kind),
  });
  const { store, tokens, exchanges, keys, adminToken, publishedJwks } = state;
  let host: JwksHost | undefined;
  try {
    host = await openJwksHost(state, options.jwksPort, warn);
    const fetcher = options.fetch ?? fetch;
    const context: MockContext = {
      now: clock.now,
      store,
      tokens,
      exchanges,
      keys,
      clock,
      faults,
      settings: createSettings({ policy: options.policy ?? 'zidentity' }, () => events.changed('config')),
      events,
      clientJwks: createClientJwks({
        fetch: fetcher,
        now: realNow,
        faults,
        ...(options.jwksTimeoutMs === undefined ? {} : { timeoutMs: options.jwksTimeoutMs }),
      }),
      publishedJwks,
      replays: createReplayMemory(),
      secrets: createSecretVerifier(randomBytes),
      verifier: createTokenVerifier(keys),
      adminToken,
      sandbox: createSandbox(services),
      randomBytes,
      info: { version: '', pid: process.pid, endpoints: {} },
      warn,
    };
    return {
      context,
      warnings,
      hadTenant: state.hadTenant,
      setPort: async (port) => state.lock?.setPort(port),
      async close() {
        events.close();
        await host?.close();
        await state.close();
      },
    };
  } catch (error) {
    await host?.close();
    await state.close();
    throw error;
  }
}

/** The JWKS host at the port it had before; where that is taken, elsewhere, and the clients that use it follow. */
async function openJwksHost(
  state: OpenState,
  wanted: number | undefined,
  warn: (message: string) => void,
): Promise<JwksHost> {
  const port = wanted ?? state.jwksPort;
  const host = await startJwksHost(state.publishedJwks, port);
  try {
    if (host.moved) warn(`The port ${port} of the JWKS host was taken; it is ${host.port} now.`);
    if (state.jwksPort !== host.port) {
      if (state.jwksPort !== 0) await moveJwksUrls(state.store, state.jwksPort, host.port);
      await state.saveJwksPort(host.port);
    }
    return host;
  } catch (error) {
    await host.close();
    throw error;
  }
}
