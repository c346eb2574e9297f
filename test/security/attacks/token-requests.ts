// Attacks on the token request and on the client secret.
import assert from 'node:assert/strict';
import { type Attack, refusedClient, refusedRequest } from './attack.js';
import { claimsOf, jwt } from './jwt.js';
import { CLIENTS, JWT_BEARER, keys, SECRET } from './target.js';

const right = { client_id: CLIENTS.secret, client_secret: SECRET };
const rightForm = `grant_type=client_credentials&client_id=${CLIENTS.secret}&client_secret=${SECRET}`;
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const rightBasic = basic(`${CLIENTS.secret}:${SECRET}`);

function refused(name: string, send: Attack['send'], and: Attack['and'] = refusedRequest): Attack {
  return { name, expect: 400, send, and };
}

export const secretAttacks: Attack[] = [
  ...Object.entries({
    'the right one with one character more': `${SECRET}x`,
    'the right one cut short': SECRET.slice(0, -1),
    'the right one in another case': SECRET.toUpperCase(),
    'the right one with a zero byte behind it': `${SECRET}\0`,
    'the name of something every object has': 'constructor',
    'as long as the form may be': 'x'.repeat(60_000),
  }).map(
    ([what, client_secret]): Attack =>
      refused(`A secret that is ${what} is wrong`, (t) => t.token({ ...right, client_secret }), refusedClient),
  ),
  refused(
    'The secret of one client is no secret of another',
    (t) => t.token({ client_id: CLIENTS.rsa, client_secret: SECRET }),
    refusedClient,
  ),
  refused(
    'A disabled client gets no token with its right secret',
    (t) => t.token({ client_id: CLIENTS.disabled, client_secret: SECRET }),
    refusedClient,
  ),
  {
    name: 'An unknown client and a wrong secret get the same answer, so that nobody can find out clients',
    expect: 400,
    send: (t) => t.token({ client_id: 'iq00000000zzz', client_secret: 'wrong' }),
    async and(sent, t) {
      const other = await t.token({ ...right, client_secret: 'wrong' });
      assert.equal(other.text, sent.text);
      assert.deepEqual(Object.keys(other.headers), Object.keys(sent.headers));
    },
  },
  refused(
    'A client by a name that every object has is unknown',
    (t) => t.token({ client_id: '__proto__', client_secret: SECRET }),
    refusedClient,
  ),
  {
    name: 'A line break in a client id adds no header and no line to the exchange',
    expect: 400,
    send: (t) => t.token({ client_id: 'a\r\nx-injected: 1\r\n\u001b[2J', client_secret: SECRET }),
    async and(sent, t) {
      refusedClient(sent);
      assert.equal(sent.headers['x-injected'], undefined);
      const { text } = await t.control('GET', `/_mock/v1/exchanges/${sent.headers['x-mock-exchange-id']}`);
      assert.doesNotMatch(text, /\\r|\\n|\\u001b/);
    },
  },
  {
    name: 'A scope that is asked for gives no role that was not selected for the client',
    expect: 200,
    send: (t) => t.token({ ...right, scope: 'Role:Super Admin', resource: 'https://admin.example' }),
    and({ text }) {
      const claims = claimsOf((JSON.parse(text) as { access_token: string }).access_token);
      assert.deepEqual(claims.scp, ['Role:API_Role01']);
    },
  },
];

