import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(process.cwd(), 'test', 'unit', 'keys', 'fixtures');

/** The bytes of a file beside these tests, made by openssl. */
export function bytesOf(name: string): Buffer {
  return readFileSync(join(folder, name));
}

export function textOf(name: string): string {
  return bytesOf(name).toString('utf8');
}
