import type { KeyObject } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import { sentences } from '../refusal-reason.js';
import type { Credential, Services } from '../services.js';
import { changeClient } from './change-client.js';
import { checkJwksUrl } from './check-jwks-url.js';
import { unpublish } from './delete-client.js';

/** The API client's key in a JWKS: its kid there, where it has one. */
export type KeyInJwks = Awaited<ReturnType<typeof checkJwksUrl>>;

/** What a check of a JWKS URL is, while it is being typed in. */
export interface JwksUrlCheck {
  /** Fetches it once; what is wrong with it, or undefined. */
  problem(url: string, signal: AbortSignal): Promise<string | undefined>;
  /** What the last URL that was found good says of the API client's key; undefined where none was. */
  readonly found: KeyInJwks | undefined;
}

/** Checks URLs against the private key of an API client that is kept here, where there is one. */
export async function jwksUrlCheck(services: Services, clientId: string): Promise<JwksUrlCheck> {
  const key = await storedKey(services, clientId);
  let found: KeyInJwks | undefined;
  return {
    get found() {
      return found;
    },
    async problem(url, signal) {
      found = undefined;
      try {
        found = await checkJwksUrl(url, { fetch: services.fetch, key, signal });
        return undefined;
      } catch (error) {
        if (!(error instanceof WorkbenchError)) throw error;
        return sentences(error.message, error.hint);
      }
    },
  };
}

/** @throws WorkbenchError where the URL is found wrong; as {@link checkJwksUrl} */
export async function checkedJwksUrl(services: Services, clientId: string, url: string): Promise<KeyInJwks> {
  return checkJwksUrl(url, { fetch: services.fetch, key: await storedKey(services, clientId) });
}

/**
 * Registers a JWKS URL of the person's own. A private key that is kept here stays, under the name that the JWKS gives
 * it: an assertion that names another finds none there. A secret that is kept here is of no use any more, and goes.
 *
 * @param found undefined where the URL is registered although nothing good was found there
 */
export async function useJwksUrl(
  services: Services,
  clientId: string,
  url: string,
  found: KeyInJwks | undefined,
): Promise<void> {
  const { active } = services.environments;
  const admin = await services.admin();
  const before = (await admin.getClient(clientId)).clientAuthentication.clientJWKsUrl ?? undefined;
  const { name } = await changeClient(services, clientId, {
    clientAuthentication: { authType: 'JWKS', clientJWKsUrl: url },
  });
  const credential = await services.credentials.get(active.id, clientId);
  if (credential?.kind === 'key') {
    const { certificate: _, kid, ...rest } = credential;
    const known = found === undefined ? { kid } : found;
    const renamed: Credential = known.kid === undefined ? rest : { ...rest, kid: known.kid };
    await services.credentials.store(active.id, { id: clientId, name, auth: 'JWKS' }, renamed);
  } else if (credential !== undefined) {
    await services.credentials.forget(active.id, clientId);
  }
  if (before !== url) await unpublish(services, before);
  await services.state.refresh(['clients']);
}

async function storedKey(services: Services, clientId: string): Promise<KeyObject | undefined> {
  const credential = await services.credentials.get(services.environments.active.id, clientId);
  if (credential?.kind !== 'key') return undefined;
  const { readPrivateKey } = await import('../../keys/read.js');
  return readPrivateKey(credential.privateKey);
}
