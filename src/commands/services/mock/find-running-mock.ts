import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MockEndpoints } from '../../../oauth/environment.js';
import { readStart } from '../../../read-start.js';

/** More than a lock or an admin token has. */
const mostBytes = 4096;

/** A mock that another window or the command line runs on a state folder. */
export interface FoundMock {
  readonly pid: number;
  readonly port: number;
  readonly adminToken: string;
  /** When it took the folder, milliseconds since the epoch. */
  readonly since: number;
}

/**
 * Whether a mock runs on the state folder, by its lock (`lock.<n>` with the highest n names process and port) and its
 * admin token. Reads two small files; whether it answers is for the caller to see.
 */
export async function findRunningMock(folder: string): Promise<FoundMock | undefined> {
  const numbers = (await readdir(folder).catch(() => []))
    .map((name) => /^lock\.(\d{1,9})$/.exec(name)?.[1])
    .filter((number) => number !== undefined)
    .map(Number);
  if (numbers.length === 0) return undefined;
  const file = join(folder, `lock.${Math.max(...numbers)}`);
  const lock = await readJson(file);
  const { pid, port } = lock ?? {};
  if (typeof pid !== 'number' || typeof port !== 'number' || pid === 0 || !isAlive(pid)) return undefined;
  const adminToken = (await readStart(join(folder, 'admin-token'), mostBytes).catch(() => '')).toString().trim();
  const since = (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
  return adminToken === '' ? undefined : { pid, port, adminToken, since };
}

/** The endpoints as the mock's `/info` tells them, where they are complete. */
export function endpointsOf(value: unknown): MockEndpoints | undefined {
  const endpoints = value as Record<keyof MockEndpoints, unknown> | undefined;
  const names = ['http', 'https', 'proxy', 'issuer', 'tokenEndpoint', 'api', 'caFile', 'jwks'] as const;
  if (endpoints === undefined || names.some((name) => typeof endpoints[name] !== 'string')) return undefined;
  return endpoints as MockEndpoints;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function readJson(file: string): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse((await readStart(file, mostBytes)).toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
