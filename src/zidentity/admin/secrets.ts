import { hashGeneratedSecret } from '../authenticate/secret-hash.js';
import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import { json, noContent, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import type { ClientSecret } from '../model.js';
import { randomId } from '../tenant/ids.js';
import { limits } from '../tenant/limits.js';
import { knownClient } from './api-clients.js';

const mask = '********';
/** 40 characters of base64url, 240 bits. The length is a guess after the portal's pictures. */
const secretBytes = 30;
/** Seconds by which the caller's clock may differ when it adds 30 or 365 days to its own time. */
const clockTolerance = 300;

export function listSecrets(request: MockRequest, { store }: MockContext): Reply {
  return json(
    200,
    knownClient(store.tenant, request).secrets.map((secret) => secretJson(secret, mask)),
  );
}

/**
 * Makes a secret. Its value is in this answer and nowhere else: only its hash is kept. A client has two
 * secrets at most; a third takes the place of the one that was made last.
 */
export async function createSecret(request: MockRequest, context: MockContext): Promise<Reply> {
  const now = Math.floor(context.now() / 1000);
  const expiresAt = readExpiry(await request.json(), now);
  const value = context.randomBytes(secretBytes).toString('base64url');
  const secret: ClientSecret = {
    id: randomId('secret', context.randomBytes),
    hash: hashGeneratedSecret(value, context.randomBytes),
    createdAt: now,
    expiresAt,
  };
  await context.store.change('clients', (draft) => {
    const client = knownClient(draft, request);
    if (client.authentication.type !== 'SECRET') {
      throw new HttpError(400, `The API client authenticates by ${client.authentication.type}; it takes no secret.`);
    }
    // Where two were made in one second, the later in the list is the later made.
    if (client.secrets.length >= limits.secrets) {
      const newest = client.secrets.reduce((a, b) => (b.createdAt >= a.createdAt ? b : a));
      client.secrets = client.secrets.filter((other) => other !== newest);
    }
    client.secrets.push(secret);
    client.updatedAt = now;
  });
  return json(201, secretJson(secret, value));
}

export async function deleteSecret(request: MockRequest, { store }: MockContext): Promise<Reply> {
  await store.change('clients', (draft) => {
    const client = knownClient(draft, request);
    const kept = client.secrets.filter((secret) => secret.id !== request.params.secretId);
    if (kept.length === client.secrets.length) {
      throw new HttpError(404, `The API client has no secret with the id ${request.params.secretId}.`);
    }
    client.secrets = kept;
  });
  return noContent();
}

function secretJson({ id, createdAt, expiresAt }: Readonly<ClientSecret>, value: string): object {
  return { id, value, createdAt, expiresAt };
}

/** `{"expiresAt": epoch seconds}`, a number; the official Python SDK sends it as text. */
function readExpiry(body: unknown, now: number): number {
  const sent = (body as { expiresAt?: unknown } | null | undefined)?.expiresAt;
  if (sent === undefined || sent === null) return now + limits.maxSecretValidity;
  const seconds = typeof sent === 'string' && /^\d{1,15}$/.test(sent) ? Number(sent) : sent;
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds)) {
    throw new HttpError(400, 'expiresAt must be a time in epoch seconds.');
  }
  if (seconds > 100_000_000_000) {
    throw new HttpError(400, 'expiresAt must be in seconds, not in milliseconds.');
  }
  const validity = seconds - now;
  if (validity < limits.minSecretValidity - clockTolerance || validity > limits.maxSecretValidity + clockTolerance) {
    throw new HttpError(400, 'expiresAt must lie 30 to 365 days ahead.');
  }
  return seconds;
}
