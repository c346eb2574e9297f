import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { WorkbenchError } from '../errors.js';
import { readStart } from '../read-start.js';
import { LIMITS } from '../zidentity/limits.js';
import type { ConfigSources } from '../zidentity/tenant/config-sources.js';
import type { Terminal } from './terminal.js';

export interface ConfigFile {
  config: unknown;
  sources: ConfigSources;
}

/** Reads the JSON of `--config`. @throws WorkbenchError `config-unreadable`, `config-invalid` */
export async function readConfigFile(file: string, terminal: Pick<Terminal, 'env' | 'cwd'>): Promise<ConfigFile> {
  const path = resolve(terminal.cwd(), file);
  const text = await readBounded(path);
  let config: unknown;
  try {
    config = JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch (cause) {
    throw new WorkbenchError('config-invalid', `${path}: $: is not JSON${placeOf(cause as Error, text)}.`, {
      hint: 'JSON has neither comments nor trailing commas, and double quotes alone.',
    });
  }
  return {
    config,
    sources: { env: terminal.env, configDir: dirname(path), readFile: (name) => readBounded(name) },
  };
}

async function readBounded(path: string): Promise<string> {
  const isFile = await stat(path).then(
    // A shell hands over the output of a program as a pipe, whose size nobody knows.
    (stats) => stats.isFile() || stats.isFIFO(),
    (cause: NodeJS.ErrnoException) => {
      throw unreadable(path, cause.code === 'ENOENT' ? 'does not exist' : `cannot be read (${cause.code})`, cause);
    },
  );
  if (!isFile) throw unreadable(path, 'is not a file');
  const content = await readStart(path, LIMITS.configFileBytes + 1).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(path, `cannot be read (${cause.code})`, cause);
  });
  if (content.length > LIMITS.configFileBytes) {
    throw unreadable(path, `is larger than ${LIMITS.configFileBytes} bytes`);
  }
  return content.toString('utf8');
}

function unreadable(path: string, what: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('config-unreadable', `${path} ${what}.`, {
    hint: 'Give --config the path of a JSON file that declares the tenant.',
    cause,
  });
}

/** The parser's own message quotes the text, which may hold a secret: only the place is taken from it. */
function placeOf(error: Error, text: string): string {
  const position = /at position (\d+)/.exec(error.message)?.[1];
  if (position === undefined) return text.trim() === '' ? ': it is empty' : ': it ends early';
  const before = text.slice(0, Number(position)).split('\n');
  return `, line ${before.length}, column ${(before.at(-1) as string).length + 1}`;
}
