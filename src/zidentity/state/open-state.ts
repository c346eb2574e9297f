import * as v from 'valibot';
import { readExchanges, saveExchanges } from '../exchanges/exchange-file.js';
import { createExchangeLog, type ExchangeLog } from '../exchanges/exchange-log.js';
import { checkPublication, createPublishedJwks, type PublicJwks, type PublishedJwks } from '../jwks/published-jwks.js';
import { LIMITS } from '../limits.js';
import type { Tenant } from '../model.js';
import { type AdminToken, adminTokenOf, newAdminToken } from './admin-token.js';
import { type ClosableFiles, closableFiles } from './closable-files.js';
import { type FolderLock, lockFolder } from './lock.js';
import { createTenantStore, endedClients } from './open-tenant-store.js';
import { type OpenTokenStore, openTokenStore } from './open-token-store.js';
import { createSigningKeys, type SigningKeys, type StoredSigningKey, signingKeyOf } from './signing-keys.js';
import { openStateFiles, type StateFiles } from './state-files.js';
import { readTenant, saveTenant } from './tenant-file.js';
import type { ChangeKind, TenantStore } from './tenant-store.js';
import { readOr, readVersioned, type VersionedForm } from './versioned-file.js';

export interface StateOptions {
  /** Absent: everything in memory. */
  folder?: string | undefined;
  /** How files are read and written; given in tests alone. */
  openFiles?: (folder: string) => Promise<StateFiles>;
  /** The tenant of a folder that has none. */
  initialTenant: () => Tenant;
  /** Milliseconds by the mock's clock, and by the machine's. */
  now: () => number;
  realNow: () => number;
  randomBytes: (size: number) => Buffer;
  warn: (message: string) => void;
  onChange: (kind: ChangeKind | 'tokens' | 'exchanges') => void;
}

/** All that a state folder keeps, open. */
export interface OpenState {
  store: TenantStore;
  tokens: OpenTokenStore;
  /** Kept when the state is closed, not with each request: an exchange is for reading, nothing hangs on it. */
  exchanges: ExchangeLog;
  keys: SigningKeys;
  adminToken: AdminToken;
  publishedJwks: PublishedJwks;
  /** The port that the JWKS host had; 0 where it had none. */
  jwksPort: number;
  saveJwksPort(port: number): Promise<void>;
  /** Whether a tenant was read from the folder. */
  hadTenant: boolean;
  lock: FolderLock | undefined;
  close(): Promise<void>;
}

const adminTokenFile = 'admin-token';

const keysForm: VersionedForm<StoredSigningKey[]> = {
  fileName: 'signing-keys.json',
  member: 'keys',
  version: 1,
  migrations: {},
  read(stored) {
    if (!Array.isArray(stored)) return { problem: 'keys' };
    const value = stored.filter((key): key is StoredSigningKey => {
      try {
        return Number.isInteger(key.createdAt) && signingKeyOf(key).kid !== '';
      } catch {
        return false;
      }
    });
    return value.length === stored.length ? { value } : { value, problem: 'a key is not usable' };
  },
};

interface StoredJwks {
  port: number;
  sets: Record<string, PublicJwks>;
}

const jwksForm: VersionedForm<StoredJwks> = {
  fileName: 'published-jwks.json',
  member: 'jwks',
  version: 1,
  migrations: {},
  read(stored) {
    const schema = v.object({
      port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
      // Not a record of valibot's, which leaves out names that every object has; here they are names like others.
      sets: v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
    });
    const parsed = v.safeParse(schema, stored);
    if (!parsed.success) return { problem: v.getDotPath(parsed.issues[0]) ?? 'its form' };
    const sets: [name: string, set: PublicJwks][] = [];
    const problems: string[] = [];
    for (const [name, set] of Object.entries(parsed.output.sets)) {
      try {
        sets.push([name, checkPublication(name, set)]);
      } catch {
        problems.push(`the JWKS ${JSON.stringify(name.slice(0, 40))}`);
      }
    }
    const value = { port: parsed.output.port, sets: Object.fromEntries(sets) };
    return problems.length === 0 ? { value } : { value, problem: problems.join(', ') };
  },
};

