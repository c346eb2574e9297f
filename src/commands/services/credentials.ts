import type { Memento, SecretStorage } from 'vscode';
import { WorkbenchError } from '../../errors.js';
import type { Credential, Credentials, KnownClient } from '../services.js';
import { Emitter } from './emitter.js';

/** Global state: who is known, without any secret. */
const indexKey = 'oneapi.knownClients';

type Index = Readonly<Record<string, readonly KnownClient[]>>;

/**
 * Credentials in SecretStorage, one entry an API client, and an index of them in global state, since SecretStorage
 * cannot be listed.
 */
export function createCredentials(
  secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>,
  state: Pick<Memento, 'get' | 'update'>,
): Credentials {
  const changed = new Emitter<void>();

  const index = (): Index => state.get<Index>(indexKey) ?? {};

  async function setKnown(environmentId: string, clients: readonly KnownClient[]): Promise<void> {
    const { [environmentId]: _, ...others } = index();
    await state.update(indexKey, clients.length === 0 ? others : { ...others, [environmentId]: clients });
    changed.fire();
  }

  const known = (environmentId: string) => index()[environmentId] ?? [];

  return {
    onDidChange: changed.event,
    known,
    async get(environmentId, clientId) {
      const stored = await secrets.get(secretKey(environmentId, clientId));
      return stored === undefined ? undefined : readCredential(stored);
    },
    async store(environmentId, client, credential) {
      // The secret first: an entry in the index without one would promise what is not there.
      await secrets.store(secretKey(environmentId, client.id), JSON.stringify(credential));
      const others = known(environmentId).filter((one) => one.id !== client.id);
      await setKnown(environmentId, [...others, { id: client.id, name: client.name, auth: client.auth }]);
    },
    async rename(environmentId, clientId, name) {
      const clients = known(environmentId);
      if (!clients.some((one) => one.id === clientId && one.name !== name)) return;
      await setKnown(
        environmentId,
        clients.map((one) => (one.id === clientId ? { ...one, name } : one)),
      );
    },
    async forget(environmentId, clientId) {
      await secrets.delete(secretKey(environmentId, clientId));
      await setKnown(
        environmentId,
        known(environmentId).filter((one) => one.id !== clientId),
      );
    },
    async forgetAll(environmentId) {
      for (const { id } of known(environmentId)) await secrets.delete(secretKey(environmentId, id));
      await setKnown(environmentId, []);
    },
  };
}

function secretKey(environmentId: string, clientId: string): string {
  return `oneapi/${encodeURIComponent(environmentId)}/${encodeURIComponent(clientId)}`;
}

function readCredential(stored: string): Credential {
  const value = parsed(stored);
  if (value?.kind === 'secret' && typeof value.secret === 'string') return value as unknown as Credential;
  if (value?.kind === 'key' && typeof value.privateKey === 'string') return value as unknown as Credential;
  throw new WorkbenchError('credential-damaged', 'The stored credential of this API client cannot be read.', {
    hint: 'Forget the credential and import it again, or add a new secret or key.',
  });
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
