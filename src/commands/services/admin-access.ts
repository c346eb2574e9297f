import { WorkbenchError } from '../../errors.js';
import type { AdminClient } from '../../oauth/admin-client.js';
import { adminApiBase } from '../../oauth/environment.js';
import type { EnvironmentEntry, Environments, Tokens } from '../services.js';

export interface AdminAccessOptions {
  environments: Environments;
  /** The admin token of the mock that runs. */
  mockAdminToken: () => string | undefined;
  tokens: Tokens;
  fetch: typeof globalThis.fetch;
}

/** The admin API of the active environment: opened by the mock's admin token, or by a tenant's API client. */
export function createAdminAccess(options: AdminAccessOptions): () => Promise<AdminClient> {
  const { environments, tokens, fetch } = options;
  /** Lists are read beside each other; they share one token request. */
  const asked = new Map<string, Promise<string>>();

  async function tokenOf(environmentId: string, clientId: string, renew: boolean): Promise<string> {
    const token = await (renew
      ? tokens.obtain(clientId, { environmentId })
      : tokens.fresh(clientId, { environmentId }));
    return token.accessToken;
  }

  return async () => {
    const entry = environments.active;
    const environment = await environments.ready();
    const { AdminClient: Client } = await import('../../oauth/admin-client.js');
    const base = adminApiBase(environment);
    if (environment.kind === 'mock') {
      return new Client({ base, fetch, authorize: async () => options.mockAdminToken() ?? '' });
    }
    const clientId = adminClientOf(entry);
    return new Client({
      base,
      fetch,
      authorize: ({ renew } = { renew: false }) => {
        const key = JSON.stringify([environment.id, clientId, renew]);
        const pending = asked.get(key) ?? tokenOf(environment.id, clientId, renew).finally(() => asked.delete(key));
        asked.set(key, pending);
        return pending;
      },
    });
  };
}

function adminClientOf(entry: EnvironmentEntry): string {
  if (entry.adminClientId !== undefined) return entry.adminClientId;
  throw new WorkbenchError(
    'admin-client-missing',
    `The admin API of ${entry.name} needs an API client with a ZIAM role, and none has been chosen.`,
    { hint: 'Import such an API client, then run OneAPI: Load API Clients from Tenant and choose it.' },
  );
}
