import { createHash, timingSafeEqual } from 'node:crypto';

/** The token that opens the admin API and everything under `/_mock/v1/`. */
export interface AdminToken {
  readonly value: string;
  /** Whether an `Authorization` header brings it as bearer; compared in constant time. */
  matches(authorization: string | undefined): boolean;
}

export function adminTokenOf(value: string): AdminToken {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(value);
  return {
    value,
    matches(authorization) {
      // RFC 9110 §11.1: the scheme's name knows no case.
      const bearer = /^bearer +([^ ]+) *$/i.exec(authorization ?? '')?.[1];
      return bearer !== undefined && timingSafeEqual(digest(bearer), expected);
    },
  };
}

/** 43 characters, 256 bits. */
export function newAdminToken(randomBytes: (size: number) => Buffer): AdminToken {
  return adminTokenOf(randomBytes(32).toString('base64url'));
}
