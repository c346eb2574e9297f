import type { Credential, Services } from '../services.js';
import { changeClient } from './change-client.js';
import { credentialFor, type NewCredential } from './credential-for.js';
import { unpublish } from './delete-client.js';
import type { PreparedCredential } from './make-credential.js';

/**
 * Gives an API client another authentication method, or the same one with a new credential, which goes to
 * SecretStorage. Resolves to the JWKS that the person has to host, where it is theirs to host. Can be cancelled until
 * the environment is told.
 */
export async function changeAuthentication(
  services: Services,
  clientId: string,
  wanted: NewCredential,
  signal?: AbortSignal,
): Promise<PreparedCredential['jwks']> {
  const environment = await services.environments.ready();
  const admin = await services.admin();
  const client = await admin.getClient(clientId);
  const prepared = await credentialFor(services, environment, { ...wanted, name: client.name }, signal);
  // From here on it is carried through: a credential that is made has to be kept.
  signal?.throwIfAborted();
  try {
    await changeClient(services, clientId, { clientAuthentication: prepared.clientAuthentication });
  } catch (error) {
    await prepared.undo().catch(() => undefined);
    throw error;
  }
  const credential = prepared.credential ?? (await newSecret(services, clientId));
  await services.credentials.store(environment.id, { id: clientId, name: client.name, auth: wanted.auth }, credential);
  await unpublish(services, client.clientAuthentication.clientJWKsUrl ?? undefined);
  await services.state.refresh(['clients']);
  return prepared.jwks;
}

async function newSecret(services: Services, clientId: string): Promise<Credential> {
  const { id, value, expiresAt } = await (await services.admin()).createSecret(clientId);
  return { kind: 'secret', secret: value, secretId: id, ...(expiresAt === undefined ? {} : { expiresAt }) };
}
