import { type RunningMock, startMock } from '../../../src/zidentity/start.js';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON, undefined where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely, asserts judge them
  json: any;
}

/** A mock on a free port whose clock the test sets. */
export class Mock {
  private constructor(
    private readonly running: RunningMock,
    private readonly time: { ms: number },
  ) {}

  static async start(config?: unknown): Promise<Mock> {
    const time = { ms: 1_750_000_000_000 };
    return new Mock(await startMock({ port: 0, config, now: () => time.ms }), time);
  }

  get base(): string {
    return this.running.endpoints.http;
  }

  get adminToken(): string {
    return this.running.adminToken;
  }

  /** Epoch seconds by the mock's clock. */
  get now(): number {
    return Math.floor(this.time.ms / 1000);
  }

  advance(seconds: number): void {
    this.time.ms += seconds * 1000;
  }

  stop(): Promise<void> {
    return this.running.stop();
  }

  /** @param token bearer; the admin token where nothing is said, none where it is empty */
  async ask(method: string, path: string, body?: unknown, token = this.adminToken): Promise<Answer> {
    const response = await fetch(this.base + path, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, text, json };
  }

  /** An access token by client id and secret. */
  async token(clientId: string, secret: string): Promise<string> {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      audience: 'https://api.zscaler.com',
    });
    const response = await fetch(`${this.base}/oauth2/v1/token`, { method: 'POST', body: form });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`no token for ${clientId}: ${response.status}`);
    return token;
  }

  /** The id of a scope by service and scope name. */
  async scopeId(service: string, role: string): Promise<string> {
    const { json } = await this.ask('GET', '/ziam/admin/api/v1/resource-servers');
    for (const entry of json.records[0].serviceScopes) {
      if (entry.service.name !== service) continue;
      for (const scope of entry.scopes) if (scope.name.endsWith(`Role:${role}`)) return scope.id;
    }
    throw new Error(`no role ${role} of ${service}`);
  }

  /** Makes an API client with a secret and the roles, and gets a token for it. */
  async client(roles: Record<string, string>): Promise<{ id: string; secret: string; token: string }> {
    const server = (await this.ask('GET', '/ziam/admin/api/v1/resource-servers')).json.records[0];
    const selectedScopes = [];
    for (const [service, role] of Object.entries(roles)) selectedScopes.push({ id: await this.scopeId(service, role) });
    const created = await this.ask('POST', '/ziam/admin/api/v1/api-clients', {
      name: `client of ${Object.keys(roles).join(' ')}`,
      accessTokenLifeTime: 3600,
      clientAuthentication: { authType: 'SECRET' },
      clientResources: [{ id: server.id, selectedScopes }],
    });
    const id: string = created.json.id;
    const made = await this.ask('POST', `/ziam/admin/api/v1/api-clients/${id}/secrets`, {});
    const secret: string = made.json.value;
    return { id, secret, token: await this.token(id, secret) };
  }
}
