import * as v from 'valibot';
import { LIMITS } from '../limits.js';
import type { StateFiles } from '../state/state-files.js';
import { readVersioned, type VersionedForm } from '../state/versioned-file.js';
import type { Exchange } from './exchange-log.js';
import { GATEWAY_REFUSALS, type GatewayReason } from './gateway-refusals.js';

const text = v.pipe(v.string(), v.maxLength(16 * 1024));

const call = v.strictObject({
  kind: v.picklist(['reads', 'writes']),
  product: text,
  status: v.pipe(v.number(), v.integer()),
  reason: v.optional(v.picklist(Object.keys(GATEWAY_REFUSALS) as GatewayReason[])),
  method: text,
  path: text,
  found: text,
  count: v.pipe(v.number(), v.integer()),
});

const exchange = v.strictObject({
  id: text,
  at: text,
  clientId: text,
  method: v.picklist(['SECRET_POST', 'SECRET_BASIC', 'PRIVATE_KEY_JWT', 'NONE']),
  outcome: v.picklist(['issued', 'refused']),
  error: v.optional(text),
  steps: v.pipe(
    v.array(
      v.strictObject({
        name: text,
        outcome: v.picklist(['passed', 'failed', 'skipped']),
        detail: text,
        hint: v.optional(text),
        reason: v.optional(text),
      }),
    ),
    v.maxLength(100),
  ),
  jti: v.optional(text),
  calls: v.optional(v.pipe(v.array(call), v.maxLength(LIMITS.gatewayRefusals + 1))),
});

const form: VersionedForm<Exchange[]> = {
  fileName: 'exchanges.json',
  member: 'exchanges',
  version: 1,
  migrations: {},
  read(stored) {
    if (!Array.isArray(stored)) return { problem: 'exchanges' };
    const value = stored.filter((one): one is Exchange => v.is(exchange, one)).slice(-LIMITS.exchanges);
    return stored.every((one) => v.is(exchange, one)) ? { value } : { value, problem: 'an exchange is not usable' };
  },
};

/** The exchanges of the mock that ran before, oldest first; they hold no secret and no token. */
export async function readExchanges(
  files: StateFiles,
  now: () => number,
  warn: (message: string) => void,
): Promise<Exchange[]> {
  return (await readVersioned(files, form, now, warn)) ?? [];
}

/** @param exchanges oldest first */
export async function saveExchanges(files: StateFiles, exchanges: readonly Exchange[]): Promise<void> {
  await files.write(form.fileName, JSON.stringify({ version: form.version, [form.member]: exchanges }));
}
