import type { ApiClient, Tenant } from '../model.js';

/** What a change is about; it is what listeners of `/_mock/v1/events` are told. */
export type ChangeKind = 'clients' | 'config';

/** The tenant, and the one way to change it. */
export interface TenantStore {
  /** As of the last acknowledged change. Replaced, never modified: keep a reference and it stays as it was. */
  readonly tenant: Readonly<Tenant>;
  client(id: string): Readonly<ApiClient> | undefined;
  /**
   * Applies a change. Changes happen one after another, each on a copy of what the one before left; the promise
   * resolves with what `apply` returned once the change is durable. A throw in `apply` changes nothing and is
   * passed on. Where the state folder cannot be written, nothing changes and it rejects with a WorkbenchError
   * `state-not-written`. Active tokens of clients that a change deletes or disables are revoked as part of it.
   */
  change<T>(kind: ChangeKind, apply: (draft: Tenant) => T): Promise<T>;
}
