// What the commands are run on: API clients of each method at the mock, and a tenant that answers badly.
import { generateKeyPairSync } from 'node:crypto';
import type { Workbench } from '../support/workbench.js';
import type { HostileTenant } from './hostile-tenant.js';
import type { Markers } from './markers.js';
import { takeCopied } from './places.js';

export interface World {
  workbench: Workbench;
  markers: Markers;
  tenant: HostileTenant;
  /** API clients of the mock by their method. */
  clients: { SECRET: string; JWKS: string; PUBKEYCERT: string };
  /** Credentials of no API client of the mock. */
  own: { secret: string; privateKey: string; encryptedKey: string; passphrase: string; jwk: string };
  /** A folder outside of all that is searched, where a person asks to save to. */
  asked: string;
  /** The access token that was issued last. */
  token: { accessToken: string; jti: string };
}

/** A secret with what is escaped somewhere: quotes, a backslash, spaces, percent, plus. */
const ownSecret = String.raw`Zq7"mark\ er's%2B+secret&value=1/${'k'.repeat(4)}é9`;

export function ownCredentials(markers: Markers): World['own'] {
  const { privateKey: pair } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const passphrase = 'q7Zk-a-passphrase-that-is-marked';
  const own = {
    secret: ownSecret,
    passphrase,
    privateKey: pair.export({ type: 'pkcs8', format: 'pem' }).toString(),
    encryptedKey: pair.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString(),
    jwk: JSON.stringify(pair.export({ format: 'jwk' })),
  };
  markers.addSecret('the imported secret', own.secret);
  markers.addSecret('the passphrase', passphrase);
  markers.addPrivateKey('the imported private key', own.privateKey);
  for (const line of own.encryptedKey.split('\n').slice(2, -2)) markers.addSecret('the encrypted key', line);
  return own;
}

/** Adds an API client of each method, gets a token, and marks all their credentials. */
export async function addClients({ workbench, markers }: Pick<World, 'workbench' | 'markers'>) {
  const { probe, page } = workbench;
  const clients = {} as World['clients'];
  for (const auth of ['SECRET', 'JWKS', 'PUBKEYCERT'] as const) {
    const { id } = await probe.command<{ id: string }>('oneapi.client.add', {
      name: `marked ${auth}`,
      auth,
      scopes: ['ZIA:API_Role01'],
    });
    clients[auth] = id;
    await markCredential(workbench, markers, id);
  }
  await takeCopied(page);
  return clients;
}

/** Marks the credential that is stored of an API client, as a person gets at it. */
export async function markCredential({ probe, page }: Workbench, markers: Markers, clientId: string): Promise<void> {
  await takeCopied(page);
  await probe.command('oneapi.client.copyCredential', { clientId });
  const [credential = ''] = await takeCopied(page);
  if (credential.includes('PRIVATE KEY')) markers.addPrivateKey(`the private key of ${clientId}`, credential);
  else markers.addSecret(`the secret of ${clientId}`, credential);
}

export async function getToken({ workbench, markers }: Pick<World, 'workbench' | 'markers'>, clientId: string) {
  const token = await workbench.probe.command<World['token']>('oneapi.token.get', { clientId });
  markers.addToken('an access token', token.accessToken);
  return token;
}
