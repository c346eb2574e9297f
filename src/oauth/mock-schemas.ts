import * as v from 'valibot';

/** Answers of the mock's control API, `/_mock/v1`. Loose, for mocks of a later version. */
export const tokenRecord = v.looseObject({
  jti: v.string(),
  clientId: v.string(),
  clientName: v.optional(v.string(), ''),
  /** Epoch seconds. */
  issuedAt: v.number(),
  /** Epoch seconds. */
  expiresAt: v.number(),
  status: v.picklist(['ACTIVE', 'REVOKED', 'EXPIRED']),
});

export const tokenDetail = v.looseObject({
  ...tokenRecord.entries,
  /** The token itself, while it is active. */
  jwt: v.optional(v.string()),
});

const exchangeStep = v.looseObject({
  name: v.string(),
  outcome: v.picklist(['passed', 'failed', 'skipped']),
  detail: v.optional(v.string(), ''),
  hint: v.optional(v.string()),
});

export const exchange = v.looseObject({
  id: v.string(),
  /** ISO 8601. */
  at: v.string(),
  clientId: v.optional(v.nullable(v.string())),
  method: v.string(),
  outcome: v.picklist(['issued', 'refused']),
  error: v.optional(v.nullable(v.string())),
  steps: v.array(exchangeStep),
});

export const clock = v.looseObject({
  offsetSeconds: v.number(),
  /** Epoch seconds by the mock's clock. */
  now: v.number(),
});

export const fault = v.looseObject({
  id: v.string(),
  target: v.picklist(['token', 'gateway', 'jwks']),
  product: v.optional(v.string()),
  /** How many matching requests it still applies to. */
  times: v.number(),
  status: v.optional(v.number()),
  headers: v.optional(v.record(v.string(), v.unknown())),
  body: v.optional(v.unknown()),
  delayMs: v.optional(v.number()),
  break: v.optional(v.picklist(['reset', 'truncate'])),
});

export const info = v.looseObject({
  version: v.optional(v.string()),
  policy: v.optional(v.string()),
  pid: v.optional(v.number()),
  endpoints: v.optional(v.looseObject({})),
});

export const record = v.looseObject({});
export const rotated = v.looseObject({ kid: v.string() });
export const published = v.looseObject({ url: v.string() });

export const envelope = v.looseObject({
  totalRecord: v.optional(v.number()),
  records: v.array(v.unknown()),
});

export type TokenRecord = v.InferOutput<typeof tokenRecord>;
export type TokenDetail = v.InferOutput<typeof tokenDetail>;
export type Exchange = v.InferOutput<typeof exchange>;
export type Clock = v.InferOutput<typeof clock>;
export type Fault = v.InferOutput<typeof fault>;
export type MockInfo = v.InferOutput<typeof info>;

/** What a fault takes; see the mock's documentation of `/_mock/v1/faults`. */
export interface FaultInput {
  target: 'token' | 'gateway' | 'jwks';
  product?: string;
  times?: number;
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  delayMs?: number;
  break?: 'reset' | 'truncate';
}

/** One page of a list. */
export interface Page<Item> {
  total: number;
  records: Item[];
}
