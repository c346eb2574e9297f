import { sign } from 'node:crypto';
import type { SigningKey } from '../state/signing-keys.js';
import type { TokenProfile } from '../state/token-store.js';

/** The parts of a token that are the same for all of a profile: everything but jti, iat and exp. */
interface Frame {
  /** Encoded, with its dot. */
  header: string;
  /** JSON text before and after the claims that differ. */
  before: string;
  after: string;
}

const frames = new WeakMap<TokenProfile, Frame>();

function frameOf(profile: TokenProfile): Frame {
  let frame = frames.get(profile);
  if (frame === undefined) {
    const header = JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: profile.kid });
    const first = { iss: profile.issuer, sub: profile.clientId, aud: profile.audience, client_id: profile.clientId };
    const last = {
      scp: profile.scopes.map((scope) => scope.name),
      // The one publicly confirmed custom claim: product, role name and tenant of each role.
      'service-info': profile.scopes.map(({ service, role, orgName }) => ({ prd: service, rnm: role, tnt: orgName })),
    };
    frame = {
      header: `${Buffer.from(header).toString('base64url')}.`,
      before: JSON.stringify(first).slice(0, -1),
      after: `,${JSON.stringify(last).slice(1)}`,
    };
    frames.set(profile, frame);
  }
  return frame;
}

/**
 * Signs an access token, RS256. The same input always gives the same token (RSASSA-PKCS1-v1_5 has no randomness),
 * so a token need not be kept to be shown again.
 *
 * @param issuedAt epoch seconds; so is `expiresAt`
 */
export function signAccessToken(
  profile: TokenProfile,
  jti: string,
  issuedAt: number,
  expiresAt: number,
  key: SigningKey,
): Promise<string> {
  const { header, before, after } = frameOf(profile);
  const claims = `${before},"jti":"${jti}","iat":${issuedAt},"exp":${expiresAt}${after}`;
  const input = header + Buffer.from(claims, 'utf8').toString('base64url');
  return new Promise((resolve, reject) => {
    // With a callback it runs in the thread pool, so that a second core signs while this one answers.
    sign('sha256', Buffer.from(input, 'latin1'), key.privateKey, (error, signature) => {
      if (error === null) resolve(`${input}.${signature.toString('base64url')}`);
      else reject(error);
    });
  });
}

/** A random UUID (RFC 9562 §5.4) of the randomness that is handed in. */
export function newJti(randomBytes: (size: number) => Buffer): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
