import type { Disposable, Event, Uri } from 'vscode';
import type { Verification } from '../jwt/verify.js';
import type { AdminApiClient, AdminClient, AdminClientSecret, ResourceServer } from '../oauth/admin-client.js';
import type { Environment, MockEndpoints } from '../oauth/environment.js';
import type { ChangeKind, Exchange, Fault, MockControl, TokenRecord } from '../oauth/mock-client.js';
import type { ContextKeys, ViewId } from './ids.js';
import type { Target } from './target.js';
import type { Ui } from './ui.js';

/** What every command, tree and editor feature is handed. */
export interface Services {
  readonly version: string;
  readonly extensionUri: Uri;
  readonly log: Log;
  readonly ui: Ui;
  readonly contextKeys: ContextKeyWriter;
  readonly environments: Environments;
  /** What is known of the active environment: its API clients, resource servers and tokens. */
  readonly state: EnvironmentState;
  readonly credentials: Credentials;
  readonly tokens: Tokens;
  readonly mock: MockSupervisor;
  readonly terminals: Terminals;
  /** What the mock simulates: faults, a shifted clock, other rules. */
  readonly simulation: Simulation;
  readonly verifier: TokenVerifier;
  readonly rows: Rows;
  /** Token requests as this editor saw them, for tenants that keep no exchanges of their own. */
  readonly requests: RequestHistory;
  /**
   * The admin API of the active environment; starts the mock where that is the environment.
   * @throws WorkbenchError `admin-client-missing` where a tenant has no API client for administration yet
   */
  admin(): Promise<AdminClient>;
  /** Heeds VS Code's proxy and certificate settings. */
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The output channel, with everything that looks like a credential taken out. */
export interface Log extends Disposable {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
  show(): void;
}

export interface ContextKeyWriter {
  /** Writes only what changed. */
  set<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void;
}

/** An environment by name. The mock's addresses are known while it runs. */
export interface EnvironmentEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: 'mock' | 'tenant';
  readonly environment?: Environment;
  /** The API client whose tokens open the admin API of a tenant. */
  readonly adminClientId?: string;
}

export interface Environments {
  /** The mock first, then tenants by name. */
  list(): readonly EnvironmentEntry[];
  readonly active: EnvironmentEntry;
  readonly onDidChange: Event<void>;
  /**
   * The active environment, or the one with this id, reachable: the mock is started where it has to be, if it is active.
   *
   * @throws WorkbenchError `environment-unreachable`
   */
  ready(id?: string): Promise<Environment>;
  add(environment: Environment): Promise<void>;
  /** Forgets a tenant with its API clients and their credentials. */
  remove(id: string): Promise<void>;
  switchTo(id: string): Promise<void>;
  setAdminClient(id: string, clientId: string | undefined): Promise<void>;
}

/** A credential of an API client; in SecretStorage alone. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string; readonly secretId?: string; readonly expiresAt?: number }
  | {
      readonly kind: 'key';
      /** PKCS#8 PEM. */
      readonly privateKey: string;
      readonly kid?: string;
      readonly certificate?: string;
    };

/** An API client whose credential is at hand; holds no secret. */
export interface KnownClient {
  readonly id: string;
  readonly name: string;
  readonly auth: 'SECRET' | 'PUBKEYCERT' | 'JWKS';
}

export interface Credentials {
  /** The API clients of an environment whose credentials are at hand; no secret is read for it. */
  known(environmentId: string): readonly KnownClient[];
  get(environmentId: string, clientId: string): Promise<Credential | undefined>;
  store(environmentId: string, client: KnownClient, credential: Credential): Promise<void>;
  rename(environmentId: string, clientId: string, name: string): Promise<void>;
  forget(environmentId: string, clientId: string): Promise<void>;
  forgetAll(environmentId: string): Promise<void>;
  readonly onDidChange: Event<void>;
}

/** An access token in memory. */
export interface HeldToken {
  readonly accessToken: string;
  readonly jti: string;
  readonly clientId: string;
  readonly environmentId: string;
  /** Epoch seconds. */
  readonly issuedAt: number;
  /** Epoch seconds. */
  readonly expiresAt: number;
  /** The exchange that issued it, where the mock told. */
  readonly exchangeId?: string;
  readonly revoked: boolean;
}

export interface Tokens {
  /** Asks for a new access token of an API client with its stored credential. */
  obtain(clientId: string, options?: { environmentId?: string; signal?: AbortSignal }): Promise<HeldToken>;
  /** The last token of an API client where it is good for a while yet, else a new one. */
  fresh(clientId: string, options?: { environmentId?: string; signal?: AbortSignal }): Promise<HeldToken>;
  /** The last token of an API client while its expiry lies ahead, also a revoked one. */
  last(clientId: string, environmentId?: string): HeldToken | undefined;
  byJti(jti: string): HeldToken | undefined;
  /** The tokens that this window obtained in an environment, newest first. */
  list(environmentId: string): readonly HeldToken[];
  /** The token itself: held here, or asked of the mock, which can tell it while it is active. */
  text(jti: string): Promise<string>;
  markRevoked(jti: string): void;
  /** Drops the tokens of an API client, or of all of an environment, from memory; tells what they were. */
  forget(environmentId: string, clientId?: string): readonly HeldToken[];
  readonly onDidChange: Event<void>;
}

/** The API client whose variables the terminals have. */
export interface TerminalClient {
  readonly environmentId: string;
  readonly environmentName: string;
  readonly clientId: string;
  readonly name: string;
}

