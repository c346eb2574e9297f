import * as v from 'valibot';
import { isSecretHash } from '../authenticate/secret-hash.js';
import { isId } from './ids.js';
import { limits } from './limits.js';

/*
 * The form of a config file, as far as a form can say it. What depends on two places at once (a role
 * that no service has, two clients of one id) stands in parse-config.ts. media/oneapi-mock.schema.json
 * says the same to editors; a test holds both against the same examples.
 */

const text = (what: string, max: number) =>
  v.pipe(
    v.string(`must be ${what}`),
    v.minLength(1, `must not be empty`),
    v.maxLength(max, `must have ${max} characters at most`),
  );
const wholeNumber = (what: string, min: number, max: number) => {
  const message = `must be ${what}, a whole number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
};
const id = v.pipe(v.string('must be an id'), v.check(isId, 'must be an id of 13 characters of 0-9 and a-v'));
/** Epoch seconds until the year 9999, so that a time in milliseconds is refused and not believed. */
export const lastSecond = 253_402_300_799;
const time = wholeNumber('a time in epoch seconds', 0, lastSecond);
const productName = v.pipe(
  v.string('must be the name of a service'),
  v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'must be the name of a service: letters, digits, _ and -'),
);

const role = v.strictObject({
  name: text('the name of a role', 128),
  access: v.picklist(['full', 'read'], 'must be "full" or "read"'),
});

const service = v.strictObject({
  name: productName,
  displayName: v.optional(text('text', 128)),
  cloudName: v.optional(text('text', 128)),
  orgName: v.optional(text('text', 128)),
  roles: v.pipe(
    v.array(role, 'must be a list of roles'),
    v.minLength(1, 'must have at least one role'),
    v.maxLength(256, 'must have 256 roles at most'),
  ),
});

const secret = v.strictObject({
  id: v.optional(id),
  value: v.union(
    [
      text('a secret', 1024),
      v.strictObject({ env: text('the name of an environment variable', 256) }),
      v.strictObject({ hash: v.pipe(v.string(), v.check(isSecretHash)) }),
    ],
    'must be text, {"env": "NAME"}, or {"hash": "…"} as GET /_mock/v1/config gives it',
  ),
  createdAt: v.optional(time),
  expiresAt: v.optional(time),
});

const key = v.union(
  [
    text('PEM text', 65_536),
    v.strictObject({ file: text('a path', 4096), name: v.optional(text('a name', 128)) }),
    v.strictObject({ pem: text('PEM text', 65_536), name: v.optional(text('a name', 128)) }),
  ],
  'must be PEM text, {"file": "path"} or {"pem": "text", "name": "…"}',
);

const authentication = v.variant(
  'type',
  [
    v.strictObject({
      type: v.literal('SECRET'),
      secrets: v.optional(
        v.pipe(
          v.array(secret, 'must be a list of secrets'),
          v.maxLength(limits.secrets, `must have ${limits.secrets} secrets at most`),
        ),
        [],
      ),
    }),
    v.strictObject({
      type: v.literal('PUBKEYCERT'),
      keys: v.pipe(
        v.array(key, 'must be a list of keys'),
        v.minLength(1, 'must have at least one key or certificate'),
        v.maxLength(limits.keys, `must have ${limits.keys} keys at most`),
      ),
    }),
    v.strictObject({ type: v.literal('JWKS'), url: text('a URL', limits.jwksUrlLength) }),
  ],
  'must be "SECRET", "PUBKEYCERT" or "JWKS"',
);

/** A client's access policy rule, in a config and under `/_mock/v1/policies`. */
export const accessPolicyForm = v.strictObject({
  action: v.picklist(['ALLOW', 'BLOCK'], 'must be "ALLOW" or "BLOCK"'),
  from: v.optional(time),
  to: v.optional(time),
  services: v.optional(
    v.pipe(v.array(productName, 'must be a list of services'), v.minLength(1, 'must name a service')),
  ),
});

const client = v.strictObject({
  id: v.optional(id),
  name: text('a name', limits.nameLength),
  description: v.optional(
    v.pipe(
      v.string('must be text'),
      v.maxLength(limits.descriptionLength, `must have ${limits.descriptionLength} characters at most`),
    ),
    '',
  ),
  enabled: v.optional(v.boolean('must be true or false'), true),
  accessTokenLifeTime: v.optional(wholeNumber('a number of seconds', limits.minLifeTime, limits.maxLifeTime), 3600),
  roles: v.optional(
    v.record(v.string(), text('the name of a role', 128), 'must be an object of service names and role names'),
    {},
  ),
  authentication,
  accessPolicy: v.optional(accessPolicyForm),
  createdAt: v.optional(time),
  updatedAt: v.optional(time),
});

export const configForm = v.strictObject({
  $schema: v.optional(v.string('must be text')),
  vanity: v.optional(
    v.pipe(
      v.string('must be text'),
      v.regex(
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
        'must be one label in lower case, like "acme" of https://acme.zslogin.net',
      ),
    ),
  ),
  cloud: v.optional(
    v.pipe(
      v.string('must be text'),
      v.regex(
        /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
        'must be PRODUCTION, beta, gov, govus or another cloud name',
      ),
    ),
  ),
  orgName: v.optional(text('text', 128)),
  services: v.optional(
    v.pipe(v.array(service, 'must be a list of services'), v.maxLength(64, 'must have 64 services at most')),
  ),
  clients: v.optional(
    v.pipe(
      v.array(client, 'must be a list of API clients'),
      v.maxLength(limits.clients, `must have ${limits.clients} API clients at most`),
    ),
    [],
  ),
});

export type TenantConfig = v.InferInput<typeof configForm>;
export type CheckedConfig = v.InferOutput<typeof configForm>;
export type CheckedClient = CheckedConfig['clients'][number];
export type CheckedAuthentication = CheckedClient['authentication'];
