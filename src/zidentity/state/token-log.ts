import { setImmediate as nextTurn } from 'node:timers/promises';
import { LIMITS } from '../limits.js';
import { type LogFile, notWritten, type StateFiles } from './state-files.js';
import {
  encodeBlock,
  encodeIssued,
  encodeProfile,
  encodeRevoked,
  FILE_HEADER,
  ISSUED_BYTES,
  MAX_PAYLOAD_BYTES,
  REVOKED_BYTES,
} from './token-log-format.js';
import type { TokenProfile } from './token-store.js';
import type { TokenTable } from './token-table.js';

const fileName = 'tokens.log';
/** Milliseconds after which issued tokens are on disk; a second is promised. */
const flushMs = 250;
const pieceBytes = 64 * 1024;

interface Urgent {
  entries: Buffer;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export interface TokenLogOptions {
  files: StateFiles;
  table: TokenTable;
  /** Where the next block belongs; 0 begins the file anew. */
  end: number;
  warn: (message: string) => void;
}

/**
 * Appends to the file of issued tokens. Issued tokens are gathered and written four times a second; revocations are
 * written and synced at once. One write is under way at a time, and what came meanwhile goes with the next.
 */
export class TokenLog {
  private file: LogFile | undefined;
  private end: number;
  /** Full pieces of entries, and the one that is being filled. */
  private pieces: Buffer[] = [];
  private piece = Buffer.allocUnsafe(pieceBytes);
  private filled = 0;
  private waitingBytes = 0;
  private urgent: Urgent[] = [];
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private failing = false;
  private closed = false;
  private readonly written = new Set<number>();
  private readonly options: TokenLogOptions;

  constructor(options: TokenLogOptions) {
    this.options = options;
    this.end = options.end;
  }

  /** @param writtenProfiles numbers of the profiles that the file defines already, by the table's numbering */
  async open(writtenProfiles: Iterable<number>): Promise<void> {
    for (const id of writtenProfiles) this.written.add(id);
    if (this.end === 0) await this.rewrite();
    else {
      this.file = await this.options.files.open(fileName);
      await this.file.truncate(this.end);
    }
  }

  get size(): number {
    return this.end;
  }

  issued(jti: Uint32Array, issuedAt: number, expiresAt: number, profileId: number, profile: TokenProfile): void {
    if (!this.written.has(profileId)) {
      this.push(encodeProfile(profileId, profile));
      this.written.add(profileId);
    }
    if (this.waitingBytes > LIMITS.unwrittenTokenBytes) return;
    if (this.filled + ISSUED_BYTES > pieceBytes) this.sealPiece();
    encodeIssued(this.piece, this.filled, jti, issuedAt, expiresAt, profileId);
    this.filled += ISSUED_BYTES;
    this.waitingBytes += ISSUED_BYTES;
    if (this.timer === undefined && !this.closed) {
      this.timer = setTimeout(() => void this.flush(), flushMs).unref();
    }
  }

  /** Resolves once the revocations are durable; rejects with `state-not-written`, and then none of them counts. */
  revoked(tokens: { jti: Uint32Array; revokedAt: number }[]): Promise<void> {
    const entries = Buffer.allocUnsafe(tokens.length * REVOKED_BYTES);
    for (const [index, token] of tokens.entries()) {
      encodeRevoked(entries, index * REVOKED_BYTES, token.jti, token.revokedAt);
    }
    return new Promise((resolve, reject) => {
      this.urgent.push({ entries, resolve, reject });
      void this.flush();
    });
  }

  /** Writes and syncs what waits. Never rejects: what could not be written waits on, and is said once. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.turn = this.turn.then(() => this.writeWaiting());
    return this.turn;
  }

  /** Writes the file anew from the table. Rejects with `state-not-written`, and then the old file stays. */
  rewrite(): Promise<void> {
    return this.replace(() => snapshotOf(this.options.table, this.written));
  }

  /** Begins an empty file. Rejects with `state-not-written`, and then the old file stays. */
  empty(): Promise<void> {
    return this.replace(async function* () {
      yield FILE_HEADER;
    }).then(() => {
      this.pieces = [];
      this.filled = 0;
      this.waitingBytes = 0;
      this.written.clear();
    });
  }

  private replace(parts: () => AsyncIterable<Buffer>): Promise<void> {
    const done = this.turn.then(() => this.replaceFile(parts()));
    this.turn = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.flush();
    await this.file?.close();
    this.file = undefined;
  }