/** Takes the folder, reads it and keeps it. @throws WorkbenchError `state-folder-taken`, `state-not-written` */
export async function openState(options: StateOptions): Promise<OpenState> {
  if (options.folder === undefined) return assemble(options, undefined, undefined);
  const files = closableFiles(await (options.openFiles ?? openStateFiles)(options.folder));
  const lock = await lockFolder(options.folder);
  try {
    await files.sweep();
    return await assemble(options, files, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function assemble(
  options: StateOptions,
  files: ClosableFiles | undefined,
  lock: FolderLock | undefined,
): Promise<OpenState> {
  const { warn, realNow } = options;
  const stored = files && (await readTenant(files, realNow, warn));
  const storedKeys = (files && (await readVersioned(files, keysForm, realNow, warn))) ?? [];
  const jwks = (files && (await readVersioned(files, jwksForm, realNow, warn))) ?? { port: 0, sets: {} };
  const tenant = stored ?? options.initialTenant();
  const tokens = await openTokenStore({ files, warn, now: realNow, onChange: () => options.onChange('tokens') });
  const nowSeconds = () => Math.floor(options.now() / 1000);
  // A crash may have come between a client's end and that of its tokens.
  const enabled = new Set(tenant.clients.filter((client) => client.enabled).map((client) => client.id));
  await tokens.revokeWhere((id) => !enabled.has(id), nowSeconds());
  if (files !== undefined) await saveTenant(files, tenant);

  const store = createTenantStore({
    initial: tenant,
    save: files && ((changed) => saveTenant(files, changed)),
    async onChanged(kinds, before, after) {
      const ended = endedClients(before, after);
      if (ended.size > 0) {
        // The change stands, and reading the folder back revokes what this could not write.
        await tokens.revokeWhere((id) => ended.has(id), nowSeconds()).catch((error: unknown) => warn(String(error)));
      }
      for (const kind of kinds) options.onChange(kind);
    },
  });

  const keys = createSigningKeys({
    stored: storedKeys,
    save: async (changed) =>
      files?.write(keysForm.fileName, JSON.stringify({ version: keysForm.version, keys: changed })),
    inUse(kid) {
      const latest = tokens.latestExpiryByKid().get(kid) ?? 0;
      return latest * 1000 > Math.min(options.now(), realNow());
    },
    nowSeconds: () => Math.floor(realNow() / 1000),
    warn,
  });

  const exchanges = createExchangeLog(
    () => options.onChange('exchanges'),
    LIMITS.exchanges,
    files && (await readExchanges(files, realNow, warn)),
  );

  let jwksPort = jwks.port;
  let sets: ReadonlyMap<string, PublicJwks> = new Map(Object.entries(jwks.sets));
  const saveJwks = async (port: number, changed: ReadonlyMap<string, PublicJwks>) => {
    const content: StoredJwks = { port, sets: Object.fromEntries(changed) };
    await files?.write(jwksForm.fileName, JSON.stringify({ version: jwksForm.version, jwks: content }));
    jwksPort = port;
    sets = changed;
  };

  return {
    store,
    tokens,
    exchanges,
    keys,
    adminToken: await openAdminToken(files, options),
    publishedJwks: createPublishedJwks(sets, (changed) => saveJwks(jwksPort, changed)),
    jwksPort,
    saveJwksPort: (port) => saveJwks(port, sets),
    hadTenant: stored !== undefined,
    lock,
    async close() {
      await tokens.close();
      const { records } = exchanges.list({ offset: 0, limit: LIMITS.exchanges });
      if (files !== undefined) {
        await saveExchanges(files, records.reverse()).catch((error: unknown) => warn(`Exchanges are lost: ${error}`));
      }
      await files?.close();
      await lock?.release();
    },
  };
}

async function openAdminToken(files: StateFiles | undefined, options: StateOptions): Promise<AdminToken> {
  const data = files && (await readOr(Buffer.alloc(0), files, adminTokenFile));
  const stored = data?.toString('utf8').trim() ?? '';
  if (/^[A-Za-z0-9_-]{43,200}$/.test(stored)) return adminTokenOf(stored);
  if (files !== undefined && data !== undefined) {
    const aside = await files.keepAside(adminTokenFile, new Date(options.realNow()));
    options.warn(`${adminTokenFile} was damaged. It is kept as ${aside}, and there is a new admin token.`);
  }
  const made = newAdminToken(options.randomBytes);
  await files?.write(adminTokenFile, `${made.value}\n`);
  return made;
}
