// Forged, stolen and outlived access tokens at the gateway and the admin API.

import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import type { Attack } from './attack.js';
import { claimsOf, headerOf, jwt, part, withClaims } from './jwt.js';
import { CLIENTS, keys, pem, SECRET, Target } from './target.js';
import type { Sent } from './wire.js';

const status = '/zia/api/v1/status';

/** The row is refused with 401 as if there were no token at all. */
function unauthorized(name: string, forge: (token: string, target: Target) => string | Promise<string>): Attack {
  return {
    name,
    expect: 401,
    send: async (target) => target.ask({ path: status, token: await forge(await target.accessToken(), target) }),
  };
}

async function signingKey(target: Target): Promise<string> {
  const { text } = await target.ask({ path: '/oauth2/v1/keys' });
  const [jwk] = (JSON.parse(text) as { keys: { n: string; e: string; kty: string }[] }).keys;
  return pem(createPublicKey({ key: { ...(jwk as { kty: string }) }, format: 'jwk' }));
}

async function clientWith(target: Target, name: string, access = 'API_Role01'): Promise<{ id: string; token: string }> {
  const config = JSON.parse((await target.control('GET', '/_mock/v1/config')).text) as { clients: object[] };
  const id = 'iq000000000zz'.replace('zz', `${10 + name.length}`.slice(-2));
  const clients = [
    ...config.clients.filter((client) => (client as { id: string }).id !== id),
    { id, name, roles: { ZIA: access }, authentication: { type: 'SECRET', secrets: [{ value: SECRET }] } },
  ];
  assert.deepEqual((await target.control('PUT', '/_mock/v1/config', { ...config, clients })).statuses, [200]);
  return { id, token: await target.accessToken(id) };
}

const admin = (id: string) => `/ziam/admin/api/v1/api-clients/${id}`;

