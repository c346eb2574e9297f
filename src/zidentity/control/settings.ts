import * as v from 'valibot';

/** `zidentity`: as the service is documented. `strict`: RFC 7523 as the strictest servers apply it. */
export type Policy = 'zidentity' | 'strict';

const settingsSchema = v.strictObject({
  policy: v.picklist(['zidentity', 'strict']),
  audienceRequired: v.boolean(),
  refuseInvalidCertificates: v.boolean(),
  notEntitledStatus: v.picklist([401, 403]),
  refusedClientStatus: v.picklist([400, 401]),
  rateLimits: v.boolean(),
});

/** The guesses that can be switched, for as long as the process lives. */
export interface SettingValues {
  policy: Policy;
  /** Refuse a token request without `audience`. The strict policy always does. */
  audienceRequired: boolean;
  /** Refuse an assertion whose only matching key is of an expired or not yet valid certificate. Strict always does. */
  refuseInvalidCertificates: boolean;
  /** How the gateway answers a client without a role for the product. */
  notEntitledStatus: 401 | 403;
  /**
   * How the token endpoint answers a client that failed to authenticate: 400 as documented, or 401 with nothing but
   * `error`, as an answer recorded with the official Python SDK has it.
   */
  refusedClientStatus: 400 | 401;
  /** Whether the gateway limits rates as documented. */
  rateLimits: boolean;
}

export interface MockSettings {
  readonly values: Readonly<SettingValues>;
  /** Takes some or all of the settings. Says what is wrong with them, and then changes nothing. */
  update(change: unknown): string | undefined;
}

export function createSettings(initial: Partial<SettingValues>, onChange: () => void): MockSettings {
  let values: SettingValues = {
    policy: 'zidentity',
    audienceRequired: false,
    refuseInvalidCertificates: false,
    notEntitledStatus: 403,
    refusedClientStatus: 400,
    rateLimits: false,
    ...initial,
  };
  const changeSchema = v.partial(settingsSchema);
  return {
    get values() {
      return values;
    },
    update(change) {
      if (Array.isArray(change)) return 'Settings are an object, not a list.';
      const parsed = v.safeParse(changeSchema, change);
      if (!parsed.success) {
        const issue = parsed.issues[0];
        const path = v.getDotPath(issue) ?? 'settings';
        return `${path}: ${issue.message}. Settings are ${Object.keys(values).join(', ')}.`;
      }
      values = { ...values, ...(parsed.output as Partial<SettingValues>) };
      onChange();
      return undefined;
    },
  };
}
