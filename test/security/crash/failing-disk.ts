// Disks that refuse writes while the packaged command line serves from them.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freshFolder } from '../files/folder.js';

/** A disk that can be made to refuse, and to take writes again. */
export interface FailingDisk {
  /** What the title of a test says of it. */
  name: string;
  /** What a refusal says. */
  says: RegExp;
  /** Whether a file that is open already may still be written, as that of issued tokens is. */
  takesOpenFiles: boolean;
  prepare(): Promise<PreparedDisk>;
}

export interface PreparedDisk {
  /** The state folder. */
  folder: string;
  /** @param pid of the process that serves */
  fail(pid: number): Promise<void>;
  mend(pid: number): Promise<void>;
  remove(): Promise<void>;
}

function tries(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const run = (command: string, ...args: string[]) => void execFileSync(command, args, { stdio: 'ignore' });

/** A disk of its own in memory, which needs the right to mount. */
async function ownDisk(): Promise<{ folder: string; at: string; remove: () => Promise<void> }> {
  const at = join(await freshFolder(), 'disk');
  await mkdir(at);
  run('mount', '-t', 'tmpfs', '-o', 'size=1m,mode=0700', 'tmpfs', at);
  return { at, folder: join(at, 'state'), remove: async () => run('umount', '--lazy', at) };
}

function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return tries('unshare', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt');
}

const fullDisk: FailingDisk = {
  name: 'a disk that is full',
  says: /there is no space left on its disk \(ENOSPC\)/,
  // Its last page has room yet.
  takesOpenFiles: true,
  async prepare() {
    const { folder, at, remove } = await ownDisk();
    const filler = join(at, 'filler');
    return {
      folder,
      async fail() {
        const file = await open(filler, 'w');
        try {
          // Page after page, to the last one.
          for (;;) await file.write(Buffer.alloc(4096));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        } finally {
          await file.close();
        }
      },
      mend: () => rm(filler),
      remove,
    };
  },
};

/** The soft limit of one process, which its owner may set and lift. */
const fileLimit: FailingDisk = {
  name: 'a limit on the size of files',
  says: /no file may grow any more \(EFBIG\)/,
  takesOpenFiles: false,
  async prepare() {
    return {
      folder: await freshFolder(),
      fail: async (pid) => run('prlimit', '--pid', String(pid), '--fsize=0:'),
      mend: async (pid) => run('prlimit', '--pid', String(pid), '--fsize=unlimited:'),
      remove: async () => undefined,
    };
  },
};

const readOnlyMount: FailingDisk = {
  name: 'a file system that has become read-only',
  says: /its file system is read-only \(EROFS\)/,
  takesOpenFiles: true,
  async prepare() {
    const { folder, remove } = await ownDisk();
    await mkdir(folder, { mode: 0o700 });
    return {
      folder,
      // Over itself: a file system with files that are open for writing cannot become read-only as a whole.
      async fail() {
        run('mount', '--bind', folder, folder);
        run('mount', '-o', 'remount,bind,ro', folder);
      },
      mend: async () => run('umount', folder),
      remove,
    };
  },
};

const readOnlyFolder: FailingDisk = {
  name: 'a folder that has become read-only',
  says: /permission is denied \(EACCES\)/,
  takesOpenFiles: true,
  async prepare() {
    const folder = await freshFolder();
    return {
      folder,
      fail: () => chmod(folder, 0o500),
      mend: () => chmod(folder, 0o700),
      remove: () => chmod(folder, 0o700),
    };
  },
};

/** Those that can be had here: what needs the right to mount, and what needs to have no such right. */
export function failingDisks(): FailingDisk[] {
  const disks: FailingDisk[] = [];
  if (mayMount()) disks.push(fullDisk, readOnlyMount);
  if (process.platform === 'linux' && tries('prlimit', '--version')) disks.push(fileLimit);
  if (process.platform !== 'win32' && process.getuid?.() !== 0) disks.push(readOnlyFolder);
  return disks;
}