export interface Terminals {
  readonly current: TerminalClient | undefined;
  readonly onDidChange: Event<void>;
  /** Gives integrated terminals the variables of an API client of the active environment; resolves to their names. */
  use(clientId: string): Promise<readonly string[]>;
  stop(): void;
}

/** Plain data. */
export interface SimulationState {
  readonly offsetSeconds: number;
  readonly faults: readonly Fault[];
  /** The switches of the mock. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Names of those that are not as they were when this window met the mock. */
  readonly switched: readonly string[];
}

export interface Simulation {
  readonly state: SimulationState;
  readonly active: boolean;
  readonly onDidChange: Event<void>;
  /** Changes something at the mock; when it resolves, `state` has it. */
  change(control: MockControl, apply: (control: MockControl) => Promise<void>): Promise<void>;
  /** Ends all of it, where the mock runs. */
  end(): Promise<void>;
}

export type MockStatus =
  | { readonly state: 'stopped'; readonly error?: Error }
  | { readonly state: 'starting' }
  | {
      /** `attached`: another window or the command line runs it. */
      readonly state: 'running' | 'attached';
      readonly endpoints: MockEndpoints;
      readonly port: number;
      readonly pid: number;
    };

export interface MockSupervisor {
  readonly status: MockStatus;
  readonly onDidChangeStatus: Event<MockStatus>;
  /** What changed at the mock, by whomever; also exchanges. */
  readonly onDidChangeData: Event<readonly ChangeKind[]>;
  /**
   * The running mock's addresses; starts or attaches to it first. With `interactive` a person is asked about another
   * port where the wanted one is taken; without, a free one is used and said.
   */
  start(options?: { interactive?: boolean | undefined; port?: number | undefined }): Promise<MockEndpoints>;
  /** Stops a mock that this window runs; one that others run is left alone. */
  stop(): Promise<void>;
  /** The control API; starts the mock where it does not run. */
  control(): Promise<MockControl>;
  /** The control API where the mock runs. */
  running(): Promise<MockControl | undefined>;
  /** Attaches where another window or the command line runs the mock; starts it where it ran when a window closed. */
  resume(options?: { attachOnly?: boolean }): Promise<void>;
}

/** The filter of the Issued Tokens view; times in epoch seconds. */
export interface TokenViewFilter {
  readonly status?: 'ACTIVE' | 'REVOKED' | 'EXPIRED';
  readonly clientId?: string;
  readonly issuedFrom?: number;
  readonly issuedTo?: number;
  readonly expiresFrom?: number;
  readonly expiresTo?: number;
}

/** Leads from anywhere to a row of the trees. */
export interface Rows {
  /** Scrolls to the row that stands for it and selects it, opening its view. */
  show(target: Target): void;
  /** Gives a view the focus of the keyboard, once what is being read for it has come. */
  focus(view: ViewId): void;
  readonly onDidWant: Event<Target | ViewId>;
}

/** What the trees show. Plain data; replaced as a whole with each change. */
export interface EnvironmentSnapshot {
  readonly entry: EnvironmentEntry;
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  readonly error?: Error;
  readonly clients: readonly AdminApiClient[];
  /** Whether `clients` comes from the environment; else it has only what is known here. */
  readonly listed: boolean;
  readonly known: readonly KnownClient[];
  readonly clientSearch: string;
  readonly resourceServers: readonly ResourceServer[];
  readonly secrets: ReadonlyMap<string, readonly AdminClientSecret[]>;
  readonly tokens: { readonly total: number; readonly records: readonly TokenRecord[] };
  readonly tokenFilter: TokenViewFilter;
  /** Text that a token's client name or id holds, or that its jti begins with; empty for all. */
  readonly tokenSearch: string;
  /** By how much the mock's clock is shifted. */
  readonly clockOffsetSeconds: number;
}

export type StateKind = 'clients' | 'resources' | 'tokens';

export interface EnvironmentState {
  readonly snapshot: EnvironmentSnapshot;
  readonly onDidChange: Event<ReadonlySet<StateKind>>;
  /** Reads anew from the environment; without kinds everything. Failures are in the snapshot, not thrown. */
  refresh(kinds?: readonly StateKind[]): Promise<void>;
  /** Reads the lists of a tenant, which is never asked unbidden. Where it is cancelled, what was shown stays. */
  list(signal?: AbortSignal): Promise<void>;
  /** Reads the secrets of an API client (without their values) into the snapshot. */
  loadSecrets(clientId: string): Promise<void>;
  loadMoreTokens(): Promise<void>;
  setTokenFilter(filter: TokenViewFilter): Promise<void>;
  setTokenSearch(text: string): Promise<void>;
  setClientSearch(text: string): void;
}

/** A verification, and by which environment's keys. */
export type EnvironmentVerification = Verification & { readonly environment?: { id: string; name: string } };

export interface TokenVerifier {
  /** With keys that are already here, and no network request; undefined where there are none. */
  known(token: string): Promise<EnvironmentVerification | undefined>;
  /**
   * With keys of the configured environments, or of one of them, fetched where need be: the running mock's, and
   * tenants' that have any; undefined where none has.
   */
  verify(token: string, environmentId?: string): Promise<EnvironmentVerification | undefined>;
  /** Fetches the keys of the configured environments, so that later tokens are known without a request. */
  prepare(): Promise<void>;
}

/** A token request as the client side saw it. */
export interface RecordedRequest extends Exchange {
  readonly environmentId: string;
}

export interface RequestHistory {
  /** Newest first, a bounded number. */
  list(): readonly RecordedRequest[];
  forget(environmentId: string, clientId?: string): void;
  readonly onDidAdd: Event<RecordedRequest>;
}
