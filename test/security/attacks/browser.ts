// A web page of a foreign origin, in the browser of the person whose mock it is (DNS rebinding, CSRF, CORS).
import assert from 'node:assert/strict';
import type { Attack } from './attack.js';
import { API, CLIENTS, SECRET, type Target } from './target.js';
import type { Sent } from './wire.js';

const origin = 'https://evil.example';

/** Nothing lets the page read the answer. */
function unreadable({ headers }: Sent): void {
  for (const name of Object.keys(headers)) assert.doesNotMatch(name, /^access-control-/);
}

async function clockOf(target: Target): Promise<string> {
  return (await target.control('GET', '/_mock/v1/clock')).text;
}

/** A write that a page can send without being asked (a "simple" request): refused, and nothing has changed. */
function simpleWrite(what: string, type: string | undefined, method: string, path: string, body: string): Attack {
  return {
    name: `A page cannot ${what}${type === undefined ? '' : ` by a simple request of type ${type}`}`,
    expect: 401,
    async send(target) {
      const before = await clockOf(target);
      const headers: Record<string, string> = { origin, ...(type === undefined ? {} : { 'content-type': type }) };
      const sent = await target.ask({ method, path, headers, body });
      assert.equal(await clockOf(target), before);
      return sent;
    },
    and: unreadable,
  };
}

const foreignHosts = {
  'another name': 'evil.example',
  'another name with the right port': 'evil.example:8787',
  'a name that begins like loopback': '127.0.0.1.evil.example',
  'a name that ends like localhost': 'evillocalhost',
  'the address that means any': '0.0.0.0',
  'an address in the form of IPv4 within IPv6': '[::ffff:127.0.0.1]',
  'loopback as one number': '2130706433',
  'loopback in octal': '0177.0.0.1',
  'the host of another vanity domain': 'evil.zslogin.net',
  'a name under the gateway’s': 'evil.api.zsapi.net',
  'the right name with a dot behind it': 'localhost.',
  'the right name with another behind a comma': '127.0.0.1,evil.example',
};

const malformedHosts = {
  'user information': 'user@127.0.0.1',
  'a path': '127.0.0.1/evil.example',
  'two ports': '127.0.0.1:80:80',
  'a port that is none': '127.0.0.1:99999',
};

export const browserAttacks: Attack[] = [
  ...Object.entries(foreignHosts).map(
    ([what, host]): Attack => ({
      name: `A request under ${what} as Host is refused, health included`,
      expect: 421,
      send: (target) => target.ask({ path: '/_mock/v1/health', headers: { host } }),
    }),
  ),
  ...Object.entries(malformedHosts).map(
    ([what, host]): Attack => ({
      name: `A request whose Host has ${what} is malformed`,
      expect: 400,
      send: (target) => target.ask({ path: '/_mock/v1/health', headers: { host } }),
    }),
  ),
  {
    name: 'A token is not issued under a foreign name, be the credentials right',
    expect: 421,
    send: (target) => target.token({ client_id: CLIENTS.secret, client_secret: SECRET }, { host: 'evil.example' }),
  },
  {
    name: 'The admin token opens nothing under a foreign name',
    expect: 421,
    send: (target) =>
      target.ask({ path: '/_mock/v1/config', token: target.adminToken, headers: { host: 'evil.example' } }),
  },
  {
    name: 'A foreign name in another header than Host is not believed',
    expect: 200,
    send: (target) =>
      target.ask({
        path: '/.well-known/openid-configuration',
        headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-original-url': '/_mock/v1' },
      }),
    and: ({ text }) => assert.doesNotMatch(text, /evil/),
  },
  {
    name: 'A page may read no answer, not even health',
    expect: 200,
    send: (target) => target.ask({ path: '/_mock/v1/health', headers: { origin } }),
    and: unreadable,
  },
  {
    name: 'A page without an origin of its own may read no answer',
    expect: 200,
    send: (target) => target.ask({ path: '/oauth2/v1/keys', headers: { origin: 'null' } }),
    and: unreadable,
  },
  {
    name: 'A page gets no leave to send the admin token',
    expect: 401,
    send: (target) =>
      target.ask({
        method: 'OPTIONS',
        path: '/_mock/v1/health',
        headers: {
          origin,
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'authorization',
          'access-control-request-private-network': 'true',
        },
      }),
    and: unreadable,
  },
  {
    name: 'A page may read no answer of the token endpoint',
    expect: 200,
    send: (target) => target.token({ client_id: CLIENTS.secret, client_secret: SECRET, audience: API }, { origin }),
    and: unreadable,
  },
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'].map((type) =>
    simpleWrite('reset the mock', type, 'POST', '/_mock/v1/reset', ''),
  ),
  simpleWrite('add an API client', 'text/plain', 'POST', '/ziam/admin/api/v1/api-clients', '{"name":"x"}'),
  simpleWrite('shift the clock', 'text/plain', 'PUT', '/_mock/v1/clock', '{"offsetSeconds":99}'),
  simpleWrite('inject a fault', 'text/plain', 'POST', '/_mock/v1/faults', '{"target":"token","times":9}'),
  simpleWrite('rotate the signing keys', undefined, 'POST', '/_mock/v1/keys/rotate', ''),
  {
    name: 'A page cannot listen to what changes: an event source sends no token',
    expect: 401,
    send: (target) => target.ask({ path: '/_mock/v1/events', headers: { origin, accept: 'text/event-stream' } }),
    and: unreadable,
  },
  {
    name: 'A page cannot open a web socket',
    expect: 401,
    send: (target) =>
      target.ask({
        path: '/_mock/v1/events',
        headers: {
          origin,
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
          'sec-websocket-version': '13',
        },
      }),
  },
  {
    name: 'The admin token is taken from no cookie',
    expect: 401,
    send: (target) => target.ask({ path: '/_mock/v1/config', headers: { cookie: `adminToken=${target.adminToken}` } }),
  },
  {
    name: 'The admin token is taken from no query',
    expect: 401,
    send: (target) => target.ask({ path: `/_mock/v1/config?access_token=${target.adminToken}` }),
  },
  {
    name: 'The admin token is taken from no Basic credentials, which browsers keep',
    expect: 401,
    send: (target) =>
      target.ask({
        path: '/_mock/v1/config',
        headers: { authorization: `Basic ${Buffer.from(`admin:${target.adminToken}`).toString('base64')}` },
      }),
  },
  {
    name: 'No answer runs as a script in a page',
    expect: 200,
    send: (target) => target.ask({ path: '/oauth2/v1/keys?callback=alert' }),
    and({ text, headers }) {
      assert.match(text, /^\{"keys"/);
      assert.match(String(headers['content-type']), /^application\/json/);
    },
  },
];

/** With one origin allowed. */
export const allowedOriginAttacks: Attack[] = [
  ...[
    'https://good.example.evil.example',
    'https://evil.example',
    'http://good.example',
    'null',
    'https://good.example:1',
  ].map(
    (other): Attack => ({
      name: `Where https://good.example may read answers, ${other} may not`,
      expect: 200,
      send: (target) => target.ask({ path: '/_mock/v1/health', headers: { origin: other } }),
      and: unreadable,
    }),
  ),
  {
    name: 'A page of an allowed origin needs the admin token like everybody',
    expect: 401,
    send: (target) => target.ask({ path: '/_mock/v1/config', headers: { origin: 'https://good.example' } }),
    and: ({ headers }) => assert.equal(headers['access-control-allow-credentials'], undefined),
  },
];
