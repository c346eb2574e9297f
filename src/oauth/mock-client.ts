import type * as v from 'valibot';
import { CancelledError } from './errors.js';
import { type HttpIo, sendRequest } from './http.js';
import { callJsonApi, checkedAnswer, type JsonApi } from './json-api.js';
import { type ChangeKind, followChanges } from './mock-events.js';
import {
  type Clock,
  clock,
  type Exchange,
  envelope,
  exchange,
  type Fault,
  type FaultInput,
  fault,
  info,
  type MockInfo,
  type Page,
  published,
  record,
  rotated,
  type TokenDetail,
  type TokenRecord,
  tokenDetail,
  tokenRecord,
} from './mock-schemas.js';

export type { ChangeKind } from './mock-events.js';
export type { Clock, Exchange, Fault, FaultInput, MockInfo, Page, TokenDetail, TokenRecord } from './mock-schemas.js';

export interface MockControlOptions {
  /** The mock's address, e.g. `http://127.0.0.1:8787`, without `/_mock/v1`. */
  base: string;
  adminToken: string;
  fetch?: HttpIo['fetch'];
  io?: Omit<JsonApi['io'], 'fetch'>;
}

interface CallOptions {
  signal?: AbortSignal;
}

/** Filters of issued tokens; times in epoch seconds. */
export interface TokenFilter extends CallOptions {
  status?: 'ACTIVE' | 'REVOKED' | 'EXPIRED';
  clientId?: string;
  /** Text that the client's name or id holds, or that the jti begins with; in any case. */
  search?: string;
  issuedFrom?: number;
  issuedTo?: number;
  expiresFrom?: number;
  expiresTo?: number;
  offset?: number;
  /** 1 to 1000. */
  limit?: number;
}

export interface ExchangeFilter extends CallOptions {
  clientId?: string;
  /** Of a token that was issued; a mock of an earlier version does not heed it. */
  jti?: string;
  /** 1 to 1000. */
  limit?: number;
}

const hints: JsonApi['hints'] = {
  401: "The admin token was refused: the mock was started anew or has another state folder. Attach again, or copy the token that 'serve' prints.",
  404: 'The mock does not know it (any more). Refresh.',
  409: 'It is no longer in a state that allows this. Refresh.',
};

/**
 * The mock's control API, `/_mock/v1`: what a test needs and the real service lacks. Every method
 * throws HttpStatusError with code `mock-…`, NetworkError or CancelledError.
 */
export class MockControl {
  readonly #base: string;
  readonly #adminToken: string;
  readonly #api: JsonApi;

