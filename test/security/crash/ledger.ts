/** An API client as the admin API shows it, with the ids of its secrets. */
export interface ClientShape {
  name: string;
  description: string;
  status: boolean;
  accessTokenLifeTime: number;
  /** Scope ids, sorted. */
  scopes: string[];
  /** Secret ids, sorted. */
  secrets: string[];
}

/** A thing that was acknowledged, and, where an answer is still to come, what else it may be by now. */
export interface Known<T> {
  /** Undefined: it is not there. */
  sure: T | undefined;
  maybe?: ((seen: T | undefined) => boolean) | undefined;
}

export interface KnownToken {
  clientId: string;
  jwt: string;
  kid: string;
  /** Milliseconds by the clock of this process, when the answer was there. */
  answeredAt: number;
  /** `maybe`: a revocation is under way. */
  revoked: 'no' | 'maybe' | 'yes';
}

/** All that the mock has acknowledged, over every crash. */
export class Ledger {
  readonly clients = new Map<string, Known<ClientShape>>();
  /** Clients that are being made: their ids are not known, so by their names. */
  readonly coming = new Map<string, ClientShape>();
  /** Values of secrets by their ids. */
  readonly secrets = new Map<string, string>();
  readonly tokens = new Map<string, KnownToken>();
  /** Tokens that are there and that nobody here holds. */
  readonly forgotten = new Set<string>();
  /** Token requests without an answer so far, or whose answer nobody kept: as many tokens more may be there. */
  tokensUnderWay = 0;
  /** Of the signing keys, the one that was acknowledged last. */
  kid: Known<string> = { sure: undefined };
  /** Signing keys at the last look, and those that were asked for since. */
  keys = 0;
  /** Published sets by name, as text. */
  readonly jwks = new Map<string, Known<string>>();
  /** `orgName` of the config. */
  orgName: Known<string> = { sure: undefined };
  /** Everything may be gone by now. */
  resetting = false;
  answers = 0;
  /** When the last answer came, milliseconds; and the last one before the mock was killed. */
  lastAnswerAt = 0;
  killedAt = 0;

  clientsOf(lane: string): [id: string, shape: ClientShape][] {
    const mine: [string, ClientShape][] = [];
    for (const [id, { sure }] of this.clients) if (sure?.name.startsWith(`${lane} `)) mine.push([id, sure]);
    return mine;
  }

  /** What was acknowledged about all tokens of a client. */
  revokeAllOf(clientId: string, revoked: 'maybe' | 'yes'): void {
    for (const token of this.tokens.values()) {
      if (token.clientId === clientId && token.revoked !== 'yes') token.revoked = revoked;
    }
  }

  /** Forgets everything, as a reset that was carried out did. */
  clear(): void {
    for (const each of [this.clients, this.coming, this.secrets, this.jwks]) each.clear();
    for (const jti of this.tokens.keys()) this.forgotten.add(jti);
    this.tokens.clear();
  }
}

export function sameShape(a: ClientShape | undefined, b: ClientShape | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
