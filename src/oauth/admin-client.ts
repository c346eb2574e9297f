import type * as v from 'valibot';
import { WorkbenchError } from '../errors.js';
import {
  type AdminApiClient,
  type AdminClientSecret,
  type ApiClientInput,
  apiClient,
  clientSecret,
  clientSecrets,
  listEnvelope,
  type ResourceServer,
  resourceServer,
} from './admin-schemas.js';
import { type AuthorizeOptions, callJsonApi, checkedAnswer, type JsonApi } from './json-api.js';

export type { AdminApiClient, AdminClientSecret, ApiClientInput, ResourceServer } from './admin-schemas.js';

export interface AdminClientOptions {
  /** Base of the admin API, e.g. `https://api.zsapi.net/ziam/admin/api/v1`. */
  base: string;
  /** An access token whose client has a ZIAM role, or the mock's admin token. */
  authorize(options?: AuthorizeOptions): Promise<string>;
  fetch?: JsonApi['io']['fetch'];
  io?: Omit<JsonApi['io'], 'fetch'>;
}

interface CallOptions {
  signal?: AbortSignal;
}

const hints: JsonApi['hints'] = {
  401: 'The access token was refused. Its API client must exist, be Active and have a ZIAM role; get a new token after its role was changed.',
  403: "The token's API client has no ZIAM role that allows this. View Only reads; Super Admin also writes. A changed role counts for tokens issued afterwards.",
  404: 'It may have been deleted meanwhile. Refresh, and check the id.',
  409: 'It was changed meanwhile, or the name is taken. Refresh and try again.',
};

/** No tenant comes near: 256 API clients at most, 1,000 records a page. */
const maxPages = 200;

/**
 * ZIdentity's admin API: API clients, their secrets, and the resource servers with the scopes that
 * can be selected. Every method throws HttpStatusError with code `admin-…`, NetworkError or
 * CancelledError.
 */
export class AdminClient {
  readonly #base: string;
  readonly #api: JsonApi;

