// The tenant of the failing set-ups: its API clients, their keys, and the web server with the JWKS of two.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits });
export const [own, other, small] = [rsa(2048), rsa(2048), rsa(1024)];
export const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const pkcs8 = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
export const pkcs1 = (key: KeyObject) => key.export({ type: 'pkcs1', format: 'pem' }).toString();
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

export const secret = 'the-secret-of-the-program-0123456789';
const long = 4_000_000_000;

const bySecret = (value: string, expiresAt = long) => ({ type: 'SECRET', secrets: [{ value, expiresAt }] });
const byKey = (key: KeyObject) => ({ type: 'PUBKEYCERT', keys: [spki(key)] });

/** The API clients of the tenant, as its administrator has defined them. */
function tenant(jwksHost: string) {
  const authentications = {
    plain: bySecret(secret),
    expired: bySecret(secret, 1_700_000_000),
    twice: { type: 'SECRET', secrets: [{ value: 'the-first-secret-0123456789' }, { value: secret }] },
    keyed: byKey(own.publicKey),
    foreign: byKey(other.publicKey),
    small: { type: 'JWKS', url: `${jwksHost}/small` },
    curve: byKey(elliptic.publicKey),
    hosted: { type: 'JWKS', url: `${jwksHost}/own` },
  };
  const clients = Object.entries(authentications).map(([name, authentication]) => ({
    id: idOf(name),
    name,
    roles: { ZIA: 'API_Role01' },
    authentication,
  }));
  const portal = {
    id: idOf('portal'),
    name: 'portal',
    roles: { ZIAM: 'Super Admin' },
    authentication: bySecret(secret),
  };
  return { vanity: 'acme', cloud: 'PRODUCTION', clients: [...clients, portal] };
}

/** Ids have the characters 0 to 9 and a to v. */
export function idOf(name: string): string {
  return `iq${name.replaceAll(/[w-z]/g, 'v')}`.padEnd(13, '0');
}

export interface DeclaredTenant {
  /** The file that declares it to the mock. */
  file: string;
  close(): Promise<void>;
}

/** Writes the tenant's file, and hosts the JWKS. */
export async function declareTenant(): Promise<DeclaredTenant> {
  const folder = await mkdtemp(join(tmpdir(), 'oneapi-ui-set-ups-'));
  const server = createServer(({ url }, answer) => {
    const key = (url === '/small' ? small : own)!.publicKey.export({ format: 'jwk' });
    const jwks = { keys: [{ ...key, kid: 'key-2026', use: 'sig', alg: 'RS256' }] };
    answer.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const file = join(folder, 'tenant.json');
  await writeFile(file, JSON.stringify(tenant(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));
  return {
    file,
    async close() {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
