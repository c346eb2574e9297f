import { compactVerify } from 'jose/jws/compact/verify';
import { WorkbenchError } from '../errors.js';
import { decodeJwt } from './decode.js';
import { type TokenState, tokenState } from './state.js';

/**
 * What is known of a token's signature. `verified` says who signed it, not that it is in force: that is in `state`.
 */
export type Verification =
  | { readonly status: 'verified'; readonly alg: string; readonly kid?: string; readonly state: TokenState }
  | { readonly status: 'invalid'; readonly reason: string }
  | { readonly status: 'no-matching-key'; readonly reason: string };

/** Each algorithm with the only kind of key it may be verified with (RFC 7518 §3.1, RFC 8725 §3.1). */
const ALGORITHMS: Readonly<Record<string, { kty: string; crv?: string }>> = {
  RS256: { kty: 'RSA' },
  RS384: { kty: 'RSA' },
  RS512: { kty: 'RSA' },
  PS256: { kty: 'RSA' },
  PS384: { kty: 'RSA' },
  PS512: { kty: 'RSA' },
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  ES512: { kty: 'EC', crv: 'P-521' },
};

const MAX_KEYS = 100;
type AnyJwk = Readonly<Record<string, unknown>>;

/**
 * Verifies a token's signature with the keys of a JWKS. Only asymmetric algorithms; `none` and HS* never pass, a
 * `crit` header is refused, and keys that the token itself brings (`jwk`, `jku`, `x5c`, `x5u`) are not looked at.
 * Where the token names a `kid` that the set has, only keys of that name are tried, else every fitting key.
 *
 * Makes no network request. Never throws for a bad token or JWKS: that is a result.
 */
export async function verifyJwt(
  token: string,
  jwks: { readonly keys: readonly object[] },
  options: { nowMs: number },
): Promise<Verification> {
  let decoded: ReturnType<typeof decodeJwt>;
  try {
    decoded = decodeJwt(token);
  } catch (error) {
    if (error instanceof WorkbenchError) return { status: 'invalid', reason: error.message };
    throw error;
  }
  const { header, payload } = decoded;
  const refusal = refusedHeader(header);
  if (refusal) return { status: 'invalid', reason: refusal };
  const alg = header.alg as string;
  const { candidates, reason } = candidateKeys(Array.isArray(jwks?.keys) ? jwks.keys : [], alg, header.kid);
  if (candidates.length === 0) return { status: 'no-matching-key', reason };
  let unusable: string | undefined;
  let tried = 0;
  for (const jwk of candidates) {
    try {
      await compactVerify(token, publicMembers(jwk, alg), { algorithms: [alg] });
      const state = tokenState(payload, options.nowMs);
      return { status: 'verified', alg, ...(typeof jwk.kid === 'string' ? { kid: jwk.kid } : {}), state };
    } catch (error) {
      if (isCode(error, 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED')) tried++;
      else unusable = 'The key in the JWKS is damaged or too small for the algorithm.';
    }
  }
  if (tried === 0) return { status: 'no-matching-key', reason: unusable! };
  return {
    status: 'invalid',
    reason:
      tried === 1
        ? 'The signature does not match the key: the token was changed, or signed by another key.'
        : `The signature matches none of the ${tried} keys that fit.`,
  };
}

function refusedHeader(header: AnyJwk): string | undefined {
  const { alg } = header;
  if (typeof alg !== 'string') return 'The header names no algorithm ("alg").';
  if (alg.toLowerCase() === 'none') return 'The token is not signed ("alg": "none"): anybody can have written it.';
  if (/^HS\d/i.test(alg))
    return `The token is signed with a shared secret (${alg.slice(0, 8)}); public keys can't verify that.`;
  if (!Object.hasOwn(ALGORITHMS, alg)) return 'The header names an algorithm that is not supported here.';
  // RFC 7515 §4.1.11: who does not understand a critical extension must refuse the token. None is understood here.
  if (Object.hasOwn(header, 'crit')) return 'The header demands extensions ("crit") that are not understood here.';
  return undefined;
}

function candidateKeys(keys: readonly AnyJwk[], alg: string, kid: unknown): { candidates: AnyJwk[]; reason: string } {
  const { kty, crv } = ALGORITHMS[alg]!;
  const all = keys.slice(0, MAX_KEYS).filter((jwk) => typeof jwk === 'object' && jwk !== null);
  const named = kid === undefined ? all : all.filter((jwk) => jwk.kid === kid);
  // A kid is a hint (RFC 7515 §4.1.4): keys that have no name of their own may still be the one.
  const considered = named.length > 0 ? named : all.filter((jwk) => jwk.kid === undefined);
  const candidates = considered.filter(
    (jwk) =>
      jwk.kty === kty &&
      (crv === undefined || jwk.crv === crv) &&
      (jwk.alg === undefined || jwk.alg === alg) &&
      (jwk.use === undefined || jwk.use === 'sig') &&
      (jwk.key_ops === undefined || (Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify'))),
  );
  if (all.length === 0) return { candidates, reason: 'The JWKS has no keys.' };
  if (considered.length === 0)
    return { candidates, reason: 'The JWKS has no key with the "kid" that the token names.' };
  return {
    candidates,
    reason:
      named.length > 0 && kid !== undefined
        ? `The JWKS has no key that fits ${alg} under the "kid" that the token names.`
        : `The JWKS has no key that fits ${alg}.`,
  };
}

/** jose keeps the imported key with the object it was given, so the same JWK has to give the same object again. */
const imported = new WeakMap<AnyJwk, PublicJwk>();
type PublicJwk = { kty: string; alg: string } & Record<string, unknown>;

/** The public members alone: a private JWK in the set must not turn into a key that could sign. */
function publicMembers(jwk: AnyJwk, alg: string): PublicJwk {
  const known = imported.get(jwk);
  if (known?.alg === alg) return known;
  const { kty, crv, x, y, n, e } = jwk;
  const key = kty === 'RSA' ? { kty, n, e, alg } : { kty: kty as string, crv, x, y, alg };
  imported.set(jwk, key);
  return key;
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === code;
}
