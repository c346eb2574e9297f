import { findPemBlocks } from '../../keys/pem.js';
import { readPrivateKey } from '../../keys/read.js';
import { unescapePem } from '../../keys/recognise.js';
import { writePrivateKey } from '../../keys/write.js';

export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** An RSA key of 16384 bits has about 13,000 characters. */
const maxPemLength = 20_000;

/**
 * The same private key as PKCS#8, in the place of the PEM block that begins at an offset; on one line with `\n`, and
 * with the indentation, where the block was so. Undefined where there is no such block.
 *
 * @throws WorkbenchError where the key can't be read
 */
export function pkcs8Edit(text: string, start: number): TextEdit | undefined {
  const stretch = text.slice(start, start + maxPemLength);
  const end = /-----END [A-Z0-9 ]{1,40}-----/.exec(stretch);
  if (!stretch.startsWith('-----BEGIN ') || end === null) return undefined;
  const written = stretch.slice(0, end.index + end[0].length);
  const escaped = !written.includes('\n') && written.includes('\\n');
  const [block] = findPemBlocks(escaped ? unescapePem(written) : written);
  if (block === undefined) return undefined;
  const lines = writePrivateKey(readPrivateKey(block.pem)).trim().split('\n');
  const indentation = /\n([ \t]*)/.exec(written)?.[1] ?? '';
  return {
    start,
    end: start + written.length,
    text: lines.join(escaped ? '\\n' : `${written.includes('\r\n') ? '\r\n' : '\n'}${indentation}`),
  };
}
