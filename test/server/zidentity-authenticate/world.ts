// A tenant with clients of all kinds, asked directly at the token endpoint's handler.
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MockContext } from '../../../src/zidentity/context.js';
import type { Policy } from '../../../src/zidentity/control/settings.js';
import type { Exchange, ExchangeStep } from '../../../src/zidentity/exchanges/exchange-log.js';
import { HttpError } from '../../../src/zidentity/http/http-error.js';
import type { MockRequest } from '../../../src/zidentity/http/request.js';
import type { Handler } from '../../../src/zidentity/http/router.js';
import type { ApiClient, Tenant } from '../../../src/zidentity/model.js';
import { type OpenContext, openContext } from '../../../src/zidentity/open-context.js';
import { builtInTenant } from '../../../src/zidentity/tenant/built-in-tenant.js';
import { tokenEndpoint } from '../../../src/zidentity/token/token-endpoint.js';
import { NOW } from './clients.js';

export * from './clients.js';

export const ISSUER = 'https://acme.zslogin.net';
export const API = 'https://api.zscaler.com';
export const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const smallRsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export function pem(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }) as string;
}

export function jwk(key: KeyObject, more: object = {}): Record<string, unknown> {
  return { ...key.export({ format: 'jwk' }), ...more };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface JwtParts {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: KeyObject;
  encoding?: 'ieee-p1363' | 'der';
}

/** Signs what it is given, right or wrong. */
export function signJwt({ header = {}, claims = {}, key = rsa.privateKey, encoding = 'ieee-p1363' }: JwtParts): string {
  const alg = key.asymmetricKeyType === 'ec' ? 'ES256' : 'RS256';
  const input = `${encode({ alg, typ: 'JWT', ...header })}.${encode(claims)}`;
  return `${input}.${createSign('sha256').update(input).sign({ key, dsaEncoding: encoding }, 'base64url')}`;
}

/** The claims that the official SDKs send. */
export function sdkClaims(clientId: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { iss: clientId, sub: clientId, aud: API, exp: NOW + 600, ...more };
}

export interface Asked {
  form?: Record<string, string> | string;
  headers?: Record<string, string>;
  query?: string;
  origin?: string;
  /** Sent as it is, instead of a form. */
  body?: Buffer;
  rawHeaders?: string[];
  /** The body is larger than the endpoint reads. */
  tooLarge?: boolean;
}

export interface Told {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
  exchange: Exchange;
  /** The one that failed. */
  failed: ExchangeStep | undefined;
}

/** A request as a handler sees it. */
export function requestOf(asked: Asked): MockRequest {
  const { form = '', headers = {}, query = '', origin = ISSUER, body, rawHeaders } = asked;
  const all = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
  const bytes = body ?? Buffer.from(typeof form === 'string' ? form : new URLSearchParams(form).toString());
  return {
    method: 'POST',
    path: '/oauth2/v1/token',
    query: new URLSearchParams(query),
    headers: all,
    rawHeaders: rawHeaders ?? Object.entries(all).flat(),
    host: new URL(origin).hostname,
    origin,
    secure: origin.startsWith('https:'),
    params: {},
    remoteAddress: '127.0.0.1',
    signal: new AbortController().signal,
    async body(maxBytes = Number.POSITIVE_INFINITY) {
      if (asked.tooLarge || bytes.length > maxBytes)
        throw new HttpError(413, `The body is larger than ${maxBytes} bytes.`);
      return bytes;
    },
    json: async () => JSON.parse(bytes.toString('utf8')),
  };
}

export class World {
  readonly opened: OpenContext;
  constructor(opened: OpenContext) {
    this.opened = opened;
  }

  get context(): MockContext {
    return this.opened.context;
  }

  /** Asks for a token; `grant_type` is there unless the form says otherwise. */
  async ask(asked: Asked, handler: Handler = tokenEndpoint): Promise<Told> {
    const form = typeof asked.form === 'object' ? { grant_type: 'client_credentials', ...asked.form } : asked.form;
    const reply = await handler(requestOf({ ...asked, ...(form === undefined ? {} : { form }) }), this.context);
    const headers = reply.headers as Record<string, string>;
    const exchange = this.context.exchanges.get(headers['x-mock-exchange-id'] ?? '') as Exchange;
    return {
      status: reply.status,
      headers,
      body: typeof reply.body === 'string' ? JSON.parse(reply.body) : ((reply.body ?? {}) as Told['body']),
      exchange,
      failed: exchange?.steps.find((step) => step.outcome === 'failed'),
    };
  }

  assertion(clientId: string, parts: JwtParts = {}): Record<string, string> {
    const jwt = signJwt({ ...parts, claims: parts.claims ?? sdkClaims(clientId) });
    return { client_id: clientId, client_assertion_type: JWT_BEARER, client_assertion: jwt, audience: API };
  }
}

export interface WorldOptions {
  policy?: Policy;
  fetch?: typeof fetch;
  tenant?: Partial<Tenant>;
  now?: () => number;
}

export async function makeWorld(clients: ApiClient[], options: WorldOptions = {}): Promise<World> {
  const tenant = { ...builtInTenant(), ...options.tenant, clients };
  const opened = await openContext({
    initialTenant: () => tenant,
    now: options.now ?? (() => NOW * 1000),
    policy: options.policy,
    fetch: options.fetch,
    jwksTimeoutMs: 500,
  });
  await opened.context.keys.current();
  return new World(opened);
}

/** A client's own web server. */
export async function serve(listener: RequestListener): Promise<{ base: string; server: Server; close: () => void }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
