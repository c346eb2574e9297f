import { WorkbenchError } from '../../errors.js';
import { MAX_KEY_TEXT } from '../../keys/recognise.js';
import { readStart } from '../../read-start.js';
import { requireTrust } from '../workspace-trust.js';

/** Longer than any system's paths. */
const maxPathLength = 4096;

/**
 * A path that an argument object names. Whoever gives the key itself in its place must not find it in the message of
 * an error, or in a log.
 *
 * @throws WorkbenchError `path-invalid`
 */
export function checkedPath(path: string): string {
  const isText = path.length > maxPathLength || /\p{Cc}|PRIVATE KEY|^\s*[{[]/u.test(path);
  if (!isText) return path;
  throw new WorkbenchError('path-invalid', 'What is given as the path of a file is not a path.', {
    hint: 'Give the name of a file. A key itself goes into "privateKey", where the command has that.',
  });
}

/**
 * Reads the file of a key. What is longer than any key comes cut, and is refused by who reads it.
 *
 * @throws WorkbenchError `workspace-not-trusted`, `path-invalid`, or `file-not-read`, which does not say the path: it may
 *   be a secret that was given in the wrong place
 */
export async function readKeyFile(path: string): Promise<Buffer> {
  requireTrust('file');
  try {
    return await readStart(checkedPath(path), MAX_KEY_TEXT + 1);
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new WorkbenchError('file-not-read', `The key file cannot be read (${code}).`, {
      hint: 'Check the path, and that the file is readable for you.',
    });
  }
}
