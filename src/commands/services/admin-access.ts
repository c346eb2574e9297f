import { WorkbenchError } from '../../errors.js';
import type { AdminClient } from '../../oauth/admin-client.js';
import { adminApiBase } from '../../oauth/environment.js';
import type { AuthorizeOptions } from '../../oauth/json-api.js';
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

  async function tokenOf(environmentId: string, clientId: string, options: AuthorizeOptions): Promise<string> {
    const { renew, signal } = options;
    const how = { environmentId, ...(signal && { signal }) };
    const token = await (renew ? tokens.obtain(clientId, how) : tokens.fresh(clientId, how));
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
    /** Lists are read beside each other, and cancelled together; they share one token request. */
    const asked = new Map<boolean, Promise<string>>();
    return new Client({
      base,
      fetch,
      authorize: (given = { renew: false }) => {
        const pending =
          asked.get(given.renew) ?? tokenOf(environment.id, clientId, given).finally(() => asked.delete(given.renew));
        asked.set(given.renew, pending);
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
