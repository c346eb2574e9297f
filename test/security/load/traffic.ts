// What one connection asks for, again and again: tokens by all methods, the gateway, the admin API, revocations.
import assert from 'node:assert/strict';
import { claimsOf } from '../attacks/jwt.js';
import { API } from '../attacks/target.js';
import type { Answer, Connection, Question } from './connection.js';
import { credentials, type Method, ownClientId } from './tenant.js';

export type Kind = 'token' | 'gateway' | 'admin read' | 'admin write' | 'revocation';

/** Milliseconds of each request, by what it was for. */
export class Latencies {
  readonly byKind = new Map<Kind, number[]>();

  add(kind: Kind, ms: number): void {
    const all = this.byKind.get(kind);
    if (all === undefined) this.byKind.set(kind, [ms]);
    else all.push(ms);
  }

  get count(): number {
    return [...this.byKind.values()].reduce((sum, all) => sum + all.length, 0);
  }
}

export interface Caller {
  connection: Connection;
  number: number;
  adminToken: string;
  latencies: Latencies;
  /** Of tokens that were issued, and of those whose revocation was acknowledged. */
  issued: string[];
  revoked: string[];
}

const methods: readonly Method[] = ['secret', 'certificate', 'jwks'];
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

async function ask(caller: Caller, kind: Kind, question: Question, expected: number): Promise<Answer> {
  const began = performance.now();
  const answer = await caller.connection.ask(question);
  caller.latencies.add(kind, performance.now() - began);
  const { method = 'GET', path } = question;
  assert.equal(answer.status, expected, `${method} ${path}: ${answer.text.slice(0, 300)}`);
  return answer;
}

async function getToken(caller: Caller, method: Method): Promise<string> {
  const fields = { grant_type: 'client_credentials', audience: API, ...credentials(method) };
  const body = new URLSearchParams(fields).toString();
  const question = { method: 'POST', path: '/oauth2/v1/token', headers: form, body };
  const { text } = await ask(caller, 'token', question, 200);
  const { access_token: token } = JSON.parse(text) as { access_token: string };
  caller.issued.push(claimsOf(token).jti as string);
  return token;
}

async function callGateway(caller: Caller, token: string, expected = 200): Promise<void> {
  await ask(caller, 'gateway', { path: '/zia/api/v1/status', token }, expected);
  const body = '["example.com"]';
  const lookUp = { method: 'POST', path: '/zia/api/v1/urlLookup', token, headers: json, body };
  await ask(caller, 'gateway', lookUp, expected);
}

const clients = '/ziam/admin/api/v1/api-clients';

async function administer(caller: Caller, round: number): Promise<void> {
  const { adminToken: token, number } = caller;
  const own = `${clients}/${ownClientId(number)}`;
  const { text } = await ask(caller, 'admin read', { path: own, token }, 200);
  if (round % 4 !== number % 4) {
    await ask(caller, 'admin read', { path: `${clients}?limit=10&offset=${number}`, token }, 200);
    return;
  }
  const body = JSON.stringify({ ...(JSON.parse(text) as object), description: `round ${round}` });
  await ask(caller, 'admin write', { method: 'PUT', path: own, token, headers: json, body }, 200);
  const secrets = `${own}/secrets`;
  const made = await ask(
    caller,
    'admin write',
    { method: 'POST', path: secrets, token, headers: json, body: '{}' },
    201,
  );
  const { id } = JSON.parse(made.text) as { id: string };
  await ask(caller, 'admin write', { method: 'DELETE', path: `${secrets}/${id}`, token }, 204);
}

async function revoke(caller: Caller, token: string, method: Method): Promise<void> {
  const body = new URLSearchParams({ token, ...credentials(method) }).toString();
  await ask(caller, 'revocation', { method: 'POST', path: '/oauth2/v1/revoke', headers: form, body }, 200);
  caller.revoked.push(claimsOf(token).jti as string);
}

/** Goes on until it may not any more, or an answer is not what it must be. */
export async function traffic(caller: Caller, goesOn: () => boolean): Promise<void> {
  for (let round = 0; goesOn(); round += 1) {
    const method = methods[(round + caller.number) % methods.length] as Method;
    const token = await getToken(caller, method);
    await callGateway(caller, token);
    await administer(caller, round);
    await callGateway(caller, token);
    await revoke(caller, token, method);
    await callGateway(caller, token, 401);
  }
}
