// The tenant under load: a client of each method, and one for each connection to change.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { jwt } from '../attacks/jwt.js';
import { API, JWT_BEARER, pem } from '../attacks/target.js';

export const SECRET = 'a-secret-for-load-only-0123456789abcdefgh';

const keys = {
  certificate: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  jwks: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};

export const jwksSet = { keys: [{ ...keys.jwks.publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'load' }] };

export type Method = 'secret' | 'certificate' | 'jwks';

export const clientIds: Record<Method, string> = {
  secret: 'iq0000000000a',
  certificate: 'iq0000000000b',
  jwks: 'iq0000000000c',
};

export const ownClientId = (connection: number) => `iq000000001${String(connection).padStart(2, '0')}`;

export function config(connections: number): object {
  const roles = { ZIA: 'API_Role01' };
  const secret = { type: 'SECRET', secrets: [{ value: SECRET }] };
  const certificate = { type: 'PUBKEYCERT', keys: [pem(keys.certificate.publicKey)] };
  // Its URL is told once the mock's own JWKS host has it.
  const jwks = { type: 'JWKS', url: 'http://127.0.0.1:9/jwks.json' };
  return {
    clients: [
      { id: clientIds.secret, name: 'secret', roles, authentication: secret },
      { id: clientIds.certificate, name: 'certificate', roles, authentication: certificate },
      { id: clientIds.jwks, name: 'jwks', roles, authentication: jwks },
      ...Array.from({ length: connections }, (_, index) => ({
        id: ownClientId(index),
        name: `own ${index}`,
        roles,
        authentication: { type: 'SECRET', secrets: [] },
      })),
    ],
  };
}

/** Seconds for which an assertion is used again, of the ten minutes that it is valid. */
const reuse = 60;
const signed = new Map<Method, { text: string; until: number }>();

function assertion(method: 'certificate' | 'jwks'): string {
  const now = Math.floor(Date.now() / 1000);
  const known = signed.get(method);
  if (known !== undefined && known.until > now) return known.text;
  const id = clientIds[method];
  const key: KeyObject = keys[method].privateKey;
  const claims = { iss: id, sub: id, aud: API, exp: now + 600 };
  const text = jwt({ header: method === 'jwks' ? { kid: 'load' } : {}, claims, key });
  signed.set(method, { text, until: now + reuse });
  return text;
}

/** The form fields that authenticate the client of a method. */
export function credentials(method: Method): Record<string, string> {
  const client_id = clientIds[method];
  if (method === 'secret') return { client_id, client_secret: SECRET };
  return { client_id, client_assertion_type: JWT_BEARER, client_assertion: assertion(method) };
}
