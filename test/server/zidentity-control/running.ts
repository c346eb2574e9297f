// A mock on a port of its own, and how its callers call it.

import type { Exchange } from '../../../src/zidentity/exchanges/exchange-log.js';
import { type RunningMock, type StartOptions, startMock } from '../../../src/zidentity/start.js';

export const SECRET = 'right-secret-of-forty-characters-0123456';
export const CI = 'iq0000000000a';
export const OTHER = 'iq0000000000b';

export const config = {
  clients: [
    {
      id: CI,
      name: 'ci',
      roles: { ZIA: 'API_Role01' },
      authentication: { type: 'SECRET', secrets: [{ value: SECRET }] },
    },
    {
      id: OTHER,
      name: 'other',
      roles: { ZPA: 'API Full Access' },
      authentication: { type: 'SECRET', secrets: [{ value: SECRET }] },
    },
  ],
};

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  body: any;
}

export class Running {
  readonly mock: RunningMock;
  constructor(mock: RunningMock) {
    this.mock = mock;
  }

  async call(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(this.mock.endpoints.http + path, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
  }

  /** Under `/_mock/v1`, with the admin token. */
  control(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.call(`/_mock/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.mock.adminToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  form(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  requestToken(clientId = CI, secret = SECRET): Promise<Answer> {
    return this.form('/oauth2/v1/token', {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      audience: 'https://api.zscaler.com',
    });
  }

  async token(clientId = CI): Promise<string> {
    return (await this.requestToken(clientId)).body.access_token;
  }

  async exchangeOf(answer: Answer): Promise<Exchange> {
    return (await this.control('GET', `/exchanges/${answer.headers.get('x-mock-exchange-id')}`)).body;
  }
}

export async function startRunning(options: StartOptions = {}): Promise<Running> {
  const running = new Running(await startMock({ port: 0, config, ...options }));
  // The first signing key may still be on its way; tests should not be the ones that wait for it.
  await running.call('/oauth2/v1/keys');
  return running;
}

export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
