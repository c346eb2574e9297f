import type { ReplayMemory } from './authenticate/replay.js';
import type { SecretVerifier } from './authenticate/secret-hash.js';
import type { MockClock } from './control/clock.js';
import type { EventHub } from './control/events.js';
import type { FaultEngine } from './control/faults.js';
import type { MockSettings } from './control/settings.js';
import type { ExchangeLog } from './exchanges/exchange-log.js';
import type { ClientJwks } from './jwks/client-jwks.js';
import type { PublishedJwks } from './jwks/published-jwks.js';
import type { Sandbox } from './sandbox/sandbox.js';
import type { AdminToken } from './state/admin-token.js';
import type { SigningKeys } from './state/signing-keys.js';
import type { TenantStore } from './state/tenant-store.js';
import type { TokenStore } from './state/token-store.js';
import type { TokenVerifier } from './token/token-verifier.js';

/** Where the running mock is reached; the front door fills it in once it listens. */
export interface MockInfo {
  version: string;
  pid: number;
  endpoints: Record<string, string>;
}

/** What every handler is handed. Nothing here is global: two mocks in one process know nothing of each other. */
export interface MockContext {
  /** Milliseconds since the epoch by the mock's clock, its offset included. */
  now(): number;
  readonly store: TenantStore;
  readonly tokens: TokenStore;
  readonly exchanges: ExchangeLog;
  readonly keys: SigningKeys;
  readonly clock: MockClock;
  readonly faults: FaultEngine;
  readonly settings: MockSettings;
  readonly events: EventHub;
  /** JWKS of API clients, fetched from their JWKS URL. */
  readonly clientJwks: ClientJwks;
  /** JWKS that the mock's own JWKS host serves. */
  readonly publishedJwks: PublishedJwks;
  readonly replays: ReplayMemory;
  readonly secrets: SecretVerifier;
  readonly verifier: TokenVerifier;
  readonly adminToken: AdminToken;
  /** The services behind the gateway with what was stored in them. */
  readonly sandbox: Sandbox;
  readonly randomBytes: (size: number) => Buffer;
  /** Set by the front door. */
  info: MockInfo;
  /** A person should read it: a damaged file, a full disk. Never a secret. */
  warn(message: string): void;
}