export const accessTokenAttacks: Attack[] = [
  {
    name: 'The right token is taken (or all the others would say nothing)',
    expect: 200,
    send: async (target) => target.ask({ path: status, token: await target.accessToken() }),
  },
  { name: 'A call without a token is refused', expect: 401, send: (target) => target.ask({ path: status }) },
  unauthorized('A token with alg none is refused', (token) =>
    jwt({ header: { ...headerOf(token), alg: 'none' }, claims: claimsOf(token), signature: '' }),
  ),
  unauthorized('A token with alg none and the old signature is refused', (token) => {
    const [, payload, signature] = token.split('.');
    return `${part({ ...headerOf(token), alg: 'none' })}.${payload}.${signature}`;
  }),
  unauthorized('A token with an HMAC made of the public signing key is refused', async (token, target) =>
    jwt({
      header: { ...headerOf(token), alg: 'HS256' },
      claims: claimsOf(token),
      mac: { secret: await signingKey(target) },
    }),
  ),
  unauthorized('A token that another key signed under the same kid is refused', (token) =>
    jwt({ header: headerOf(token), claims: claimsOf(token), key: keys.attacker.privateKey }),
  ),
  unauthorized('A token that brings its key along is refused', (token) =>
    jwt({
      header: { ...headerOf(token), jwk: keys.attacker.publicKey.export({ format: 'jwk' }) },
      claims: claimsOf(token),
      key: keys.attacker.privateKey,
    }),
  ),
  unauthorized('A token that a key of an API client signed is refused', (token) =>
    jwt({ header: headerOf(token), claims: claimsOf(token), key: keys.rsa.privateKey }),
  ),
  unauthorized('A token with more roles than were signed is refused', (token) =>
    withClaims(token, { scp: ['Role:Super Admin'], 'service-info': [{ prd: 'ZIAM', rnm: 'Super Admin', tnt: 'x' }] }),
  ),
  unauthorized('A token with a longer life than was signed is refused', (token) =>
    withClaims(token, { exp: 4_000_000_000 }),
  ),
  unauthorized('A token with the jti of another is refused', async (token, target) =>
    withClaims(token, { jti: claimsOf(await target.accessToken(CLIENTS.viewer)).jti }),
  ),
  unauthorized('A token without a signature is refused', (token) => `${token.split('.').slice(0, 2).join('.')}.`),
  unauthorized('A token of more than 16 KiB is refused before it is looked at', (token) =>
    token.replace('.', `${'A'.repeat(8 * 1024)}.`),
  ),
  unauthorized('A client assertion is no access token', (_token, target) =>
    jwt({ claims: target.claims(CLIENTS.rsa), key: keys.rsa.privateKey }),
  ),
  unauthorized('A client secret is no access token', () => SECRET),
  unauthorized('The admin token is no access token of the gateway', (_token, target) => target.adminToken),
  {
    name: 'A token of another mock is refused',
    expect: 401,
    async send(target) {
      const other = await Target.start();
      try {
        return await target.ask({ path: status, token: await other.accessToken() });
      } finally {
        await other.stop();
      }
    },
  },
  {
    name: 'A token in the query is none',
    expect: 401,
    send: async (target) => target.ask({ path: `${status}?access_token=${await target.accessToken()}` }),
  },
  {
    name: 'A token in a cookie is none',
    expect: 401,
    send: async (target) =>
      target.ask({ path: status, headers: { cookie: `access_token=${await target.accessToken()}` } }),
  },
  {
    name: 'Two tokens in one header are none',
    expect: 401,
    send: async (target) => {
      const token = await target.accessToken();
      return target.ask({ path: status, token: `${token}, Bearer ${token}` });
    },
  },
  {
    name: 'A revoked token is refused',
    expect: 401,
    async send(target) {
      const token = await target.accessToken();
      assert.deepEqual((await target.ask({ path: status, token })).statuses, [200]);
      await target.control('POST', `/_mock/v1/tokens/${claimsOf(token).jti}/revoke`);
      return target.ask({ path: status, token });
    },
  },
  {
    name: 'A token of a client that was deleted is refused',
    expect: 401,
    async send(target) {
      const { id, token } = await clientWith(target, 'deleted');
      assert.deepEqual((await target.control('DELETE', admin(id))).statuses, [204]);
      return target.ask({ path: status, token });
    },
  },
  {
    name: 'A token of a client that was disabled is refused, also once it is enabled again',
    expect: 401,
    async send(target) {
      const { id, token } = await clientWith(target, 'disabled one');
      const client = JSON.parse((await target.control('GET', admin(id))).text) as object;
      for (const on of [false, true]) {
        const put = await target.control('PUT', admin(id), { ...client, status: on });
        assert.deepEqual(put.statuses, [200], put.text);
      }
      return target.ask({ path: status, token });
    },
  },
  {
    name: 'A token outlives its signing key, but not its own end',
    expect: 401,
    async send(target) {
      const token = await target.accessToken();
      assert.deepEqual((await target.control('POST', '/_mock/v1/keys/rotate')).statuses, [200]);
      assert.deepEqual((await target.ask({ path: status, token })).statuses, [200]);
      target.time.ms += 3_600_000;
      return target.ask({ path: status, token });
    },
  },
  ...(
    [
      ['A token without a role for the product is refused', 403, CLIENTS.viewer, 'GET', status, {}],
      ['A role that only reads does not write', 403, CLIENTS.reader, 'POST', '/zia/api/v1/ruleLabels', {}],
      [
        'A role that only reads does not write by a header that names another method',
        200,
        CLIENTS.reader,
        'GET',
        '/zia/api/v1/ruleLabels',
        { 'x-http-method-override': 'DELETE', 'x-http-method': 'DELETE', 'x-method-override': 'DELETE' },
      ],
      ['A role that only reads deletes no API client', 403, CLIENTS.viewer, 'DELETE', admin(CLIENTS.victim), {}],
      ['A role of another product administers nothing', 403, CLIENTS.secret, 'GET', admin(CLIENTS.victim), {}],
    ] as const
  ).map(
    ([name, expect, client, method, path, headers]): Attack => ({
      name,
      expect,
      send: async (target): Promise<Sent> =>
        target.ask({
          method,
          path,
          headers: { 'content-type': 'application/json', ...headers },
          token: await target.accessToken(client),
          ...(method === 'POST' ? { body: '{"name":"x"}' } : {}),
        }),
    }),
  ),
  {
    name: 'An access token opens nothing under /_mock/v1, be its role as it may',
    expect: 401,
    send: async (target) => {
      const sent = await target.signed(
        { claims: target.claims(CLIENTS.victim), key: keys.victim.privateKey },
        CLIENTS.victim,
      );
      const { access_token: token } = JSON.parse(sent.text) as { access_token: string };
      return target.ask({ path: '/_mock/v1/config', token });
    },
  },
];
