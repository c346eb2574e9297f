import { constants } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkbenchError } from '../../errors.js';
import { LIMITS } from '../limits.js';

/** The files of a state folder, handed in so that a full disk can be played in tests. */
export interface StateFiles {
  /** Where the files are, for messages. */
  readonly folder: string;
  /** Undefined where there is none. @throws WorkbenchError `state-file-too-large`, `state-not-read` */
  read(name: string): Promise<Buffer | undefined>;
  /** Replaces the file at once and durably (mode 0600): after a crash it is the old one or the new one, whole. */
  write(name: string, data: string | Buffer): Promise<void>;
  /** Replaces the file like `write`, with data that comes in parts. */
  writeParts(name: string, parts: AsyncIterable<Buffer>): Promise<void>;
  /** Keeps a damaged file under a name of its own (mode 0600) and says which; nothing is overwritten. */
  keepAside(name: string, at: Date): Promise<string>;
  /** Removes what writes that a crash cut short left behind. Only for who holds the folder. */
  sweep(): Promise<void>;
  /** Opens a file to write at positions, made where there is none (mode 0600). */
  open(name: string): Promise<LogFile>;
}

export interface LogFile {
  write(data: Buffer, position: number): Promise<void>;
  truncate(size: number): Promise<void>;
  /** What was written survives a loss of power. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

const reasons: Record<string, string> = {
  ENOSPC: 'there is no space left on its disk',
  EDQUOT: 'the quota of its disk is used up',
  EFBIG: 'no file may grow any more',
  EROFS: 'its file system is read-only',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOENT: 'the folder is gone',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
};

/** The error that refuses a change which could not be made durable. */
export function notWritten(folder: string, cause: unknown): WorkbenchError {
  if (cause instanceof WorkbenchError) return cause;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? 'unknown error';
  return new WorkbenchError(
    'state-not-written',
    `The state folder ${folder} cannot be written: ${reasons[code] ?? 'the system refused it'} (${code}). Nothing was changed.`,
    { hint: 'Make room or give write permission, then try again; or start the mock with another state folder.', cause },
  );
}

/** A file and nothing else, and no more of it than there may be. */
async function readWhole(path: string): Promise<Buffer> {
  // A pipe without a writer would keep a reader waiting for ever.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new Error('It is no file.');
    if (stats.size > LIMITS.stateFileBytes) {
      throw new WorkbenchError(
        'state-file-too-large',
        `The file ${path} of the state has more than ${LIMITS.stateFileBytes} bytes.`,
      );
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function writeWhole(handle: FileHandle, data: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < data.length) {
    const { bytesWritten } = await handle.write(data, done, data.length - done, position + done);
    done += bytesWritten;
  }
}

const temporaryForm = /\.\d+-\d+\.tmp$/;

/** Files of a folder on disk; the folder is made (mode 0700) where there is none. */
export async function openStateFiles(folder: string): Promise<StateFiles> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw notWritten(folder, error);
  }
  let lastTemporary = 0;

  /** A rename is durable once the folder is. Windows cannot open folders, and needs not. */
  async function syncFolder(): Promise<void> {
    if (process.platform === 'win32') return;
    const handle = await open(folder, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async function writeParts(name: string, parts: AsyncIterable<Buffer>): Promise<void> {
    lastTemporary += 1;
    const temporary = join(folder, `${name}.${process.pid}-${lastTemporary}.tmp`);
    try {
      const handle = await open(temporary, 'w', 0o600);
      try {
        let position = 0;
        for await (const part of parts) {
          await writeWhole(handle, part, position);
          position += part.length;
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, join(folder, name));
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw notWritten(folder, error);
    }
    await syncFolder().catch((error: unknown) => {
      throw notWritten(folder, error);
    });
  }

  return {
    folder,
    async read(name) {
      try {
        return await readWhole(join(folder, name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        if (error instanceof WorkbenchError) throw error;
        throw new WorkbenchError('state-not-read', `${join(folder, name)} cannot be read.`, {
          hint: 'Give read permission, or start the mock with another state folder.',
          cause: error,
        });
      }
    },
    write: (name, data) => writeParts(name, once(Buffer.from(data))),
    writeParts,
    async keepAside(name, at) {
      const stamp = at.toISOString().replaceAll(':', '-');
      for (let attempt = 0; ; attempt += 1) {
        const aside = `${name}.damaged-${stamp}${attempt === 0 ? '' : `-${attempt}`}`;
        try {
          // link refuses a name that exists, where rename would overwrite it.
          await link(join(folder, name), join(folder, aside));
          await unlink(join(folder, name));
          const handle = await open(join(folder, aside), 'r');
          await handle.chmod(0o600).finally(() => handle.close());
          return aside;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw notWritten(folder, error);
        }
      }
    },
    async sweep() {
      for (const name of await readdir(folder)) {
        if (temporaryForm.test(name)) await unlink(join(folder, name)).catch(() => undefined);
      }
    },
    async open(name) {
      const handle = await open(join(folder, name), constants.O_RDWR | constants.O_CREAT, 0o600).catch(
        (error: unknown) => {
          throw notWritten(folder, error);
        },
      );
      return {
        write: (data, position) => writeWhole(handle, data, position),
        truncate: (size) => handle.truncate(size),
        sync: () => handle.datasync(),
        close: () => handle.close(),
      };
    },
  };
}

async function* once(data: Buffer): AsyncGenerator<Buffer> {
  yield data;
}
