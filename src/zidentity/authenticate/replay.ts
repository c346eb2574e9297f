import { LIMITS } from '../limits.js';

/** Remembers the assertions that were used, until they expire (RFC 7523 §3 (7)). */
export interface ReplayMemory {
  /** False where this client's `jti` was used before; otherwise it is used now. */
  use(clientId: string, jti: string, expiresAt: number, nowSeconds: number): boolean;
  clear(): void;
}

export function createReplayMemory(capacity: number = LIMITS.replayEntries): ReplayMemory {
  /** Key to epoch seconds at which it may be forgotten. */
  const used = new Map<string, number>();

  /** In the order of use: lifetimes are bounded where this memory is asked, so the oldest expire first. */
  function makeRoom(nowSeconds: number): void {
    for (const [key, until] of used) {
      if (until >= nowSeconds && used.size < capacity) return;
      used.delete(key);
    }
  }

  return {
    use(clientId, jti, expiresAt, nowSeconds) {
      const key = `${clientId}\n${jti}`;
      const until = used.get(key);
      if (until !== undefined && until >= nowSeconds) return false;
      makeRoom(nowSeconds);
      used.set(key, expiresAt);
      return true;
    },
    clear: () => used.clear(),
  };
}
