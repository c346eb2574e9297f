import { randomUUID } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import type { KeyType } from '../../keys/key-types.js';
import type { Credential, Services } from '../services.js';
import { changeClient } from './change-client.js';
import { checkJwksUrl } from './check-jwks-url.js';
import { unpublish } from './delete-client.js';
import { type AuthenticationMethod, prepareCredential } from './make-credential.js';

/**
 * Gives an API client another authentication method, or the same one with a new credential. With a JWKS URL of one's
 * own, the key that is stored stays where the JWKS holds it. Can be cancelled until the environment is told.
 */
export async function changeAuthentication(
  services: Services,
  clientId: string,
  wanted: { auth: AuthenticationMethod; jwksUrl?: string | undefined; keyType?: KeyType | undefined },
  signal?: AbortSignal,
): Promise<void> {
  const environment = await services.environments.ready();
  const admin = await services.admin();
  const client = await admin.getClient(clientId);
  if (wanted.jwksUrl !== undefined) {
    await useJwksUrl(services, clientId, wanted.jwksUrl);
  } else {
    if (wanted.auth === 'JWKS' && environment.kind === 'tenant') {
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
    await services.credentials.store(
      environment.id,
      { id: clientId, name: client.name, auth: wanted.auth },
      credential,
    );
  }
  const before = client.clientAuthentication.clientJWKsUrl ?? undefined;
  if (before !== wanted.jwksUrl) await unpublish(services, before);
  await services.state.refresh(['clients']);
}

async function newSecret(services: Services, clientId: string): Promise<Credential> {
  const { id, value, expiresAt } = await (await services.admin()).createSecret(clientId);
  return { kind: 'secret', secret: value, secretId: id, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

async function useJwksUrl(services: Services, clientId: string, url: string): Promise<void> {
  const { active } = services.environments;
  const credential = await services.credentials.get(active.id, clientId);
  const { readPrivateKey } = await import('../../keys/read.js');
  const key = credential?.kind === 'key' ? readPrivateKey(credential.privateKey) : undefined;
  const jwks = await checkJwksUrl(url, { fetch: services.fetch, key });
  const { name } = await changeClient(services, clientId, {
    clientAuthentication: { authType: 'JWKS', clientJWKsUrl: url },
  });
  if (credential?.kind !== 'key') return;
  const { thumbprint } = await import('../../keys/thumbprint.js');
  const { certificate: _, kid: __, ...rest } = credential;
  // Under the name that the JWKS gives the key: an assertion that names another finds none there.
  const kid = jwks.keys.find((one) => thumbprint(one.key) === thumbprint(key!))?.kid;
  await services.credentials.store(
    active.id,
    { id: clientId, name, auth: 'JWKS' },
    { ...rest, ...(kid === undefined ? {} : { kid }) },
  );
}
