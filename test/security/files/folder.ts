import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMock } from '../../../src/zidentity/start.js';
import { ask } from '../attacks/wire.js';

export const SECRET = 'a-secret-that-is-long-enough-to-be-one';
export const SECRET_CLIENT = 'iq0000000000a';

const folders: string[] = [];
let made: Promise<string> | undefined;

export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oneapi-security-'));
  folders.push(folder);
  return folder;
}

/** A state folder with a client, a token, a revocation, a signing key and a published set. Made once; copy it. */
export function madeFolder(): Promise<string> {
  made ??= make();
  return made;
}

async function make(): Promise<string> {
  const folder = await freshFolder();
  const authentication = { type: 'SECRET', secrets: [{ value: SECRET }] };
  const config = { clients: [{ id: SECRET_CLIENT, name: 'one', authentication }] };
  const mock = await startMock({ port: 0, stateDir: folder, config });
  const port = Number(new URL(mock.endpoints.http).port);
  const body = `grant_type=client_credentials&client_id=${SECRET_CLIENT}&client_secret=${SECRET}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  for (let count = 0; count < 3; count += 1) {
    await ask(port, { method: 'POST', path: '/oauth2/v1/token', headers, body });
  }
  const { text } = await ask(port, { path: '/_mock/v1/tokens?limit=1', token: mock.adminToken });
  const [{ jti }] = (JSON.parse(text) as { records: [{ jti: string }] }).records;
  await ask(port, { method: 'POST', path: `/_mock/v1/tokens/${jti}/revoke`, token: mock.adminToken });
  await mock.stop();
  return folder;
}

export async function copyOf(folder: string): Promise<string> {
  const copy = await freshFolder();
  await cp(folder, copy, { recursive: true });
  return copy;
}

export async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  made = undefined;
}
