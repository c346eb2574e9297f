import { WorkbenchError } from '../../errors.js';
import type { AssertionOptions } from '../../oauth/assertion.js';
import { assertionAudience } from '../../oauth/client-credential.js';
import { storedCredential } from '../client/copy-credential.js';
import { clientName } from '../pick-client.js';
import type { Services } from '../services.js';

export type AssertionWishes = Partial<Pick<AssertionOptions, 'audience' | 'lifetimeSeconds' | 'kid' | 'jti'>>;

/**
 * Signs a client assertion with the stored key of an API client; what is not wished for is as the environment wants it.
 *
 * @param environmentId of the API client; the active environment where absent
 * @throws WorkbenchError `credential-missing`, `client-has-no-key`
 */
export async function signAssertion(
  services: Services,
  clientId: string,
  { environmentId, ...wishes }: AssertionWishes & { environmentId?: string | undefined } = {},
): Promise<string> {
  const credential = await storedCredential(services, clientId, environmentId);
  if (credential.kind !== 'key') {
    throw new WorkbenchError('client-has-no-key', `"${clientName(services, clientId)}" authenticates by a secret.`, {
      hint: 'Only API clients with a JWKS URL, certificate or public key sign assertions.',
    });
  }
  const { mintClientAssertion } = await import('../../oauth/assertion.js');
  return mintClientAssertion({
    ...wishes,
    clientId,
    privateKey: credential.privateKey,
    kid: wishes.kid ?? credential.kid,
    audience: wishes.audience ?? assertionAudience(await services.environments.ready(environmentId)),
    nowMs: services.now(),
  });
}
