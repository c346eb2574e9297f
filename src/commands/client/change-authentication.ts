import { randomUUID } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import type { KeyType } from '../../keys/key-types.js';
import type { Credential, Services } from '../services.js';
import { changeClient } from './change-client.js';
import { unpublish } from './delete-client.js';
import { type AuthenticationMethod, type PreparedCredential, prepareCredential } from './make-credential.js';

export interface NewCredential {
  auth: AuthenticationMethod;
  /** Where the person hosts the JWKS of the new key; a tenant needs it, the mock hosts it itself. */
  jwksUrl?: string | undefined;
  keyType?: KeyType | undefined;
}

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
  if (wanted.auth === 'JWKS' && wanted.jwksUrl === undefined && environment.kind === 'tenant') {
    throw new WorkbenchError('jwks-url-missing', 'A tenant fetches the JWKS from a URL, and none is given.', {
      hint: 'Give jwksUrl: an https: address that ZIdentity can reach, where you host the JWKS.',
    });
  }
  const control = environment.kind === 'mock' ? await services.mock.control() : undefined;
  const prepared = await prepareCredential({
    name: client.name,
    auth: wanted.auth,
    keyType: wanted.keyType ?? 'RSA-2048',
    control,
    jwksUrl: wanted.jwksUrl,
    nowMs: services.now(),
    randomId: randomUUID,
    signal,
  });
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
