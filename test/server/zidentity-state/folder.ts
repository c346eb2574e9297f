// State folders that end with the test, and disks that fail on demand.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenState, openState, type StateOptions } from '../../../src/zidentity/state/open-state.js';
import { type LogFile, openStateFiles, type StateFiles } from '../../../src/zidentity/state/state-files.js';
import { builtInTenant } from '../../../src/zidentity/tenant/built-in-tenant.js';

export const NOW = 1_800_000_000;

export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'state-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Opened extends OpenState {
  warnings: string[];
}

export async function open(folder: string, more: Partial<StateOptions> = {}): Promise<Opened> {
  const warnings: string[] = [];
  const state = await openState({
    folder,
    initialTenant: () => builtInTenant(),
    now: () => NOW * 1000,
    realNow: () => NOW * 1000,
    randomBytes: (size) => Buffer.alloc(size, 7),
    warn: (message) => warnings.push(message),
    onChange: () => undefined,
    ...more,
  });
  return Object.assign(state, { warnings });
}

/** A disk that is full while `full` is set. */
export class Disk {
  full: string | undefined;
  /** Bytes of the next write that still fit. */
  partial = 0;

  readonly openFiles = async (folder: string): Promise<StateFiles> => {
    const files = await openStateFiles(folder);
    const check = () => {
      if (this.full !== undefined) throw Object.assign(new Error('write failed'), { code: this.full });
    };
    const { notWritten } = await import('../../../src/zidentity/state/state-files.js');
    return {
      ...files,
      write: async (name, data) => {
        try {
          check();
        } catch (error) {
          throw notWritten(folder, error);
        }
        await files.write(name, data);
      },
      open: async (name) => this.logOn(await files.open(name), check),
    };
  };

  private logOn(file: LogFile, check: () => void): LogFile {
    return {
      ...file,
      write: async (data, position) => {
        if (this.full !== undefined && this.partial > 0) await file.write(data.subarray(0, this.partial), position);
        check();
        await file.write(data, position);
      },
    };
  }
}

export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
