import { randomBytes } from 'node:crypto';

const poolBytes = 4096;
const smallBytes = 64;

/**
 * Random bytes from the system. Small amounts come from a pool, since asking for 16 bytes costs as much as for 4096,
 * and every token needs some. What was handed out is erased from the pool.
 */
export function createRandomPool(): (size: number) => Buffer {
  let pool: Buffer = Buffer.alloc(0);
  let used = 0;
  return (size) => {
    if (size > smallBytes) return randomBytes(size);
    if (used + size > pool.length) {
      pool = randomBytes(poolBytes);
      used = 0;
    }
    const part = Buffer.from(pool.subarray(used, used + size));
    pool.fill(0, used, used + size);
    used += size;
    return part;
  };
}
