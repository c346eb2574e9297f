import type { JtiPrefix } from './jti.js';

/** Tokens of one chunk; also the number that is forgotten at once where there are too many. */
export const CHUNK_ROWS = 65_536;

const slots = CHUNK_ROWS * 2;
const slotMask = slots - 1;

/**
 * Up to 65,536 issued tokens as columns of numbers: 40 bytes a token with its index, where objects would take
 * ten times that. The index is a hash table with open addressing over the jti.
 */
export class TokenChunk {
  rows = 0;
  /** How many of them are revoked. */
  revokedRows = 0;
  /** The least and greatest of each time, so that a search passes by chunks that it need not look into. */
  readonly times = { issuedFrom: 0xffff_ffff, issuedTo: 0, expiresFrom: 0xffff_ffff, expiresTo: 0 };
  readonly issuedAt = new Uint32Array(CHUNK_ROWS);
  readonly expiresAt = new Uint32Array(CHUNK_ROWS);
  /** 0 where not revoked; written by `setRevoked` alone. */
  readonly revokedAt = new Uint32Array(CHUNK_ROWS);
  readonly profile = new Uint32Array(CHUNK_ROWS);
  /** The 128 bits of the jti. */
  private readonly jti = new Uint32Array(CHUNK_ROWS * 4);
  /** Row + 1, or 0 where the slot is free. */
  private readonly index = new Int32Array(slots);

  /** @param id four 32-bit words @returns the row */
  add(id: Uint32Array, issuedAt: number, expiresAt: number, profile: number): number {
    const row = this.rows;
    this.rows += 1;
    this.jti.set(id, row * 4);
    this.issuedAt[row] = issuedAt;
    this.expiresAt[row] = expiresAt;
    this.profile[row] = profile;
    const { times } = this;
    times.issuedFrom = Math.min(times.issuedFrom, issuedAt);
    times.issuedTo = Math.max(times.issuedTo, issuedAt);
    times.expiresFrom = Math.min(times.expiresFrom, expiresAt);
    times.expiresTo = Math.max(times.expiresTo, expiresAt);
    let slot = this.firstSlot(id);
    while (this.index[slot] !== 0) slot = (slot + 1) & slotMask;
    this.index[slot] = row + 1;
    return row;
  }

  /** @param at epoch seconds, or 0 to take it back */
  setRevoked(row: number, at: number): void {
    this.revokedRows += Number(at !== 0) - Number(this.revokedAt[row] !== 0);
    this.revokedAt[row] = at;
  }

  /** @returns the row, or -1 */
  find(id: Uint32Array): number {
    let slot = this.firstSlot(id);
    for (;;) {
      const row = (this.index[slot] as number) - 1;
      if (row < 0) return -1;
      const at = row * 4;
      if (
        this.jti[at] === id[0] &&
        this.jti[at + 1] === id[1] &&
        this.jti[at + 2] === id[2] &&
        this.jti[at + 3] === id[3]
      ) {
        return row;
      }
      slot = (slot + 1) & slotMask;
    }
  }

  /** Compares whole words: a search asks this of a million rows. */
  jtiBeginsWith(row: number, { mask, bits }: JtiPrefix): boolean {
    const { jti } = this;
    const at = row * 4;
    return (
      (((jti[at] as number) ^ (bits[0] as number)) & (mask[0] as number)) === 0 &&
      (((jti[at + 1] as number) ^ (bits[1] as number)) & (mask[1] as number)) === 0 &&
      (((jti[at + 2] as number) ^ (bits[2] as number)) & (mask[2] as number)) === 0 &&
      (((jti[at + 3] as number) ^ (bits[3] as number)) & (mask[3] as number)) === 0
    );
  }

  /** @returns a view of the four words, valid until the chunk changes */
  jtiWords(row: number): Uint32Array {
    return this.jti.subarray(row * 4, row * 4 + 4);
  }

  /** The bits of a random UUID are random but for six, which are not in the first word. */
  private firstSlot(id: Uint32Array): number {
    return ((id[0] as number) ^ ((id[3] as number) >>> 3)) & slotMask;
  }
}
