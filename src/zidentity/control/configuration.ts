import { hashChosenSecret } from '../authenticate/secret-hash.js';
import type { MockContext } from '../context.js';
import { HttpError } from '../http/http-error.js';
import { json, noContent, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { LIMITS } from '../limits.js';
import { builtInTenant } from '../tenant/built-in-tenant.js';
import { parseTenantConfig } from '../tenant/parse-config.js';
import { tenantToConfig } from '../tenant/write-config.js';

/** `GET /config`: the tenant in the form of a config file; of each secret the hash. */
export function getConfig(_request: MockRequest, context: MockContext): Reply {
  return json(200, tenantToConfig(context.store.tenant), { 'cache-control': 'no-store' });
}

/** `PUT /config`: replaces the tenant. A config with a fault changes nothing. */
export async function putConfig(request: MockRequest, context: MockContext): Promise<Reply> {
  const body = await request.json(LIMITS.controlBytes);
  if (body === undefined) throw new HttpError(400, 'The body is empty; send the tenant as JSON.');
  const { vanity, cloud } = context.store.tenant;
  const tenant = await parseTenantConfig(body, {
    now: context.now,
    randomBytes: context.randomBytes,
    hashSecret: (value) => hashChosenSecret(value, context.randomBytes),
    defaults: { vanity, cloud },
  });
  await context.store.change('config', (draft) => Object.assign(draft, tenant));
  context.clientJwks.forget();
  return getConfig(request, context);
}

/** `POST /reset`: the built-in tenant without API clients, no tokens, no exchanges, no faults, the sample data, the right time. */
export async function resetMock(_request: MockRequest, context: MockContext): Promise<Reply> {
  const { vanity, cloud } = context.store.tenant;
  await context.store.change('config', (draft) => Object.assign(draft, builtInTenant({ vanity, cloud })));
  await context.tokens.clear();
  await context.publishedJwks.clear();
  context.exchanges.clear();
  context.faults.clear();
  context.replays.clear();
  context.sandbox.reset();
  context.clientJwks.forget();
  context.clock.setOffset(0);
  context.events.changed('clock');
  return noContent();
}
