import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import { generateKeyPair } from '../../keys/generate.js';
import { thumbprint } from '../../keys/thumbprint.js';
import { LIMITS } from '../limits.js';

/** A key that signs access tokens, or did. RSA-2048, RS256. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** What `/oauth2/v1/keys` shows. */
  publicJwk: { kty: 'RSA'; n: string; e: string; kid: string; use: 'sig'; alg: 'RS256' };
  /** Epoch seconds. */
  createdAt: number;
}

export interface SigningKeys {
  /** The key that signs now. Resolves at once, but for the first moments of a new mock. */
  current(): Promise<SigningKey>;
  /** The key that signs now, where it is made already. */
  readonly ready: SigningKey | undefined;
  byKid(kid: string): SigningKey | undefined;
  /** The newest first. */
  all(): SigningKey[];
  /** A new key; older ones stay while tokens of theirs may be valid. Durable once it resolves. */
  rotate(): Promise<SigningKey>;
}

/** As kept in the state folder. */
export interface StoredSigningKey {
  /** PKCS#8. */
  privateKeyPem: string;
  /** Epoch seconds. */
  createdAt: number;
}

export interface SigningKeyOptions {
  /** The newest first. */
  stored: StoredSigningKey[];
  /** Makes the keys durable; where it rejects, nothing changes. */
  save: (keys: StoredSigningKey[]) => Promise<void>;
  /** Whether tokens signed with the key may still be valid, by any clock that counts. */
  inUse: (kid: string) => boolean;
  /** Epoch seconds by the machine's clock. */
  nowSeconds: () => number;
  warn: (message: string) => void;
}

/** @throws where the text is no RSA private key of 2048 bits or more */
export function signingKeyOf(stored: StoredSigningKey): SigningKey {
  const privateKey = createPrivateKey(stored.privateKeyPem);
  return signingKey(privateKey, stored.createdAt);
}

function signingKey(privateKey: KeyObject, createdAt: number): SigningKey {
  const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (privateKey.asymmetricKeyType !== 'rsa' || bits < 2048) {
    throw new WorkbenchError('signing-key-unusable', 'A stored signing key is not RSA of 2048 bits or more.');
  }
  const publicKey = createPublicKey(privateKey);
  const { n, e } = publicKey.export({ format: 'jwk' }) as { n: string; e: string };
  const kid = thumbprint(publicKey);
  return { kid, privateKey, publicKey, createdAt, publicJwk: { kty: 'RSA', n, e, kid, use: 'sig', alg: 'RS256' } };
}

function toStored(key: SigningKey): StoredSigningKey {
  return { privateKeyPem: key.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, createdAt: key.createdAt };
}

/** Begins to make the first key at once, off the event loop, where none is stored. */
export function createSigningKeys(options: SigningKeyOptions): SigningKeys {
  let keys = options.stored.map(signingKeyOf);
  let turn: Promise<unknown> = Promise.resolve();

  async function addNew(): Promise<SigningKey> {
    const { privateKey } = await generateKeyPair('RSA-2048');
    const fresh = signingKey(privateKey, options.nowSeconds());
    const kept = [fresh, ...keys.filter((key) => options.inUse(key.kid))];
    if (kept.length > LIMITS.signingKeys) {
      throw new WorkbenchError(
        'signing-keys-too-many',
        `There are ${LIMITS.signingKeys} signing keys whose tokens may still be valid.`,
        { hint: 'Wait until tokens expire, or POST /_mock/v1/reset to forget all of them.' },
      );
    }
    try {
      await options.save(kept.map(toStored));
    } catch (error) {
      // Without any key there would be no token at all; a second one is refused like every change.
      if (keys.length > 0 || !(error instanceof WorkbenchError)) throw error;
      options.warn(`The signing key is kept in memory alone: tokens end with this process. ${error.message}`);
    }
    keys = kept;
    return fresh;
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  }

  const first = keys.length === 0 ? inTurn(addNew) : undefined;
  // Who asks for it is told; until somebody does, a failure must not end the process.
  first?.catch(() => undefined);

  return {
    async current() {
      return keys[0] ?? (await (first as Promise<SigningKey>));
    },
    get ready() {
      return keys[0];
    },
    byKid: (kid) => keys.find((key) => key.kid === kid),
    all: () => [...keys],
    rotate: () => inTurn(addNew),
  };
}
