/** Unsigned material for tests: the parts of a token from plain objects. */
export function token(
  payload: object,
  header: object = { alg: 'RS256', typ: 'JWT' },
  signature = 'c2lnbmF0dXJl',
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.${signature}`;
}

/** 2026-11-23 10:00:00Z. */
export const nowMs = 1_795_428_000_000;
export const now = nowMs / 1000;

export const accessClaims = {
  jti: 'j-1',
  iss: 'https://acme.zslogin.net',
  sub: 'iq0000000000a',
  client_id: 'iq0000000000a',
  aud: 'https://api.zscaler.com',
  iat: now - 600,
  exp: now + 720,
  scp: ['Role:API_Role01'],
  'service-info': [{ prd: 'ZIA', rnm: 'API_Role01', tnt: 'acme' }],
};