export const tokenRequestAttacks: Attack[] = [
  ...['password', 'authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:token-exchange'].map(
    (grant_type): Attack => ({
      name: `The grant ${grant_type} is none of this server`,
      expect: 400,
      send: (t) => t.token({ ...right, grant_type }),
      and: ({ text }) => assert.match(text, /"unsupported_grant_type"/),
    }),
  ),
  refused('A client id that is there twice is refused', (t) => t.token(`${rightForm}&client_id=${CLIENTS.victim}`)),
  refused('A secret that is there twice is refused', (t) => t.token(`${rightForm}&client_secret=${SECRET}`)),
  refused('A grant type that is there twice is refused', (t) => t.token(`${rightForm}&grant_type=password`)),
  refused('A secret beside an assertion is refused', (t) =>
    t.token({
      ...right,
      client_assertion_type: JWT_BEARER,
      client_assertion: jwt({ claims: t.claims(CLIENTS.secret), key: keys.rsa.privateKey }),
    }),
  ),
  refused('A secret in the body beside one in the header is refused', (t) =>
    t.token(right, { authorization: rightBasic }),
  ),
  refused('A client id beside that of another client in the header is refused', (t) =>
    t.token({ client_id: CLIENTS.victim }, { authorization: rightBasic }),
  ),
  refused(
    'Two Authorization headers are refused',
    (t) =>
      t.raw(
        [
          'POST /oauth2/v1/token HTTP/1.1',
          'Host: localhost',
          `Authorization: ${rightBasic}`,
          `Authorization: ${basic('a:b')}`,
          'Content-Type: application/x-www-form-urlencoded',
          'Content-Length: 29',
          'Connection: close',
          '',
          'grant_type=client_credentials',
        ].join('\r\n'),
      ),
    ({ text }) => assert.match(text, /invalid_request/),
  ),
  refused('Basic credentials without a colon are refused', (t) => t.token({}, { authorization: basic('no colon') })),
  refused('Basic credentials that are no base64 are refused', (t) => t.token({}, { authorization: 'Basic \u00e9{}' })),
  {
    name: 'A wrong secret by Basic gets a challenge',
    expect: 401,
    send: (t) => t.token({}, { authorization: basic(`${CLIENTS.secret}:wrong`) }),
    and: ({ headers }) => assert.match(String(headers['www-authenticate']), /^Basic /),
  },
  ...['application/json', 'multipart/form-data; boundary=x', 'text/plain', ''].map(
    (type): Attack =>
      refused(`A form under the content type "${type}" is refused`, (t) =>
        t.token(rightForm, { 'content-type': type }),
      ),
  ),
  refused('Credentials in the query are refused', (t) =>
    t.ask({ method: 'POST', path: `/oauth2/v1/token?${rightForm}`, headers: form, body: rightForm }),
  ),
  {
    name: 'A form of 32 parameters is read',
    expect: 200,
    send: (t) => t.token(`${rightForm}${'&'.concat(fill(29))}`),
  },
  refused('A form of 33 parameters is refused', (t) => t.token(`${rightForm}&${fill(30)}`)),
  {
    name: 'A form of 64 KiB is read',
    expect: 200,
    send: (t) => t.token(`${rightForm}&f=`.padEnd(64 * 1024, 'x')),
  },
  {
    name: 'A form of one byte more than 64 KiB is refused',
    expect: 413,
    send: (t) => t.token(`${rightForm}&f=`.padEnd(64 * 1024 + 1, 'x')),
  },
  refused('A form that is no UTF-8 is refused', (t) => t.token(`${rightForm}&audience=%C0%AF`)),
  refused('A form with bare bytes that are no UTF-8 is refused', (t) =>
    t.ask({ method: 'POST', path: '/oauth2/v1/token', headers: form, body: Buffer.from([0x61, 0x3d, 0xff, 0xfe]) }),
  ),
  refused('A parameter in the notation of lists is not the parameter', (t) =>
    t.token(`grant_type=client_credentials&client_id=${CLIENTS.secret}&client_secret[]=${SECRET}`),
  ),
  {
    name: 'A form with the members of every object as parameters changes nothing',
    expect: 200,
    send: (t) => t.token(`${rightForm}&__proto__=x&constructor=x&__proto__[polluted]=1`),
  },
  refused('A token for another audience is refused', (t) => t.token({ ...right, audience: 'https://evil.example' })),
  {
    name: 'A token is asked for by POST alone',
    expect: 405,
    send: (t) => t.ask({ path: `/oauth2/v1/token?${rightForm}` }),
  },
  {
    name: 'Another client learns nothing of a token by introspection',
    expect: 200,
    async send(t) {
      const token = await t.accessToken();
      const body = new URLSearchParams({ client_id: CLIENTS.reader, client_secret: SECRET, token }).toString();
      return t.ask({ method: 'POST', path: '/oauth2/v1/introspect', headers: form, body });
    },
    and: ({ text }) => assert.equal(text, '{"active":false}'),
  },
  {
    name: 'Another client revokes nothing',
    expect: 200,
    async send(t) {
      const token = await t.accessToken();
      const body = new URLSearchParams({ client_id: CLIENTS.reader, client_secret: SECRET, token }).toString();
      const { statuses } = await t.ask({ method: 'POST', path: '/oauth2/v1/revoke', headers: form, body });
      assert.deepEqual(statuses, [200]);
      return t.ask({ path: '/zia/api/v1/status', token });
    },
  },
  {
    name: 'Nobody introspects without authenticating',
    expect: 401,
    send: async (t) =>
      t.ask({ method: 'POST', path: '/oauth2/v1/introspect', headers: form, body: `token=${await t.accessToken()}` }),
  },
];

const form = { 'content-type': 'application/x-www-form-urlencoded' };

function fill(count: number): string {
  return Array.from({ length: count }, (_, index) => `p${index}=x`).join('&');
}