  constructor(options: AdminClientOptions) {
    this.#base = options.base.replace(/(?<!\/)\/+$/, '');
    this.#api = {
      name: 'admin',
      what: 'The admin API',
      authorize: (authorizeOptions) => options.authorize(authorizeOptions),
      hints,
      io: { ...options.io, fetch: options.fetch },
    };
  }

  /** All API clients, page by page; with `nameLike` those whose name contains it. */
  listClients(options: CallOptions & { nameLike?: string; pageSize?: number } = {}): Promise<AdminApiClient[]> {
    const query = new URLSearchParams({ offset: '0', limit: String(options.pageSize ?? 1000) });
    if (options.nameLike !== undefined) query.set('name[like]', options.nameLike);
    return this.#list(`/api-clients?${query}`, apiClient, options);
  }

  async getClient(id: string, options: CallOptions = {}): Promise<AdminApiClient> {
    return this.#checked(apiClient, await this.#call('GET', clientPath(id), undefined, options));
  }

  async createClient(client: ApiClientInput, options: CallOptions = {}): Promise<AdminApiClient> {
    return this.#checked(apiClient, await this.#call('POST', '/api-clients', client, options));
  }

  /** Replaces the whole API client; fields left out may be emptied. See `changeClient`. */
  async updateClient(
    id: string,
    client: ApiClientInput | AdminApiClient,
    options: CallOptions = {},
  ): Promise<AdminApiClient> {
    const answer = await this.#call('PUT', clientPath(id), client, options);
    // A PUT may answer without a body.
    return answer === undefined ? this.getClient(id, options) : this.#checked(apiClient, answer);
  }

  /** Reads the API client, changes the given fields and writes all of it back. */
  async changeClient(id: string, change: Partial<ApiClientInput>, options: CallOptions = {}): Promise<AdminApiClient> {
    const { clientResources, clientAuthentication, ...rest } = change;
    const client = await this.getClient(id, options);
    const changed: AdminApiClient = { ...client, ...rest };
    if (clientAuthentication !== undefined) changed.clientAuthentication = clientAuthentication;
    if (clientResources !== undefined) changed.clientResources = clientResources;
    return this.updateClient(id, changed, options);
  }

  /** Deleting an API client revokes its tokens. */
  async deleteClient(id: string, options: CallOptions = {}): Promise<void> {
    await this.#call('DELETE', clientPath(id), undefined, options);
  }

  /** The secrets of an API client; their values are masked. */
  async listSecrets(clientId: string, options: CallOptions = {}): Promise<AdminClientSecret[]> {
    const answer = await this.#call('GET', `${clientPath(clientId)}/secrets`, undefined, options);
    return this.#checked(clientSecrets, answer ?? []);
  }

  /**
   * Makes a secret; the answer is the one time its value is seen. A third secret replaces the most
   * recent one. `expiresAt` in epoch seconds, 30 to 365 days ahead; the server's default where absent.
   */
  async createSecret(
    clientId: string,
    secret: { expiresAt?: number } = {},
    options: CallOptions = {},
  ): Promise<AdminClientSecret & { value: string }> {
    const answer = await this.#call('POST', `${clientPath(clientId)}/secrets`, secret, options);
    const created = this.#checked(clientSecret, answer);
    if (typeof created.value !== 'string' || created.value === '') {
      throw new WorkbenchError('admin-answer-unexpected', 'The admin API made a secret but did not show its value.', {
        hint: 'Delete this secret and make another one.',
      });
    }
    return { ...created, value: created.value };
  }

  async deleteSecret(clientId: string, secretId: string, options: CallOptions = {}): Promise<void> {
    await this.#call('DELETE', `${clientPath(clientId)}/secrets/${segment(secretId)}`, undefined, options);
  }

  listResourceServers(options: CallOptions = {}): Promise<ResourceServer[]> {
    return this.#list('/resource-servers?offset=0&limit=1000', resourceServer, options);
  }

  async getResourceServer(id: string, options: CallOptions = {}): Promise<ResourceServer> {
    const answer = await this.#call('GET', `/resource-servers/${segment(id)}`, undefined, options);
    return this.#checked(resourceServer, answer);
  }

  async #list<Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
    options: CallOptions,
  ): Promise<v.InferOutput<Schema>[]> {
    const records: v.InferOutput<Schema>[] = [];
    const seen = new Set<string>();
    let url: string | undefined = this.#base + path;
    while (url !== undefined && !seen.has(url)) {
      if (seen.size === maxPages) throw pagesError('The admin API answers with ever more pages.');
      seen.add(url);
      const answer = await callJsonApi(this.#api, { method: 'GET', url, signal: options.signal });
      const page: v.InferOutput<typeof listEnvelope> = this.#checked(listEnvelope, answer);
      for (const record of page.records) records.push(this.#checked(schema, record));
      url = this.#nextPage(url, page.next_link);
    }
    return records;
  }

  /** A bearer token goes to the origin it was meant for alone, whatever a link says. */
  #nextPage(current: string, link: string | null | undefined): string | undefined {
    if (link === undefined || link === null || link === '') return undefined;
    const next = URL.canParse(link, current) ? new URL(link, current) : undefined;
    if (next?.origin !== new URL(current).origin) {
      throw pagesError('The next page is at another address than the one that was asked.');
    }
    return next.href;
  }

  #call(method: string, path: string, body: unknown, options: CallOptions): Promise<unknown> {
    return callJsonApi(this.#api, { method, url: this.#base + path, body, signal: options.signal });
  }

  #checked<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
    return checkedAnswer(this.#api, schema, value);
  }
}

function clientPath(id: string): string {
  return `/api-clients/${segment(id)}`;
}

/** An id as one path segment. `.` and `..` would be resolved away by the URL parser. */
function segment(id: string): string {
  if (id === '' || id === '.' || id === '..') {
    throw new WorkbenchError('admin-id-invalid', 'The id is empty or no id.', {
      hint: 'Give the id as the list shows it.',
    });
  }
  return encodeURIComponent(id);
}

function pagesError(message: string): WorkbenchError {
  return new WorkbenchError('admin-page-elsewhere', message, {
    hint: 'Check the address of the admin API, and for a proxy that rewrites answers.',
  });
}
