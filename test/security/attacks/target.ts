import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Policy } from '../../../src/zidentity/control/settings.js';
import { type RunningMock, startMock } from '../../../src/zidentity/start.js';
import { jwt, type Parts } from './jwt.js';
import { type Asked, ask, raw, type Sent } from './wire.js';

export const NOW = 1_800_000_000;
export const API = 'https://api.zscaler.com';
export const ISSUER = 'https://acme.zslogin.net';
export const SECRET = 'a-secret-that-is-long-enough-to-be-one';
export const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** API clients of the attacked tenant. */
export const CLIENTS = {
  secret: 'iq0000000000a',
  rsa: 'iq0000000000b',
  ec: 'iq0000000000c',
  jwks: 'iq0000000000d',
  victim: 'iq0000000000e',
  reader: 'iq0000000000f',
  disabled: 'iq0000000000g',
  viewer: 'iq0000000000h',
} as const;

export const keys = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  victim: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  attacker: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};

export function pem(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }) as string;
}

const pubkey = (key: KeyObject) => ({ type: 'PUBKEYCERT', keys: [pem(key)] });
const secret = { type: 'SECRET', secrets: [{ value: SECRET }] };

function config(jwksUrl: string): object {
  const client = (id: string, authentication: object, roles: object = { ZIA: 'API_Role01' }, more: object = {}) => ({
    id,
    name: id,
    roles,
    authentication,
    ...more,
  });
  return {
    clients: [
      client(CLIENTS.secret, secret),
      client(CLIENTS.rsa, pubkey(keys.rsa.publicKey)),
      client(CLIENTS.ec, pubkey(keys.ec.publicKey)),
      client(CLIENTS.jwks, { type: 'JWKS', url: jwksUrl }),
      client(CLIENTS.victim, pubkey(keys.victim.publicKey), { ZIAM: 'Super Admin', ZIA: 'API_Role01' }),
      client(CLIENTS.reader, secret, { ZIA: 'API_Role_READONLY' }),
      client(CLIENTS.disabled, secret, undefined, { enabled: false }),
      client(CLIENTS.viewer, secret, { ZIAM: 'View Only Admin' }),
    ],
  };
}

/** A running mock with clients of every kind, and a web server in the attacker's hand. */
export class Target {
  /** Answers as the attacker's web server, which is the JWKS URL of one client. */
  hostile: RequestListener = (_request, response) => void response.writeHead(404).end();
  /** Requests that the attacker's web server got. */
  hits = 0;
  readonly time = { ms: NOW * 1000 };
  readonly warnings: string[];
  private readonly mock: RunningMock;
  private readonly web: Server;

  private constructor(mock: RunningMock, web: Server, warnings: string[], time: { ms: number }) {
    this.mock = mock;
    this.web = web;
    this.warnings = warnings;
    this.time = time;
  }

  static async start(policy: Policy = 'zidentity', allowedOrigins: string[] = []): Promise<Target> {
    let target: Target | undefined;
    const web = createServer((request, response) => {
      if (target === undefined) return;
      target.hits += 1;
      target.hostile(request, response);
    });
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const jwksUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/jwks.json`;
    const warnings: string[] = [];
    const time = { ms: NOW * 1000 };
    const mock = await startMock({
      port: 0,
      policy,
      config: config(jwksUrl),
      allowedOrigins,
      now: () => time.ms,
      log: (message) => void warnings.push(message),
    });
    target = new Target(mock, web, warnings, time);
    return target;
  }

  get adminToken(): string {
    return this.mock.adminToken;
  }

  get http(): string {
    return this.mock.endpoints.http;
  }

  get jwks(): string {
    return this.mock.endpoints.jwks;
  }

  get port(): number {
    return Number(new URL(this.http).port);
  }

  get hostileUrl(): string {
    return `http://127.0.0.1:${(this.web.address() as AddressInfo).port}`;
  }

  ask(asked: Asked): Promise<Sent> {
    return ask(this.port, asked);
  }

  /** With the admin token, and JSON. */
  control(method: string, path: string, body?: unknown): Promise<Sent> {
    const text = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return this.ask({
      method,
      path,
      token: this.adminToken,
      headers: { 'content-type': 'application/json' },
      body: text as string | Buffer | undefined,
    });
  }

  raw(bytes: string | Buffer): Promise<Sent> {
    return raw(this.port, bytes);
  }

  /** A token request with these fields. */
  token(form: Record<string, string> | string, headers: Record<string, string | string[]> = {}): Promise<Sent> {
    const fields = typeof form === 'string' ? form : { grant_type: 'client_credentials', audience: API, ...form };
    return this.ask({
      method: 'POST',
      path: '/oauth2/v1/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    });
  }

  /** A token request that brings this assertion. */
  assertion(clientId: string, text: string, more: Record<string, string> = {}): Promise<Sent> {
    return this.token({ client_id: clientId, client_assertion_type: JWT_BEARER, client_assertion: text, ...more });
  }

  /** The claims that would be right. */
  claims(clientId: string, more: Record<string, unknown> = {}): Record<string, unknown> {
    return { iss: clientId, sub: clientId, aud: API, exp: Math.floor(this.time.ms / 1000) + 300, ...more };
  }

  /** A token request of the RSA client, right but for what is given. */
  signed(parts: Partial<Parts>, clientId: string = CLIENTS.rsa): Promise<Sent> {
    const whole = { claims: this.claims(clientId), ...parts };
    const key = 'mac' in parts || 'signature' in parts || 'key' in parts ? parts.key : keys.rsa.privateKey;
    return this.assertion(clientId, jwt({ ...whole, ...(key === undefined ? {} : { key }) }));
  }

  /** An access token of a client that has a secret. */
  async accessToken(clientId: string = CLIENTS.secret): Promise<string> {
    const { text } = await this.token({ client_id: clientId, client_secret: SECRET });
    return (JSON.parse(text) as { access_token: string }).access_token;
  }

  /** Serves one JWKS, and asks for a token of the client whose JWKS URL it is. */
  async withJwks(answer: unknown, parts: Partial<Parts> = {}): Promise<Sent> {
    // Longer than an answer is remembered.
    this.time.ms += 10 * 60_000;
    this.hostile =
      typeof answer === 'function'
        ? (answer as RequestListener)
        : (_request, response) => void response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    return this.signed(parts, CLIENTS.jwks);
  }

  /** The mock serves on, has told of no bug, and is as it was for everybody else. */
  async assertSound(): Promise<void> {
    const health = await this.ask({ path: '/_mock/v1/health' });
    assert.deepEqual([health.statuses, health.text], [[200], '{"status":"ok"}']);
    assert.deepEqual(this.warnings, []);
    assert.equal(({} as Record<string, unknown>).polluted, undefined, 'a prototype was polluted');
  }

  async stop(): Promise<void> {
    this.web.close();
    this.web.closeAllConnections();
    await this.mock.stop();
  }
}