  private push(entries: Buffer): void {
    this.sealPiece();
    this.pieces.push(entries);
    this.waitingBytes += entries.length;
  }

  private sealPiece(): void {
    if (this.filled === 0) return;
    this.pieces.push(this.piece.subarray(0, this.filled));
    this.piece = Buffer.allocUnsafe(pieceBytes);
    this.filled = 0;
  }

  private async writeWaiting(): Promise<void> {
    this.sealPiece();
    const { pieces, urgent } = this;
    if (pieces.length === 0 && urgent.length === 0) return;
    this.pieces = [];
    this.urgent = [];
    const bytes = this.waitingBytes;
    this.waitingBytes = 0;
    try {
      const blocks = blocksOf([...pieces, ...urgent.map((item) => item.entries)]);
      this.file ??= await this.options.files.open(fileName);
      await this.file.write(blocks, this.end);
      await this.file.sync();
      this.end += blocks.length;
      this.failing = false;
      for (const item of urgent) item.resolve();
    } catch (cause) {
      // `end` stays, and what may stand there half goes or is overwritten.
      await this.file?.truncate(this.end).catch(() => undefined);
      this.pieces = [...pieces, ...this.pieces];
      this.waitingBytes += bytes;
      const error = notWritten(this.options.files.folder, cause);
      if (!this.failing) this.options.warn(`Issued tokens are kept in memory alone for now. ${error.message}`);
      this.failing = true;
      for (const item of urgent) item.reject(error);
      if (!this.closed) this.timer ??= setTimeout(() => void this.flush(), 1000).unref();
    }
  }

  private async replaceFile(parts: AsyncIterable<Buffer>): Promise<void> {
    const { files } = this.options;
    let size = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const part of parts) {
        size += part.length;
        yield part;
      }
    }
    // Windows renames over no open file.
    await this.file?.close();
    this.file = undefined;
    await files.writeParts(fileName, counted());
    this.file = await files.open(fileName);
    this.end = size;
    // What waited is in the snapshot or comes after it; an entry that stands twice counts once.
  }
}

function blocksOf(entries: Buffer[]): Buffer {
  const blocks: Buffer[] = [];
  let group: Buffer[] = [];
  let bytes = 0;
  const seal = () => {
    if (group.length > 0) blocks.push(encodeBlock(Buffer.concat(group)));
    group = [];
    bytes = 0;
  };
  for (const item of entries) {
    // Revocations of one request may be many; they are cut between entries.
    const step =
      item.length > MAX_PAYLOAD_BYTES ? Math.floor(MAX_PAYLOAD_BYTES / REVOKED_BYTES) * REVOKED_BYTES : item.length;
    for (let at = 0; at < item.length; at += step) {
      const part = item.subarray(at, at + step);
      if (bytes + part.length > MAX_PAYLOAD_BYTES) seal();
      group.push(part);
      bytes += part.length;
    }
  }
  seal();
  return Buffer.concat(blocks);
}

/** The whole table as a file, in parts; yields to the event loop between them. */
async function* snapshotOf(table: TokenTable, defined: Set<number>): AsyncGenerator<Buffer> {
  yield FILE_HEADER;
  // Also profiles that rows still to be written may refer to.
  for (const id of [...defined]) yield encodeBlock(encodeProfile(id, table.profile(id)));
  const rowsAtOnce = 8_192;
  for (const chunk of [...table.allChunks()]) {
    for (let from = 0; from < chunk.rows; from += rowsAtOnce) {
      const to = Math.min(chunk.rows, from + rowsAtOnce);
      const entries: Buffer[] = [];
      const rows = Buffer.allocUnsafe((to - from) * (ISSUED_BYTES + REVOKED_BYTES));
      let filled = 0;
      for (let row = from; row < to; row += 1) {
        const profile = chunk.profile[row] as number;
        if (!defined.has(profile)) {
          defined.add(profile);
          entries.push(encodeProfile(profile, table.profile(profile)));
        }
        const jti = chunk.jtiWords(row);
        encodeIssued(rows, filled, jti, chunk.issuedAt[row] as number, chunk.expiresAt[row] as number, profile);
        filled += ISSUED_BYTES;
        const revokedAt = chunk.revokedAt[row] as number;
        if (revokedAt === 0) continue;
        encodeRevoked(rows, filled, jti, revokedAt);
        filled += REVOKED_BYTES;
      }
      yield encodeBlock(Buffer.concat([...entries, rows.subarray(0, filled)]));
      await nextTurn();
    }
  }
}
