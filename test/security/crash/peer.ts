import assert from 'node:assert/strict';
import type { Ready } from '../../server/cli/child.js';
import { ask, type Sent } from '../attacks/wire.js';

export const adminClients = '/ziam/admin/api/v1/api-clients';

/** The mock did not answer: it was ended in the middle of it. */
export class Unanswered extends Error {}

/** A caller of a mock that may end at any moment. */
export class Peer {
  readonly port: number;
  readonly jwksPort: number;
  private readonly adminToken: string;
  private readonly onAnswer: () => void;

  constructor(ready: Ready, onAnswer: () => void = () => undefined) {
    this.port = Number(new URL(ready.http).port);
    this.jwksPort = Number(new URL(ready.jwks).port);
    this.adminToken = ready.adminToken;
    this.onAnswer = onAnswer;
  }

  /** With the admin token. Any answer but the expected status is a failure. @throws Unanswered */
  async control<T = unknown>(method: string, path: string, body?: unknown, expected = 200): Promise<T> {
    const sent = await this.send(method, path, body);
    assert.equal(sent.statuses[0], expected, `${method} ${path}: ${sent.text}`);
    return (sent.text === '' ? undefined : JSON.parse(sent.text)) as T;
  }

  /** With the admin token. @throws Unanswered */
  async send(method: string, path: string, body?: unknown): Promise<Sent> {
    return this.answered(
      await ask(this.port, {
        method,
        path,
        token: this.adminToken,
        headers: { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
  }

  /** @throws Unanswered */
  async token(clientId: string, secret: string): Promise<Sent> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const path = '/oauth2/v1/token';
    return this.answered(await ask(this.port, { method: 'POST', path, headers, body: body.toString() }));
  }

  /** A call of the gateway. @throws Unanswered */
  async call(token: string): Promise<number | undefined> {
    return this.answered(await ask(this.port, { path: '/zia/api/v1/status', token })).statuses[0];
  }

  private answered(sent: Sent): Sent {
    if (sent.statuses.length === 0) throw new Unanswered();
    this.onAnswer();
    return sent;
  }
}
