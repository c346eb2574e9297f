import { jtiToWords, wordsToJti } from './jti.js';
import { CHUNK_ROWS, TokenChunk } from './token-chunk.js';
import { filterOf, matchesOfAll, matchingRows } from './token-filter.js';
import type { TokenProfile, TokenQuery, TokenRecord } from './token-store.js';

/** Where a token stands. */
export interface TokenPlace {
  chunk: TokenChunk;
  row: number;
}

/** The issued tokens in memory: chunks of columns, oldest first, and the profiles that their rows refer to. */
export class TokenTable {
  private chunks: TokenChunk[] = [];
  private profiles: TokenProfile[] = [];
  private readonly profileIds = new Map<string, number>();
  private readonly scratch = new Uint32Array(4);
  private readonly maxChunks: number;

  constructor(capacity: number) {
    this.maxChunks = Math.max(2, Math.ceil(capacity / CHUNK_ROWS));
  }

  get size(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  }

  profile(id: number): TokenProfile {
    return this.profiles[id] as TokenProfile;
  }

  /** The number of a profile of this content. */
  intern(profile: TokenProfile): number {
    const content = JSON.stringify(profile);
    const before = this.profileIds.get(content);
    if (before !== undefined) return before;
    const id = this.profiles.length;
    this.profiles.push(profile);
    this.profileIds.set(content, id);
    return id;
  }

  /** False where the jti is there already. @returns whether the oldest chunk had to go is in `dropped` */
  add(id: Uint32Array, issuedAt: number, expiresAt: number, profile: number): { added: boolean; dropped: boolean } {
    if (this.place(id) !== undefined) return { added: false, dropped: false };
    let chunk = this.chunks.at(-1);
    let dropped = false;
    if (chunk === undefined || chunk.rows === CHUNK_ROWS) {
      chunk = new TokenChunk();
      this.chunks.push(chunk);
      if (this.chunks.length > this.maxChunks) {
        this.chunks.shift();
        dropped = true;
      }
    }
    chunk.add(id, issuedAt, expiresAt, profile);
    return { added: true, dropped };
  }

  place(id: Uint32Array): TokenPlace | undefined {
    for (let at = this.chunks.length - 1; at >= 0; at -= 1) {
      const chunk = this.chunks[at] as TokenChunk;
      const row = chunk.find(id);
      if (row >= 0) return { chunk, row };
    }
    return undefined;
  }

  placeOf(jti: string): TokenPlace | undefined {
    return jtiToWords(jti, this.scratch) ? this.place(this.scratch) : undefined;
  }

  record({ chunk, row }: TokenPlace): TokenRecord {
    const profile = this.profiles[chunk.profile[row] as number] as TokenProfile;
    return {
      jti: wordsToJti(chunk.jtiWords(row)),
      clientId: profile.clientId,
      clientName: profile.clientName,
      issuedAt: chunk.issuedAt[row] as number,
      expiresAt: chunk.expiresAt[row] as number,
      revokedAt: chunk.revokedAt[row] as number,
      scopeIds: profile.scopes.map((scope) => scope.id),
      profile,
    };
  }

  /** Newest first. */
  list(query: TokenQuery): { total: number; records: TokenRecord[] } {
    const filter = filterOf(query, this.profiles);
    const records: TokenRecord[] = [];
    const last = query.offset + query.limit;
    let total = 0;
    for (let at = this.chunks.length - 1; at >= 0; at -= 1) {
      const chunk = this.chunks[at] as TokenChunk;
      const matches = matchesOfAll(chunk, filter);
      if (matches !== undefined && (total + matches <= query.offset || total >= last)) {
        total += matches;
        continue;
      }
      for (const row of matchingRows(chunk, filter)) {
        if (total >= query.offset && total < last) records.push(this.record({ chunk, row }));
        total += 1;
      }
    }
    return { total, records };
  }

  /** Tokens of the clients that are neither revoked nor expired. */
  *activeOf(isWanted: (clientId: string) => boolean, nowSeconds: number): Generator<TokenPlace> {
    const wanted = Uint8Array.from(this.profiles, (profile) => (isWanted(profile.clientId) ? 1 : 0));
    for (const chunk of this.chunks) {
      for (let row = 0; row < chunk.rows; row += 1) {
        if (wanted[chunk.profile[row] as number] === 0 || chunk.revokedAt[row] !== 0) continue;
        if ((chunk.expiresAt[row] as number) > nowSeconds) yield { chunk, row };
      }
    }
  }

  /** The latest expiry among tokens of each signing key, epoch seconds by kid. */
  latestExpiryByKid(): Map<string, number> {
    const latest = new Float64Array(this.profiles.length);
    for (const chunk of this.chunks) {
      for (let row = 0; row < chunk.rows; row += 1) {
        const profile = chunk.profile[row] as number;
        const expires = chunk.expiresAt[row] as number;
        if (expires > (latest[profile] as number)) latest[profile] = expires;
      }
    }
    const byKid = new Map<string, number>();
    for (const [id, profile] of this.profiles.entries()) {
      byKid.set(profile.kid, Math.max(byKid.get(profile.kid) ?? 0, latest[id] as number));
    }
    return byKid;
  }

  /** All chunks, the oldest first. */
  allChunks(): readonly TokenChunk[] {
    return this.chunks;
  }

  clear(): void {
    this.chunks = [];
    this.profiles = [];
    this.profileIds.clear();
  }
}
