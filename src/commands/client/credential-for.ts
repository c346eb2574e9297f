import { randomUUID } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import type { KeyType } from '../../keys/key-types.js';
import type { Environment } from '../../oauth/environment.js';
import type { Services } from '../services.js';
import { type AuthenticationMethod, type PreparedCredential, prepareCredential } from './make-credential.js';

export interface NewCredential {
  auth: AuthenticationMethod;
  /** Where the person hosts the JWKS of the new key; a tenant needs it, the mock hosts it itself. */
  jwksUrl?: string | undefined;
  keyType?: KeyType | undefined;
}

/** Makes a credential for an API client of the environment. @throws WorkbenchError `jwks-url-missing` */
export async function credentialFor(
  services: Services,
  environment: Environment,
  { name, auth, jwksUrl, keyType = 'RSA-2048' }: NewCredential & { name: string },
  signal?: AbortSignal,
): Promise<PreparedCredential> {
  const control = environment.kind === 'mock' ? await services.mock.control() : undefined;
  if (auth === 'JWKS' && control === undefined && jwksUrl === undefined) {
    throw new WorkbenchError('jwks-url-missing', 'A tenant fetches the JWKS from a URL, and none is given.', {
      hint: 'Give jwksUrl: an https: address that ZIdentity can reach, where you host the JWKS.',
    });
  }
  return prepareCredential({
    ...{ name, auth, keyType, control, jwksUrl, signal },
    nowMs: services.now(),
    randomId: randomUUID,
  });
}
