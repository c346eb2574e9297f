import type { ClientAuth } from './client-auth.js';
import type { Environment } from './environment.js';
import { oneApiAudience } from './standard-values.js';

/** What an API client signs in with. */
export type ClientCredential =
  | { readonly kind: 'secret'; readonly secret: string }
  | {
      readonly kind: 'key';
      /** PKCS#8 PEM. */
      readonly privateKey: string;
      readonly kid?: string | undefined;
    };

/**
 * The `aud` for client assertions to an environment. ZIdentity's documentation names two; tenants are known to take
 * that of the SDKs, while the mock under its strict policy takes what names the tenant alone (RFC 7523 §3 (3)).
 */
export function assertionAudience({ kind, issuer }: Pick<Environment, 'kind' | 'issuer'>): string {
  return kind === 'mock' ? issuer : oneApiAudience;
}

/** How an API client authenticates with its credential. Each try gets an assertion of its own. */
export function authWithCredential(
  clientId: string,
  credential: ClientCredential,
  { environment, now }: { environment: Environment; now: () => number },
): ClientAuth {
  if (credential.kind === 'secret') return { method: 'client_secret_post', secret: credential.secret };
  return { method: 'private_key_jwt', assertion: () => assertionFor(clientId, credential, environment, now()) };
}

/** A client assertion as the environment wants it. */
export async function assertionFor(
  clientId: string,
  { privateKey, kid }: Extract<ClientCredential, { kind: 'key' }>,
  environment: Environment,
  nowMs: number,
): Promise<string> {
  const { mintClientAssertion } = await import('./assertion.js');
  return mintClientAssertion({ clientId, privateKey, kid, audience: assertionAudience(environment), nowMs });
}
