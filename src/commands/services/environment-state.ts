import type { AdminClient } from '../../oauth/admin-client.js';
import { CancelledError } from '../../oauth/errors.js';
import type { ChangeKind, MockControl } from '../../oauth/mock-client.js';
import type {
  Credentials,
  EnvironmentSnapshot,
  EnvironmentState,
  Environments,
  Log,
  MockSupervisor,
  StateKind,
  Tokens,
} from '../services.js';
import { Emitter } from './emitter.js';
import {
  clientFromKnown,
  heldTokenPage,
  readClients,
  readMockTokens,
  readResourceServers,
} from './read-environment.js';
import type { ViewMemory } from './view-memory.js';

export interface StateOptions {
  environments: Environments;
  credentials: Credentials;
  tokens: Tokens;
  mock: MockSupervisor;
  admin: () => Promise<AdminClient>;
  views: ViewMemory;
  log: Pick<Log, 'error'>;
  now: () => number;
}

const everything: readonly StateKind[] = ['clients', 'resources', 'tokens'];
/** Tokens that are read at once; "Load more…" adds as many. */
export const tokenPageSize = 100;

/** Keeps what the trees show of the active environment, and reads anew what changed. */
export function createEnvironmentState(options: StateOptions): EnvironmentState {
  const { environments, credentials, tokens, mock, log, now } = options;
  const changed = new Emitter<ReadonlySet<StateKind>>();
  let snapshot = emptySnapshot();
  /** Rises when another environment's state begins: what was asked before must not be shown any more. */
  let generation = 0;
  let tokenLimit = tokenPageSize;
  /** The tenant whose lists a person has asked for: a tenant is never asked unbidden. */
  let listedTenant: string | undefined;

  function emptySnapshot(): EnvironmentSnapshot {
    const entry = environments.active;
    const known = credentials.known(entry.id);
    return {
      entry,
      phase: 'idle',
      clients: entry.kind === 'tenant' ? known.map(clientFromKnown) : [],
      listed: false,
      known,
      resourceServers: [],
      secrets: new Map(),
      tokens: { total: 0, records: [] },
      ...options.views.of(entry.id),
      clockOffsetSeconds: 0,
    };
  }

  function update(change: Partial<EnvironmentSnapshot>, kinds: readonly StateKind[] = everything): void {
    snapshot = { ...snapshot, ...change };
    changed.fire(new Set(kinds));
  }

  function begin(): void {
    generation++;
    tokenLimit = tokenPageSize;
    snapshot = emptySnapshot();
    changed.fire(new Set(everything));
  }

  /** Whether the environment can be asked now without starting or surprising anything. */
  async function source(): Promise<{ admin?: AdminClient; control?: MockControl }> {
    if (environments.active.kind === 'tenant') {
      return listedTenant === environments.active.id ? { admin: await options.admin() } : {};
    }
    const control = await mock.running();
    return control === undefined ? {} : { control, admin: await options.admin() };
  }

  async function read(kinds: readonly StateKind[], signal?: AbortSignal): Promise<void> {
    const asked = generation;
    const { admin, control } = await source();
    const known = credentials.known(environments.active.id);
    const change: Mutable<Partial<EnvironmentSnapshot>> = { known, entry: environments.active };
    const tasks: Promise<void>[] = [];
    if (kinds.includes('clients')) {
      if (admin === undefined) {
        change.clients = environments.active.kind === 'tenant' ? known.map(clientFromKnown) : [];
        change.listed = false;
      } else {
        tasks.push(
          readClients(admin, signal).then((clients) => {
            change.clients = clients;
            change.listed = true;
          }),
          readShownSecrets(admin).then((secrets) => {
            change.secrets = secrets;
          }),
        );
      }
    }
    if (kinds.includes('resources')) {
      tasks.push(
        (admin === undefined ? Promise.resolve([]) : readResourceServers(admin, signal)).then((servers) => {
          change.resourceServers = servers;
        }),
      );
    }
    if (kinds.includes('tokens')) {
      const page =
        control === undefined
          ? heldTokenPage(
              tokens.list(environments.active.id),
              [...known, ...(snapshot.listed ? snapshot.clients : [])],
              { filter: snapshot.tokenFilter, search: snapshot.tokenSearch },
              now() / 1000,
            )
          : readMockTokens(control, { filter: snapshot.tokenFilter, search: snapshot.tokenSearch }, tokenLimit);
      tasks.push(
        Promise.resolve(page).then(({ total, records, clockOffsetSeconds }) => {
          change.tokens = { total, records };
          change.clockOffsetSeconds = clockOffsetSeconds;
        }),
      );
    }
    await Promise.all(tasks);
    if (asked !== generation) return;
    snapshot = { ...withoutError(snapshot), ...change, phase: 'ready' };
    changed.fire(new Set(kinds));
  }

  /** The secrets of API clients that were expanded, read again; of one that is gone there are none. */
  async function readShownSecrets(admin: AdminClient): Promise<EnvironmentSnapshot['secrets']> {
    const ids = [...snapshot.secrets.keys()];
    const lists = await Promise.all(ids.map((id) => admin.listSecrets(id).catch(() => undefined)));
    return new Map(ids.flatMap((id, index) => (lists[index] === undefined ? [] : [[id, lists[index]]])));
  }

  async function readSafely(kinds: readonly StateKind[], signal?: AbortSignal): Promise<void> {
    const asked = generation;
    if (snapshot.phase === 'idle' && environments.active.kind === 'mock' && (await mock.running()) !== undefined) {
      update({ phase: 'loading' });
    }
    try {
      await read(kinds, signal);
    } catch (error) {
      if (asked !== generation) return;
      // Whoever cancelled has what was there before.
      if (signal?.aborted) return;
      log.error('The environment could not be read.', error);
      update({ phase: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  /** One reading at a time, so that an old answer never comes after a newer one; what waits is read together. */
  let reading: Promise<void> = Promise.resolve();
  let waiting: { kinds: Set<StateKind>; done: Promise<void> } | undefined;

  function refresh(kinds: readonly StateKind[] = everything): Promise<void> {
    if (waiting !== undefined) {
      for (const kind of kinds) waiting.kinds.add(kind);
      return waiting.done;
    }
    const wanted = new Set(kinds);
    const done = reading.then(() => {
      waiting = undefined;
      return readSafely([...wanted]);
    });
    waiting = { kinds: wanted, done };
    reading = done;
    return done;
  }

  /** Other tokens are to be shown: the first page of them. */
  async function showTokens(change: Partial<EnvironmentSnapshot>): Promise<void> {
    tokenLimit = tokenPageSize;
    narrow(change, ['tokens']);
    await refresh(['tokens']);
  }

  /** What a view is narrowed to outlives the window. */
  function narrow(change: Partial<EnvironmentSnapshot>, kinds: readonly StateKind[]): void {
    update(change, kinds);
    options.views.set(snapshot.entry.id, snapshot);
  }

  mock.onDidChangeStatus(({ state }) => {
    if (environments.active.kind !== 'mock' || state === 'starting') return;
    begin();
    if (state !== 'stopped') void refresh();
  });
  mock.onDidChangeData((kinds) => {
    if (environments.active.kind !== 'mock') return;
    const affected = new Set(kinds.flatMap((kind) => affectedBy[kind]));
    if (affected.size > 0) void refresh([...affected]);
  });
  environments.onDidChange(() => {
    if (environments.active.id === snapshot.entry.id) {
      update({ entry: environments.active });
      return;
    }
    listedTenant = undefined;
    begin();
    void refresh();
  });
  credentials.onDidChange(() => {
    if (listedTenant === undefined) void refresh(['clients']);
    else update(withKnown(snapshot, credentials.known(environments.active.id)), ['clients']);
  });
  tokens.onDidChange(() => {
    if (environments.active.kind === 'tenant') void refresh(['tokens']);
  });

  return {
    get snapshot() {
      return snapshot;
    },
    onDidChange: changed.event,
    refresh,
    async list(signal) {
      const before = listedTenant;
      listedTenant = environments.active.id;
      update({ phase: 'loading' });
      // Not with others that wait: they are not to be cancelled with it.
      const done = reading.then(() => readSafely(everything, signal));
      reading = done;
      await done;
      if (!signal?.aborted) return;
      listedTenant = before;
      update({ phase: 'ready' });
      throw new CancelledError('Reading the API clients', signal.reason);
    },
    async loadSecrets(clientId) {
      const { admin } = await source();
      if (admin === undefined) return;
      const asked = generation;
      const secrets = await admin.listSecrets(clientId);
      if (asked === generation) update({ secrets: new Map(snapshot.secrets).set(clientId, secrets) }, ['clients']);
    },
    async loadMoreTokens() {
      tokenLimit += tokenPageSize;
      await refresh(['tokens']);
    },
    setTokenFilter: (tokenFilter) => showTokens({ tokenFilter }),
    setTokenSearch: (tokenSearch) => showTokens({ tokenSearch }),
    setClientSearch: (clientSearch) => narrow({ clientSearch }, ['clients']),
  };
}

/** What a tenant's list shows once a credential came or went; the tenant itself is asked when a person asks. */
function withKnown(
  { clients, listed }: EnvironmentSnapshot,
  known: EnvironmentSnapshot['known'],
): Pick<EnvironmentSnapshot, 'clients' | 'known'> {
  const shown = listed ? clients : [];
  const missing = known.filter(({ id }) => !shown.some((client) => client.id === id));
  return { known, clients: [...shown, ...missing.map(clientFromKnown)] };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const affectedBy: Readonly<Record<ChangeKind, readonly StateKind[]>> = {
  clients: ['clients', 'tokens'],
  tokens: ['tokens'],
  exchanges: [],
  config: ['clients', 'resources'],
  clock: ['tokens'],
  faults: [],
};

function withoutError({ error: _, ...rest }: EnvironmentSnapshot): EnvironmentSnapshot {
  return rest as EnvironmentSnapshot;
}
