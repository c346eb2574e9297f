import { generateKeyPairSync } from 'node:crypto';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
export const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const exampleHash = `hmac-sha256$${'s'.repeat(22)}$${'d'.repeat(43)}`;

const secretClient = {
  id: 'iq0000000000a',
  name: 'ci',
  enabled: true,
  accessTokenLifeTime: 3600,
  roles: { ZIA: 'API_Role01' },
  authentication: { type: 'SECRET', secrets: [{ value: 'a-secret-of-the-fixture', expiresAt: 1_800_000_000 }] },
};

/** Configs that parser and JSON Schema both accept. */
export const good: Record<string, unknown> = {
  'an empty object': {},
  'the documented example': {
    vanity: 'acme',
    cloud: 'PRODUCTION',
    services: [
      {
        name: 'ZIA',
        displayName: 'Zscaler Internet Access',
        roles: [
          { name: 'API_Role01', access: 'full' },
          { name: 'API_Role_READONLY', access: 'read' },
        ],
      },
    ],
    clients: [secretClient],
  },
  'a client with the least there can be': { clients: [{ name: 'x', authentication: { type: 'SECRET' } }] },
  'a secret from the environment': {
    clients: [{ name: 'x', authentication: { type: 'SECRET', secrets: [{ value: { env: 'CI_SECRET' } }] } }],
  },
  'a secret as its hash': {
    clients: [{ name: 'x', authentication: { type: 'SECRET', secrets: [{ value: { hash: exampleHash } }] } }],
  },
  'a JWKS URL on loopback': {
    clients: [{ name: 'x', authentication: { type: 'JWKS', url: 'http://127.0.0.1:9999/jwks.json' } }],
  },
  'a public key as text and from a file': {
    clients: [{ name: 'x', authentication: { type: 'PUBKEYCERT', keys: [publicPem, { file: 'keys/ci.pem' }] } }],
  },
  'an access policy': {
    clients: [
      {
        name: 'x',
        authentication: { type: 'SECRET' },
        accessPolicy: { action: 'BLOCK', from: 1_700_000_000, to: 1_800_000_000, services: ['ZIA'] },
      },
    ],
  },
};

/** Configs whose form is wrong: parser and JSON Schema both refuse them; the parser names this path first. */
export const bad: Record<string, { config: unknown; message: RegExp }> = {
  'a list': { config: [], message: /^\$: must be an object, not a list\.$/ },
  'an unknown property': { config: { tenant: 'acme' }, message: /^\$\.tenant: is not known here\.$/ },
  'a whole URL as vanity': {
    config: { vanity: 'https://acme.zslogin.net' },
    message: /^\$\.vanity: must be one label/,
  },
  'a client without a name': {
    config: { clients: [{ authentication: { type: 'SECRET' } }] },
    message: /^\$\.clients\[0\]: needs "name"\.$/,
  },
  'a client without authentication': {
    config: { clients: [{ name: 'x' }] },
    message: /^\$\.clients\[0\]: needs "authentication"\.$/,
  },
  'an unknown kind of authentication': {
    config: { clients: [{ name: 'x', authentication: { type: 'PASSWORD' } }] },
    message: /^\$\.clients\[0\]\.authentication\.type: must be "SECRET", "PUBKEYCERT" or "JWKS"\.$/,
  },
  'a lifetime of 59 seconds': {
    config: { clients: [{ name: 'x', accessTokenLifeTime: 59, authentication: { type: 'SECRET' } }] },
    message: /^\$\.clients\[0\]\.accessTokenLifeTime: must be a number of seconds, a whole number from 60 to 86400\.$/,
  },
  'a name of 129 characters': {
    config: { clients: [{ name: 'x'.repeat(129), authentication: { type: 'SECRET' } }] },
    message: /^\$\.clients\[0\]\.name: must have 128 characters at most\.$/,
  },
  'an id of another form': {
    config: { clients: [{ id: 'my-client', name: 'x', authentication: { type: 'SECRET' } }] },
    message: /^\$\.clients\[0\]\.id: must be an id of 13 characters/,
  },
  'a number as secret': {
    config: { clients: [{ name: 'x', authentication: { type: 'SECRET', secrets: [{ value: 12345 }] } }] },
    message: /^\$\.clients\[0\]\.authentication\.secrets\[0\]\.value: must be text, \{"env": "NAME"\}/,
  },
  'a time in milliseconds': {
    config: {
      clients: [
        { name: 'x', authentication: { type: 'SECRET', secrets: [{ value: 's', expiresAt: 1_800_000_000_000 }] } },
      ],
    },
    message: /secrets\[0\]\.expiresAt: must be a time in epoch seconds/,
  },
  'a hash of another form': {
    config: { clients: [{ name: 'x', authentication: { type: 'SECRET', secrets: [{ value: { hash: 'md5$a$b' } }] } }] },
    message: /secrets\[0\]\.value: must be text/,
  },
  'three secrets': {
    config: {
      clients: [
        { name: 'x', authentication: { type: 'SECRET', secrets: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] } },
      ],
    },
    message: /secrets: must have 2 secrets at most\.$/,
  },
  'no key where keys are needed': {
    config: { clients: [{ name: 'x', authentication: { type: 'PUBKEYCERT', keys: [] } }] },
    message: /keys: must have at least one key or certificate\.$/,
  },
  'a role with an unknown access': {
    config: { services: [{ name: 'ZIA', roles: [{ name: 'r', access: 'write' }] }] },
    message: /^\$\.services\[0\]\.roles\[0\]\.access: must be "full" or "read"\.$/,
  },
  '257 clients': {
    config: { clients: Array.from({ length: 257 }, () => ({ name: 'x', authentication: { type: 'SECRET' } })) },
    message: /^\$\.clients: must have 256 API clients at most\.$/,
  },
};
