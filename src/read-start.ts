import { open } from 'node:fs/promises';

const chunkBytes = 64 * 1024;

/**
 * Reads a file, pipe or device from its start, up to `maxBytes`: what comes behind is not looked at, so that nothing
 * that is named to a reader can fill the memory. A reader with a bound of n asks for n + 1, and sees what is longer.
 */
export async function readStart(path: string, maxBytes: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let left = maxBytes;
    while (left > 0) {
      const chunk = Buffer.allocUnsafe(Math.min(left, chunkBytes));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) break;
      chunks.push(chunk.subarray(0, bytesRead));
      left -= bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}
