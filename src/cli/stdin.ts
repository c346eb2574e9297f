import { usageError } from './exit-code.js';
import type { Terminal } from './terminal.js';

const maxBytes = 64 * 1024;

/**
 * Reads a credential from standard input, without the line break that echo(1) and editors put behind it.
 * @param patienceMs how long to wait for its first byte; for ever where undefined
 * @returns undefined where nothing came
 * @throws WorkbenchError `usage` where it is far too long
 */
export async function readCredential(stdin: Terminal['stdin'], patienceMs?: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = patienceMs === undefined ? undefined : setTimeout(() => stdin.destroy(), patienceMs);
  try {
    for await (const chunk of stdin as AsyncIterable<Buffer | string>) {
      clearTimeout(timer);
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) throw usageError('What standard input holds is too long for a credential.');
      chunks.push(bytes);
    }
  } catch (error) {
    // Given up on: a destroyed stream ends its reading with an error.
    if (size > 0) throw error;
  } finally {
    clearTimeout(timer);
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  return text === '' ? undefined : text;
}
