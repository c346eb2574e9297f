import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { WorkbenchError } from '../errors.js';
import { algForKey } from './key-types.js';
import { publicPart, thumbprint } from './thumbprint.js';

/** A JSON Web Key (RFC 7517 §4) of an RSA or EC key. */
export interface Jwk {
  readonly kty: string;
  readonly kid?: string;
  readonly use?: string;
  readonly alg?: string;
  readonly key_ops?: readonly string[];
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly n?: string;
  readonly e?: string;
  readonly d?: string;
  readonly p?: string;
  readonly q?: string;
  readonly dp?: string;
  readonly dq?: string;
  readonly qi?: string;
  readonly k?: string;
}

export interface JwkOptions {
  /** With the private members. The default is the public key alone, also of a private key. */
  readonly private?: boolean | undefined;
  /** The default is the RFC 7638 thumbprint. */
  readonly kid?: string | undefined;
  /** The default is `sig`. */
  readonly use?: string | undefined;
  /** The default is what the key's type calls for: `RS256` or `ES256`. */
  readonly alg?: string | undefined;
}

/** Members that hold, or may hold, what must stay secret (RFC 7518 §6.2.2, §6.3.2, §6.4). */
export const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;

const PUBLIC_MEMBERS = ['crv', 'x', 'y', 'n', 'e'] as const;

/** True where an object that came as a JWK has a private (or symmetric) member. */
export function hasPrivateMembers(jwk: object): boolean {
  return PRIVATE_MEMBERS.some((member) => Object.hasOwn(jwk, member));
}

/**
 * The JWK of a key, with `kid`, `use` and `alg`.
 *
 * Security: the result of `private: true` is the private key in clear text.
 *
 * @throws WorkbenchError `key-wrong-kind` where the private members of a public key are asked for, and what
 *   {@link algForKey} throws of a key that ZIdentity does not take.
 */
export function toJwk(key: KeyObject, options: JwkOptions = {}): Jwk {
  if (options.private && key.type !== 'private') {
    throw new WorkbenchError('key-wrong-kind', 'A private JWK was asked for, but the key is a public key.', {
      hint: 'Give the private key, or leave out the private members.',
    });
  }
  const alg = options.alg ?? algForKey(key);
  const exported = (options.private ? key : publicPart(key)).export({ format: 'jwk' });
  const { kty, ...members } = exported as unknown as Jwk;
  return { kty, kid: options.kid ?? thumbprint(key), use: options.use ?? 'sig', alg, ...members };
}

/**
 * The public key of a JWK. Private members are not even looked at, so that they can't be kept by accident.
 *
 * @throws WorkbenchError `jwk-malformed`
 */
export function publicKeyFromJwk(jwk: object): KeyObject {
  const source = jwk as Record<string, unknown>;
  const picked: Record<string, unknown> = { kty: source.kty };
  for (const member of PUBLIC_MEMBERS) if (Object.hasOwn(source, member)) picked[member] = source[member];
  return imported(() => createPublicKey({ key: picked, format: 'jwk' }), source);
}

/** The private key of a JWK. @throws WorkbenchError `jwk-malformed` */
export function privateKeyFromJwk(jwk: object): KeyObject {
  const source = jwk as Record<string, unknown>;
  return imported(() => createPrivateKey({ key: source as never, format: 'jwk' }), source);
}

function imported(make: () => KeyObject, jwk: Record<string, unknown>): KeyObject {
  try {
    return make();
  } catch {
    // The cause is left out: node's message can quote the value of a private member.
    const kty = typeof jwk.kty === 'string' && /^\w{1,16}$/.test(jwk.kty) ? jwk.kty : undefined;
    throw new WorkbenchError(
      'jwk-malformed',
      kty ? `The ${kty} JWK is damaged or incomplete.` : 'The JWK has no "kty".',
      {
        hint: 'Copy the JWK again, whole: "n" and "e" for RSA; "crv", "x" and "y" for EC; and "d" (RSA also "p", "q", "dp", "dq", "qi") where it is private.',
      },
    );
  }
}
