import { WorkbenchError } from '../../errors.js';
import type { StateFiles } from './state-files.js';

/** How a JSON file of the state folder is read: `{"version": n, "<member>": …}`. */
export interface VersionedForm<T> {
  fileName: string;
  member: string;
  /** The version that this program writes. */
  version: number;
  /** From the version that is the key to the next one. */
  migrations: Record<number, (stored: unknown) => unknown>;
  /** What is whole of the content, and what is not. */
  read(stored: unknown): { value?: T; problem?: string };
}

/**
 * Reads a file, brings an older version up to date and checks it. A file with damage is kept aside and reported;
 * what is whole of it is returned.
 */
export async function readVersioned<T>(
  files: StateFiles,
  form: VersionedForm<T>,
  now: () => number,
  warn: (message: string) => void,
): Promise<T | undefined> {
  const data = await readOr(tooLarge, files, form.fileName);
  if (data === undefined) return undefined;
  const { value, problem } = data === tooLarge ? { problem: 'it is too large' } : interpret(data, form);
  if (problem !== undefined) {
    const aside = await files.keepAside(form.fileName, new Date(now()));
    const rest = value === undefined ? 'Nothing could be used of it.' : 'The rest of it is used.';
    warn(`${form.fileName} was damaged (${problem}). It is kept as ${aside}. ${rest}`);
  }
  return value;
}

const tooLarge = Symbol('too large');

/** A file, or what stands for one that is too large to be read. */
export async function readOr<T>(instead: T, files: StateFiles, name: string): Promise<Buffer | T | undefined> {
  try {
    return await files.read(name);
  } catch (error) {
    if (error instanceof WorkbenchError && error.code === 'state-file-too-large') return instead;
    throw error;
  }
}

function interpret<T>(data: Buffer, form: VersionedForm<T>): { value?: T; problem?: string } {
  let file: unknown;
  try {
    file = JSON.parse(data.toString('utf8'));
  } catch {
    return { problem: 'it is not JSON' };
  }
  const { version, [form.member]: content } = (file ?? {}) as Record<string, unknown>;
  if (typeof version !== 'number' || !Number.isInteger(version)) return { problem: 'its version is missing' };
  if (version > form.version) return { problem: `a newer program wrote it, in version ${version}` };
  let stored = content;
  try {
    for (let from = version; from < form.version; from += 1) {
      const migrate = form.migrations[from];
      if (migrate === undefined) return { problem: `its version ${from} is unknown` };
      stored = migrate(stored);
    }
    return form.read(stored);
  } catch {
    return { problem: `its version ${version} could not be brought up to date` };
  }
}
