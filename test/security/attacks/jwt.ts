import { createHmac, createSign, type KeyObject } from 'node:crypto';

export const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export interface Parts {
  header?: Record<string, unknown> | string;
  claims: Record<string, unknown> | string;
  /** Signs RS256 or ES256, whatever the header says. */
  key?: KeyObject;
  /** Makes an HMAC instead. */
  mac?: { secret: string | Buffer; hash?: string };
  /** In place of any signature. */
  signature?: string;
  encoding?: 'ieee-p1363' | 'der';
}

/** Puts a JWT together, right or wrong. Where the header is text it is taken as it is. */
export function jwt({ header = {}, claims, key, mac, signature, encoding = 'ieee-p1363' }: Parts): string {
  const alg = key?.asymmetricKeyType === 'ec' ? 'ES256' : 'RS256';
  const input = `${part(typeof header === 'string' ? header : { alg, typ: 'JWT', ...header })}.${part(claims)}`;
  if (signature !== undefined) return `${input}.${signature}`;
  if (mac !== undefined) {
    return `${input}.${createHmac(mac.hash ?? 'sha256', mac.secret)
      .update(input)
      .digest('base64url')}`;
  }
  if (key === undefined) return `${input}.`;
  return `${input}.${createSign('sha256').update(input).sign({ key, dsaEncoding: encoding }, 'base64url')}`;
}

/** The token with other claims in it; the signature stays. */
export function withClaims(token: string, change: Record<string, unknown>): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  return `${header}.${part({ ...claims, ...change })}.${signature}`;
}

export function headerOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
}

export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
}