  constructor(options: MockControlOptions) {
    this.#base = `${options.base.replace(/(?<!\/)\/+$/, '')}/_mock/v1`;
    this.#adminToken = options.adminToken;
    this.#api = {
      name: 'mock',
      what: 'The mock',
      authorize: async () => options.adminToken,
      hints,
      io: { ...options.io, fetch: options.fetch },
    };
  }

  /** Whether a mock answers here. Asks without the token, since anything may listen at the port. */
  async isHealthy(options: CallOptions = {}): Promise<boolean> {
    const request = { method: 'GET', url: `${this.#base}/health`, headers: {}, what: 'The mock', maxBytes: 4096 };
    try {
      const { body } = await sendRequest(request, { ...this.#api.io, ...options });
      return (JSON.parse(body) as { status?: unknown } | null)?.status === 'ok';
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      return false;
    }
  }

  /** Endpoints, version, policy and process id of the running mock. */
  info(options: CallOptions = {}): Promise<MockInfo> {
    return this.#get('/info', info, options);
  }

  /** Issued tokens, newest first. */
  tokens({ signal, ...filter }: TokenFilter = {}): Promise<Page<TokenRecord>> {
    return this.#page('/tokens', filter, tokenRecord, { ...(signal && { signal }) });
  }

  /** One token's record, with the token itself while it is active. */
  token(jti: string, options: CallOptions = {}): Promise<TokenDetail> {
    return this.#get(`/tokens/${encodeURIComponent(jti)}`, tokenDetail, options);
  }

  /** Throws `mock-not-found`, or `mock-conflict` where the token is not active. */
  async revoke(jti: string, options: CallOptions = {}): Promise<void> {
    await this.#call('POST', `/tokens/${encodeURIComponent(jti)}/revoke`, undefined, options);
  }

  /** What happened in each token request, and with its token at the gateway; newest first. */
  exchanges({ signal, ...filter }: ExchangeFilter = {}): Promise<Page<Exchange>> {
    return this.#page('/exchanges', filter, exchange, { ...(signal && { signal }) });
  }

  clock(options: CallOptions = {}): Promise<Clock> {
    return this.#get('/clock', clock, options);
  }

  /** Shifts the mock's time; everything time-bound follows. */
  async setClock(offsetSeconds: number, options: CallOptions = {}): Promise<Clock> {
    return this.#checked(clock, await this.#call('PUT', '/clock', { offsetSeconds }, options));
  }

  faults(options: CallOptions = {}): Promise<Page<Fault>> {
    return this.#page('/faults', {}, fault, options);
  }

  async addFault(input: FaultInput, options: CallOptions = {}): Promise<Fault> {
    return this.#checked(fault, await this.#call('POST', '/faults', input, options));
  }

  /** Removes one fault, or all where no id is given. */
  async removeFaults(id?: string, options: CallOptions = {}): Promise<void> {
    await this.#call('DELETE', id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`, undefined, options);
  }

  /** A new signing key; tokens of the old key stay valid until they expire. */
  async rotateKeys(options: CallOptions = {}): Promise<{ kid: string }> {
    return this.#checked(rotated, await this.#call('POST', '/keys/rotate', undefined, options));
  }

  /** The whole tenant in the form of `--config`, without secrets. */
  config(options: CallOptions = {}): Promise<Record<string, unknown>> {
    return this.#get('/config', record, options);
  }

  async setConfig(config: unknown, options: CallOptions = {}): Promise<void> {
    await this.#call('PUT', '/config', config, options);
  }

  /** Empties the tenant. */
  async reset(options: CallOptions = {}): Promise<void> {
    await this.#call('POST', '/reset', undefined, options);
  }

  /** The switches for what is not known of the real service. */
  settings(options: CallOptions = {}): Promise<Record<string, unknown>> {
    return this.#get('/settings', record, options);
  }

  async setSettings(settings: Record<string, unknown>, options: CallOptions = {}): Promise<Record<string, unknown>> {
    const answer = await this.#call('PUT', '/settings', settings, options);
    return answer === undefined ? this.settings(options) : this.#checked(record, answer);
  }

  /** Publishes a JWKS (public keys alone) at the mock's JWKS host and tells its URL. */
  async publishJwks(name: string, jwks: { keys: unknown[] }, options: CallOptions = {}): Promise<{ url: string }> {
    return this.#checked(published, await this.#call('PUT', `/jwks/${encodeURIComponent(name)}`, jwks, options));
  }

  async unpublishJwks(name: string, options: CallOptions = {}): Promise<void> {
    await this.#call('DELETE', `/jwks/${encodeURIComponent(name)}`, undefined, options);
  }

  /**
   * Tells of changes until `signal` is aborted, and connects again by itself after the mock was
   * away; then everything may have changed, and all kinds are told. Throws where the admin token is
   * refused.
   */
  events(options: {
    signal: AbortSignal;
    onChange: (kinds: readonly ChangeKind[]) => void;
    onConnection?: (connected: boolean) => void;
  }): Promise<void> {
    return followChanges({ url: `${this.#base}/events`, adminToken: this.#adminToken, ...options }, this.#api.io);
  }

  async #page<Schema extends v.GenericSchema>(
    path: string,
    filter: Record<string, string | number | undefined>,
    schema: Schema,
    options: CallOptions,
  ): Promise<Page<v.InferOutput<Schema>>> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
    const page = await this.#get(query.size === 0 ? path : `${path}?${query}`, envelope, options);
    const records = page.records.map((item) => this.#checked(schema, item));
    return { total: page.totalRecord ?? records.length, records };
  }

  async #get<Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
    options: CallOptions,
  ): Promise<v.InferOutput<Schema>> {
    return this.#checked(schema, await this.#call('GET', path, undefined, options));
  }

  #call(method: string, path: string, body: unknown, options: CallOptions): Promise<unknown> {
    return callJsonApi(this.#api, { method, url: this.#base + path, body, signal: options.signal });
  }

  #checked<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
    return checkedAnswer(this.#api, schema, value);
  }
}
