import { crc32 } from 'node:zlib';
import type { TokenProfile } from './token-store.js';

/**
 * The file of issued tokens: a header, then blocks. Each block has a mark, the length and the CRC-32 of its
 * payload; a payload is a row of entries. A block that a crash cut short is recognised and left out. All numbers
 * are unsigned 32-bit, little endian.
 */

/** The version stands in the last byte. */
export const FILE_HEADER = Buffer.from('OMTOKENS\x01', 'latin1');
const blockMark = 0x4b4c_4254;
export const BLOCK_HEADER_BYTES = 12;
/** Longer payloads are split, so that a length that damage made up is recognised. */
export const MAX_PAYLOAD_BYTES = 32 * 1024 * 1024;

const entryProfile = 1;
const entryIssued = 2;
const entryRevoked = 3;
export const ISSUED_BYTES = 29;
export const REVOKED_BYTES = 21;

export function encodeProfile(id: number, profile: TokenProfile): Buffer {
  const json = Buffer.from(JSON.stringify(profile), 'utf8');
  const head = Buffer.alloc(9);
  head.writeUInt8(entryProfile, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(json.length, 5);
  return Buffer.concat([head, json]);
}

/** Writes an entry of 29 bytes. */
export function encodeIssued(
  into: Buffer,
  at: number,
  jti: Uint32Array,
  issuedAt: number,
  expiresAt: number,
  profile: number,
): void {
  into.writeUInt8(entryIssued, at);
  for (let word = 0; word < 4; word += 1) into.writeUInt32LE(jti[word] as number, at + 1 + word * 4);
  into.writeUInt32LE(issuedAt, at + 17);
  into.writeUInt32LE(expiresAt, at + 21);
  into.writeUInt32LE(profile, at + 25);
}

/** Writes an entry of 21 bytes. */
export function encodeRevoked(into: Buffer, at: number, jti: Uint32Array, revokedAt: number): void {
  into.writeUInt8(entryRevoked, at);
  for (let word = 0; word < 4; word += 1) into.writeUInt32LE(jti[word] as number, at + 1 + word * 4);
  into.writeUInt32LE(revokedAt, at + 17);
}

/** A block of these entries; the payload must not exceed MAX_PAYLOAD_BYTES. */
export function encodeBlock(payload: Buffer): Buffer {
  const block = Buffer.allocUnsafe(BLOCK_HEADER_BYTES + payload.length);
  block.writeUInt32LE(blockMark, 0);
  block.writeUInt32LE(payload.length, 4);
  block.writeUInt32LE(crc32(payload), 8);
  payload.copy(block, BLOCK_HEADER_BYTES);
  return block;
}

export interface LogReader {
  profile(id: number, profile: unknown): void;
  /** `jti` is used again for the next entry. */
  issued(jti: Uint32Array, issuedAt: number, expiresAt: number, profile: number): void;
  revoked(jti: Uint32Array, revokedAt: number): void;
}

export interface ReadOutcome {
  /** Where the next block belongs: after the last whole one. */
  end: number;
  /** Places that are not what was written; a block at the end that a crash cut short is none. */
  damagedBlocks: number;
}

/**
 * Reads what is whole. Undefined where the file does not begin as such a file does.
 */
export function readLog(data: Buffer, reader: LogReader): ReadOutcome | undefined {
  if (!data.subarray(0, FILE_HEADER.length).equals(FILE_HEADER)) return undefined;
  let at = FILE_HEADER.length;
  let end = at;
  let badSinceEnd = 0;
  let damagedBlocks = 0;
  const search: Search = { bytes: searchedTimes * data.length };
  while (at + BLOCK_HEADER_BYTES <= data.length) {
    const payload = payloadAt(data, at);
    if (payload !== undefined && understood(payload, reader)) {
      at += BLOCK_HEADER_BYTES + payload.length;
      end = at;
      damagedBlocks += badSinceEnd;
      badSinceEnd = 0;
    } else {
      badSinceEnd += 1;
      const next = nextMark(data, at + 1, search);
      if (next < 0) break;
      at = next;
    }
  }
  if (!isTornBlock(data.subarray(end))) damagedBlocks += 1;
  return { end, damagedBlocks };
}

/** Whether this is nothing, or the beginning of a block: what a crash in the middle of a write leaves. */
function isTornBlock(tail: Buffer): boolean {
  const mark = markBytes.subarray(0, Math.min(tail.length, markBytes.length));
  if (!tail.subarray(0, mark.length).equals(mark)) return false;
  return tail.length < BLOCK_HEADER_BYTES || BLOCK_HEADER_BYTES + tail.readUInt32LE(4) > tail.length;
}

const markBytes = Buffer.alloc(4);
markBytes.writeUInt32LE(blockMark, 0);

/** How often, on average, a byte of a damaged file may be summed in search of whole blocks. */
const searchedTimes = 4;

/** Bytes that may still be summed: a file of nothing but marks and long lengths would keep the search busy for hours. */
interface Search {
  bytes: number;
}

/** The next place at which a whole block stands; -1 where there is none, or where it takes too long to find out. */
function nextMark(data: Buffer, from: number, search: Search): number {
  for (let at = data.indexOf(markBytes, from); at >= 0; at = data.indexOf(markBytes, at + 1)) {
    search.bytes -= payloadRange(data, at)?.length ?? 0;
    if (search.bytes < 0) return -1;
    if (payloadAt(data, at) !== undefined) return at;
  }
  return -1;
}

/** What would be the payload of a block at this place; whether it is one, its sum says. */
function payloadRange(data: Buffer, at: number): Buffer | undefined {
  if (at + BLOCK_HEADER_BYTES > data.length || data.readUInt32LE(at) !== blockMark) return undefined;
  const length = data.readUInt32LE(at + 4);
  const from = at + BLOCK_HEADER_BYTES;
  return length > MAX_PAYLOAD_BYTES || from + length > data.length ? undefined : data.subarray(from, from + length);
}

function payloadAt(data: Buffer, at: number): Buffer | undefined {
  const payload = payloadRange(data, at);
  return payload !== undefined && crc32(payload) === data.readUInt32LE(at + 8) ? payload : undefined;
}

function understood(payload: Buffer, reader: LogReader): boolean {
  try {
    return readEntries(payload, reader);
  } catch {
    return false;
  }
}

/** False where an entry is none that this version knows; the sum was right, so nobody but a newer version wrote it. */
function readEntries(payload: Buffer, reader: LogReader): boolean {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const jti = new Uint32Array(4);
  const readJti = (from: number) => {
    for (let word = 0; word < 4; word += 1) jti[word] = view.getUint32(from + word * 4, true);
  };
  let at = 0;
  while (at < payload.length) {
    const type = payload[at];
    if (type === entryIssued && at + ISSUED_BYTES <= payload.length) {
      readJti(at + 1);
      reader.issued(jti, view.getUint32(at + 17, true), view.getUint32(at + 21, true), view.getUint32(at + 25, true));
      at += ISSUED_BYTES;
    } else if (type === entryRevoked && at + REVOKED_BYTES <= payload.length) {
      readJti(at + 1);
      reader.revoked(jti, view.getUint32(at + 17, true));
      at += REVOKED_BYTES;
    } else if (type === entryProfile && at + 9 <= payload.length) {
      const length = view.getUint32(at + 5, true);
      if (at + 9 + length > payload.length) return false;
      reader.profile(view.getUint32(at + 1, true), JSON.parse(payload.toString('utf8', at + 9, at + 9 + length)));
      at += 9 + length;
    } else {
      return false;
    }
  }
  return true;
}
