import type { KeyType } from '../../keys/key-types.js';
import type { AdminClient } from '../../oauth/admin-client.js';
import type { ApiClientInput } from '../../oauth/admin-schemas.js';
import { CancelledError } from '../../oauth/errors.js';
import type { MockControl } from '../../oauth/mock-client.js';
import type { Credential } from '../services.js';

export type AuthenticationMethod = 'SECRET' | 'PUBKEYCERT' | 'JWKS';

/** A credential, and how the environment is told of it. */
export interface PreparedCredential {
  clientAuthentication: ApiClientInput['clientAuthentication'];
  /** Where the credential is made before the API client is registered. */
  credential?: Credential;
  /** The public keys, to be hosted by the person themselves. */
  jwks?: { keys: unknown[] };
  /** Takes back what was published, where registering fails. */
  undo(): Promise<void>;
}

export interface CredentialOptions {
  name: string;
  auth: AuthenticationMethod;
  keyType: KeyType;
  /** Publishes at the mock's JWKS host; absent where the environment is a tenant. */
  control?: MockControl | undefined;
  /** Where the person hosts the JWKS themselves. */
  jwksUrl?: string | undefined;
  nowMs: number;
  randomId: () => string;
  /** What is published after it was aborted is taken back. */
  signal?: AbortSignal | undefined;
}

/** How long the certificates made here are valid. */
const certificateDays = 365;

/** Makes a key with its certificate or published JWKS. A secret is made by the environment, after registering. */
export async function prepareCredential(options: CredentialOptions): Promise<PreparedCredential> {
  const nothing = async () => {};
  if (options.auth === 'SECRET') return { clientAuthentication: { authType: 'SECRET' }, undo: nothing };
  const [{ generateKeyPair }, { writePrivateKey }] = await Promise.all([
    import('../../keys/generate.js'),
    import('../../keys/write.js'),
  ]);
  const keyPair = await generateKeyPair(options.keyType);
  const privateKey = writePrivateKey(keyPair.privateKey);
  if (options.auth === 'PUBKEYCERT') {
    const { makeCertificate } = await import('../../keys/certificate.js');
    const certificate = await makeCertificate({
      keyPair,
      subject: { commonName: commonName(options.name) },
      days: certificateDays,
      now: options.nowMs,
    });
    return {
      clientAuthentication: { authType: 'PUBKEYCERT', clientCertificates: [{ certContent: certificate }] },
      credential: { kind: 'key', privateKey, certificate },
      undo: nothing,
    };
  }
  const { makeJwks } = await import('../../keys/jwks.js');
  const jwks = { keys: [...makeJwks([keyPair.publicKey]).keys] };
  const kid = jwks.keys[0]!.kid!;
  const { control } = options;
  if (options.jwksUrl !== undefined || control === undefined) {
    return {
      clientAuthentication: { authType: 'JWKS', clientJWKsUrl: options.jwksUrl ?? '' },
      credential: { kind: 'key', privateKey, kid },
      jwks,
      undo: nothing,
    };
  }
  const published = jwksName(options.name, options.randomId());
  options.signal?.throwIfAborted();
  const { url } = await control.publishJwks(published, jwks);
  const undo = () => control.unpublishJwks(published);
  if (options.signal?.aborted) {
    await undo();
    throw new CancelledError('Adding the API client');
  }
  return {
    clientAuthentication: { authType: 'JWKS', clientJWKsUrl: url },
    credential: { kind: 'key', privateKey, kid },
    undo,
  };
}

/** Makes the first secret of a registered API client; where that fails the client is taken back. */
export async function firstSecret(admin: AdminClient, clientId: string): Promise<Credential> {
  try {
    const { id, value, expiresAt } = await admin.createSecret(clientId);
    return { kind: 'secret', secret: value, secretId: id, ...(expiresAt === undefined ? {} : { expiresAt }) };
  } catch (error) {
    await admin.deleteClient(clientId).catch(() => undefined);
    throw error;
  }
}

/** A name for the JWKS host: what is left of the client's name as letters and digits, made unique. */
function jwksName(name: string, id: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return `${slug === '' ? 'client' : slug}-${id.slice(0, 8)}`;
}

/** X.520 allows 64 characters of a common name. */
function commonName(name: string): string {
  return [...name].slice(0, 64).join('');
}
