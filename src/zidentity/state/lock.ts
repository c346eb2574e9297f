import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, open, readdir, readFile, realpath, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkbenchError } from '../../errors.js';
import { notWritten } from './state-files.js';

/**
 * One process a state folder. The lock is the file `lock.<n>` with the highest n: who takes over from a dead process
 * makes `lock.<n+1>` by a hard link, which exactly one of many can. Files are never removed but by a later holder and
 * two numbers behind, and the highest never is, so numbers only rise and no late-comer mistakes an old lock for
 * the present one. A holder that ends well marks its file as released.
 */
export interface FolderLock {
  /** Says in the lock where the mock is reached, for the message that a second process gives. */
  setPort(port: number): Promise<void>;
  release(): Promise<void>;
}

/** The state folder is held by a running process. */
export class FolderTakenError extends WorkbenchError {
  readonly pid: number;
  /** Absent while the holder is still starting. */
  readonly port: number | undefined;

  constructor(folder: string, holder: LockContent, file: string) {
    const where = holder.port === undefined ? 'which is starting' : `which serves on port ${holder.port}`;
    super('state-folder-taken', `The state folder ${folder} is used by process ${holder.pid}, ${where}.`, {
      hint: `Use that mock, stop it, or choose another state folder. If no such process is a mock, delete ${file}.`,
    });
    this.pid = holder.pid;
    this.port = holder.port;
  }
}

interface LockContent {
  /** 0 once released. */
  pid: number;
  port?: number;
  /** When the process started, as the system counts it, so that a number used again is recognised. */
  started?: string;
  /** Unique to the holder. */
  holder: string;
}

const lockForm = /^lock\.(\d{1,9})$/;

const draftForm = /^lock\.[0-9a-f-]{36}\.tmp$/;

/** Locks held by this process: its own number would look alive in a file that an earlier run left. */
const heldHere = new Set<string>();

/** Clock ticks since boot at which a process started (proc(5), field 22), where the system tells. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function isAlive(content: LockContent): boolean {
  if (content.pid === 0) return false;
  if (content.pid === process.pid) return heldHere.has(content.holder);
  try {
    process.kill(content.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const started = startOf(content.pid);
  return content.started === undefined || started === undefined || started === content.started;
}

async function highest(folder: string): Promise<number> {
  let number = 0;
  for (const name of await readdir(folder)) {
    const match = lockForm.exec(name);
    if (match !== null) number = Math.max(number, Number(match[1]));
  }
  return number;
}

async function readLock(file: string): Promise<LockContent | undefined> {
  try {
    const content = JSON.parse(await readFile(file, 'utf8')) as LockContent;
    return typeof content.pid === 'number' && typeof content.holder === 'string' ? content : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the folder, or says who has it.
 * @throws FolderTakenError `state-folder-taken`; WorkbenchError `state-not-written`
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  try {
    return await take(await realpath(path));
  } catch (error) {
    throw notWritten(path, error);
  }
}

async function take(folder: string): Promise<FolderLock> {
  const holder = randomUUID();
  const content: LockContent = { pid: process.pid, holder };
  const started = startOf(process.pid);
  if (started !== undefined) content.started = started;
  const draft = join(folder, `lock.${holder}.tmp`);
  // Before anything is visible: another mock of this very process must not take it for something left behind.
  heldHere.add(holder);
  try {
    await writeSynced(draft, content);
    for (;;) {
      const number = await highest(folder);
      const current = join(folder, `lock.${number}`);
      const present = number === 0 ? undefined : await readLock(current);
      if (present !== undefined && isAlive(present)) throw new FolderTakenError(folder, present, current);
      const mine = join(folder, `lock.${number + 1}`);
      if (!(await linked(draft, mine))) continue;
      if ((await highest(folder)) === number + 1) {
        await sweep(folder, number - 1);
        return holding(folder, mine, content);
      }
      // A stalled start: others went on meanwhile.
      await unlink(mine);
    }
  } catch (error) {
    heldHere.delete(holder);
    throw error;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes locks up to a number, which are long superseded, and drafts of processes that are gone. */
async function sweep(folder: string, upTo: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const match = lockForm.exec(name);
    const file = join(folder, name);
    const superseded = match !== null && Number(match[1]) <= upTo;
    if (superseded || (draftForm.test(name) && (await isAbandoned(file)))) await unlink(file).catch(() => undefined);
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const content = await readLock(file);
  return content !== undefined && !isAlive(content);
}

async function writeSynced(file: string, content: LockContent): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(content));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function holding(folder: string, file: string, first: LockContent): FolderLock {
  let content = first;
  async function rewrite(next: LockContent): Promise<void> {
    content = next;
    const draft = join(folder, `lock.${content.holder}.tmp`);
    await writeSynced(draft, content);
    await rename(draft, file);
  }
  return {
    setPort: (port) => rewrite({ ...content, port }),
    async release() {
      // Where the folder is gone or full the process's end releases the lock just as well.
      await rewrite({ pid: 0, holder: content.holder }).catch(() => undefined);
      heldHere.delete(content.holder);
    },
  };
}
