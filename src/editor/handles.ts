import { randomBytes } from 'node:crypto';

/** Where a token stands in a document; kept to put another in its place. */
export interface TokenPlace {
  uri: string;
  line: number;
  start: number;
  end: number;
}

export interface HeldToken {
  token: string;
  place?: TokenPlace;
}

/**
 * Tokens under opaque names, in memory alone. Links, webview state and messages carry the name in the token's place,
 * so that the token gets into no URI, log or stored state. The oldest are forgotten.
 */
export class TokenHandles {
  readonly #held = new Map<string, HeldToken>();
  readonly #capacity: number;
  readonly #random: (size: number) => Buffer;

  constructor(capacity = 200, random: (size: number) => Buffer = randomBytes) {
    this.#capacity = capacity;
    this.#random = random;
  }

  /** The name of a token (at a place); the same one again as long as it is kept. */
  hold(token: string, place?: TokenPlace): string {
    for (const [handle, held] of this.#held) {
      if (held.token === token && samePlace(held.place, place)) {
        this.#held.delete(handle);
        this.#held.set(handle, held);
        return handle;
      }
    }
    const handle = this.#random(12).toString('base64url');
    this.#held.set(handle, place === undefined ? { token } : { token, place });
    const oldest = this.#held.keys().next();
    if (this.#held.size > this.#capacity && !oldest.done) this.#held.delete(oldest.value);
    return handle;
  }

  get(handle: string): HeldToken | undefined {
    return this.#held.get(handle);
  }

  clear(): void {
    this.#held.clear();
  }
}

function samePlace(one: TokenPlace | undefined, other: TokenPlace | undefined): boolean {
  return one?.uri === other?.uri && one?.line === other?.line && one?.start === other?.start && one?.end === other?.end;
}
