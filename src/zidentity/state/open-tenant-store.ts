import { WorkbenchError } from '../../errors.js';
import { LIMITS } from '../limits.js';
import type { ApiClient, Tenant } from '../model.js';
import type { ChangeKind, TenantStore } from './tenant-store.js';

export interface TenantStoreOptions {
  initial: Tenant;
  /** Makes the tenant durable; where it rejects, nothing changes. Absent: in memory alone. */
  save?: ((tenant: Tenant) => Promise<void>) | undefined;
  /** Called with the tenant before and after, once a change is durable and before it is acknowledged. */
  onChanged: (kinds: Set<ChangeKind>, before: Tenant, after: Tenant) => Promise<void> | void;
}

interface Waiting {
  kind: ChangeKind;
  apply: (draft: Tenant) => unknown;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/** Changes that come while one is being written go to disk together with the next write. */
export function createTenantStore(options: TenantStoreOptions): TenantStore {
  let tenant = options.initial;
  let clients = byId(tenant);
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await applyGroup(group);
    }
    running = false;
  }

  async function applyGroup(group: Waiting[]): Promise<void> {
    const before = tenant;
    let after = before;
    const applied: { item: Waiting; result: unknown }[] = [];
    for (const item of group) {
      const draft = structuredClone(after);
      try {
        applied.push({ item, result: item.apply(draft) });
        after = draft;
      } catch (error) {
        item.reject(error);
      }
    }
    if (applied.length === 0) return;
    try {
      await options.save?.(after);
    } catch (error) {
      for (const { item } of applied) item.reject(error);
      return;
    }
    tenant = after;
    clients = byId(after);
    try {
      await options.onChanged(new Set(applied.map(({ item }) => item.kind)), before, after);
    } catch (error) {
      for (const { item } of applied) item.reject(error);
      return;
    }
    for (const { item, result } of applied) item.resolve(result);
  }

  return {
    get tenant() {
      return tenant;
    },
    client: (id) => clients.get(id),
    change<T>(kind: ChangeKind, apply: (draft: Tenant) => T): Promise<T> {
      if (waiting.length >= LIMITS.waitingChanges) {
        return Promise.reject(
          new WorkbenchError('state-busy', 'Too many changes wait for the disk.', {
            hint: 'Try again a little later.',
          }),
        );
      }
      return new Promise<T>((resolve, reject) => {
        waiting.push({ kind, apply, resolve: resolve as (result: unknown) => void, reject });
        if (!running) void run();
      });
    },
  };
}

function byId(tenant: Tenant): Map<string, ApiClient> {
  return new Map(tenant.clients.map((client) => [client.id, client]));
}

/** Clients whose tokens end with a change: they are gone, or no longer enabled. */
export function endedClients(before: Tenant, after: Tenant): Set<string> {
  const enabled = new Set(after.clients.filter((client) => client.enabled).map((client) => client.id));
  return new Set(before.clients.filter((client) => !enabled.has(client.id)).map((client) => client.id));
}
