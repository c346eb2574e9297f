import * as v from 'valibot';
import { LIMITS } from '../limits.js';
import { jtiToWords } from './jti.js';
import type { StateFiles } from './state-files.js';
import { TokenLog } from './token-log.js';
import { ISSUED_BYTES, REVOKED_BYTES, readLog } from './token-log-format.js';
import { type NewToken, type TokenProfile, type TokenStore, tokenStatus } from './token-store.js';
import { TokenTable } from './token-table.js';
import { readOr } from './versioned-file.js';

const fileName = 'tokens.log';
/** In place of a file that is too large: no header of ours. */
const unreadable = Buffer.of(0);

const profileSchema = v.object({
  clientId: v.string(),
  clientName: v.string(),
  kid: v.string(),
  issuer: v.string(),
  audience: v.string(),
  scopes: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      service: v.string(),
      role: v.string(),
      access: v.picklist(['full', 'read']),
      orgName: v.string(),
    }),
  ),
});

export interface TokenStoreOptions {
  /** Where tokens are kept; in memory alone where absent. */
  files?: StateFiles | undefined;
  warn: (message: string) => void;
  /** Called after tokens were issued, revoked or forgotten. */
  onChange: () => void;
  /** When a damaged file was found. */
  now: () => number;
  capacity?: number;
}

export interface OpenTokenStore extends TokenStore {
  /** Writes what waits and closes the file. */
  close(): Promise<void>;
  /** Resolves once all that was issued is on disk. */
  flush(): Promise<void>;
  /** The latest expiry among the tokens of each signing key, epoch seconds by kid. */
  latestExpiryByKid(): Map<string, number>;
  /**
   * Revokes the active tokens of clients that are not there or disabled. In memory it holds even where the disk
   * refuses and this rejects: reading the folder back comes to the same result.
   */
  revokeWhere(isGone: (clientId: string) => boolean, atSeconds: number): Promise<number>;
}

/** Reads the issued tokens back and keeps them. */
export async function openTokenStore(options: TokenStoreOptions): Promise<OpenTokenStore> {
  const table = new TokenTable(options.capacity ?? LIMITS.issuedTokens);
  const log = options.files === undefined ? undefined : await openLog(options.files, table, options);
  const scratch = new Uint32Array(4);
  /** Profiles that were seen as this very object, so that a token costs no comparison. */
  let seen = new WeakMap<TokenProfile, number>();

  function profileId(profile: TokenProfile): number {
    const known = seen.get(profile);
    if (known !== undefined) return known;
    const id = table.intern(profile);
    seen.set(profile, id);
    return id;
  }

  function add(token: NewToken): void {
    if (!jtiToWords(token.jti, scratch)) throw new TypeError('A jti must be a UUID in lower case.');
    const id = profileId(token.profile);
    const { dropped } = table.add(scratch, token.issuedAt, token.expiresAt, id);
    log?.issued(scratch, token.issuedAt, token.expiresAt, id, token.profile);
    if (dropped && log !== undefined && isWasteful(log.size, table)) log.rewrite().catch(() => undefined);
    options.onChange();
  }

  /** In memory at once; where the disk refuses, `undo` says whether that is taken back. Rejects then either way. */
  async function revokePlaces(
    isWanted: (clientId: string) => boolean,
    atSeconds: number,
    undo: boolean,
  ): Promise<number> {
    const places = [...table.activeOf(isWanted, atSeconds)];
    if (places.length === 0) return 0;
    const mark = (value: number) => {
      for (const { chunk, row } of places) chunk.setRevoked(row, value);
    };
    mark(atSeconds);
    options.onChange();
    try {
      await log?.revoked(places.map(({ chunk, row }) => ({ jti: chunk.jtiWords(row), revokedAt: atSeconds })));
    } catch (error) {
      if (undo) mark(0);
      throw error;
    }
    return places.length;
  }

  return {
    add,
    get(jti) {
      const place = table.placeOf(jti);
      return place && table.record(place);
    },
    list: (query) => table.list(query),
    async revoke(jti, atSeconds) {
      const place = table.placeOf(jti);
      if (place === undefined) return 'not-found';
      if (tokenStatus(table.record(place), atSeconds) !== 'ACTIVE') return 'not-active';
      await log?.revoked([{ jti: place.chunk.jtiWords(place.row), revokedAt: atSeconds }]);
      // Of two that revoke at the same time, one does.
      if (place.chunk.revokedAt[place.row] !== 0) return 'not-active';
      place.chunk.setRevoked(place.row, atSeconds);
      options.onChange();
      return 'revoked';
    },
    revokeAllOf: (clientId, atSeconds) => revokePlaces((id) => id === clientId, atSeconds, true),
    revokeWhere: (isGone, atSeconds) => revokePlaces(isGone, atSeconds, false),
    async clear() {
      await log?.empty();
      table.clear();
      seen = new WeakMap();
      options.onChange();
    },
    latestExpiryByKid: () => table.latestExpiryByKid(),
    flush: async () => log?.flush(),
    close: async () => log?.close(),
  };
}

/** Whether more than half of the file is about tokens that are forgotten. */
function isWasteful(bytes: number, table: TokenTable): boolean {
  return bytes > 16 * 1024 * 1024 && bytes > 2 * table.size * (ISSUED_BYTES + REVOKED_BYTES);
}

async function openLog(files: StateFiles, table: TokenTable, options: TokenStoreOptions): Promise<TokenLog> {
  const data = await readOr(unreadable, files, fileName);
  const loaded = data === undefined || data.length === 0 ? undefined : load(data, table);
  let end = loaded?.end ?? 0;
  if (data !== undefined && data.length > 0 && (loaded === undefined || loaded.damaged)) {
    const aside = await files.keepAside(fileName, new Date(options.now()));
    options.warn(
      `The file of issued tokens was damaged. It is kept as ${aside}; ${table.size} tokens could be read from it.`,
    );
    end = 0;
  }
  const log = new TokenLog({ files, table, end, warn: options.warn });
  await log.open(loaded?.defined ?? []);
  if (end > 0 && isWasteful(end, table)) await log.rewrite();
  return log;
}

interface Loaded {
  end: number;
  damaged: boolean;
  /** Numbers of profiles that the file defines under the same number as the table. */
  defined: number[];
}

function load(data: Buffer, table: TokenTable): Loaded | undefined {
  /** Profiles by the file's numbering, and the table's numbers of those that a token has. */
  const profiles = new Map<number, TokenProfile>();
  const numbers = new Map<number, number>();
  let unreadable = 0;
  const outcome = readLog(data, {
    profile(id, profile) {
      const parsed = v.safeParse(profileSchema, profile);
      numbers.delete(id);
      if (parsed.success) profiles.set(id, parsed.output);
      else unreadable += 1;
    },
    issued(jti, issuedAt, expiresAt, id) {
      let number = numbers.get(id);
      if (number === undefined) {
        const profile = profiles.get(id);
        if (profile === undefined) {
          unreadable += 1;
          return;
        }
        number = table.intern(profile);
        numbers.set(id, number);
      }
      table.add(jti, issuedAt, expiresAt, number);
    },
    revoked(jti, revokedAt) {
      const place = table.place(jti);
      place?.chunk.setRevoked(place.row, revokedAt);
    },
  });
  if (outcome === undefined) return undefined;
  return {
    end: outcome.end,
    damaged: outcome.damagedBlocks > 0 || unreadable > 0,
    defined: [...numbers].filter(([file, number]) => file === number).map(([, number]) => number),
  };
}
