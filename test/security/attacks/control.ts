// Attacks on the admin API and on what is under /_mock/v1: by strangers, and by bodies beyond every bound.
import assert from 'node:assert/strict';
import type { Attack } from './attack.js';
import { CLIENTS, type Target } from './target.js';
import type { Sent } from './wire.js';

const clients = '/ziam/admin/api/v1/api-clients';
const client = (more: object) => ({
  name: 'x',
  accessTokenLifeTime: 3600,
  clientAuthentication: { authType: 'SECRET' },
  ...more,
});
const oneClient = (more: object) => ({
  clients: [{ name: 'x', authentication: { type: 'SECRET', secrets: [{ value: 'x' }] }, ...more }],
});

function refused(name: string, method: string, path: string, body: unknown, expect = 400): Attack {
  return { name, expect, send: (target) => target.control(method, path, body), and: unchanged };
}

async function unchanged(_sent: Sent, target: Target): Promise<void> {
  const config = JSON.parse((await target.control('GET', '/_mock/v1/config')).text) as { clients: { id: string }[] };
  for (const id of Object.values(CLIENTS))
    assert.ok(
      config.clients.some((each) => each.id === id),
      id,
    );
  const clock = JSON.parse((await target.control('GET', '/_mock/v1/clock')).text) as { offsetSeconds: number };
  assert.equal(clock.offsetSeconds, 0);
}

/** What is not the admin token. */
const tokens: readonly [what: string, header: (token: string) => string][] = [
  ['a part of the token', (token) => `Bearer ${token.slice(0, -1)}`],
  ['the token in another case', (token) => `Bearer ${token.toUpperCase()}x`],
  ['the token and more', (token) => `Bearer ${token} ${token}`],
  ['nothing behind the scheme', () => 'Bearer '],
  ['the word undefined', () => 'Bearer undefined'],
  ['another scheme', (token) => `Token ${token}`],
  ['the token without a scheme', (token) => token],
];

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

export const controlAttacks: Attack[] = [
  ...tokens.map(
    ([what, header]): Attack => ({
      name: `With ${what} nothing under /_mock/v1 opens`,
      expect: 401,
      send: (target) => target.ask({ path: '/_mock/v1/config', headers: { authorization: header(target.adminToken) } }),
    }),
  ),
  ...['/_mock/v1/config', '/_mock/v1/nothing', '/_mock/v1/tokens', `${clients}/${CLIENTS.victim}`].map(
    (path): Attack => ({
      name: `A stranger is told nothing of ${path}`,
      expect: 401,
      send: (target) => target.ask({ method: 'DELETE', path }),
      and: ({ headers }) => assert.equal(headers.allow, undefined),
    }),
  ),
  refused(
    'A member that would become a prototype is refused',
    'PUT',
    '/_mock/v1/settings',
    '{"__proto__":{"polluted":1}}',
  ),
  refused(
    'A member that would become a prototype is refused at any depth',
    'POST',
    clients,
    '{"a":[{"__proto__":{"polluted":1}}]}',
  ),
  refused(
    'A member that would become a prototype is refused under another spelling',
    'POST',
    clients,
    '{"\\u005f_proto__":{"polluted":1}}',
  ),
  refused('A constructor in place of a client is refused', 'POST', clients, {
    constructor: { prototype: { polluted: 1 } },
  }),
  refused('A config with a constructor of its own is refused', 'PUT', '/_mock/v1/config', {
    constructor: { prototype: { polluted: 1 } },
  }),
  refused('A body of 65 levels is refused', 'PUT', '/_mock/v1/config', deep(65)),
  refused('A body of a million levels is refused', 'PUT', '/_mock/v1/config', deep(1_000_000)),
  refused('A body that is no UTF-8 is refused', 'POST', clients, Buffer.from('{"name":"\xff"}', 'latin1')),
  refused(
    'A body of more than two mebibytes is refused by the admin API',
    'POST',
    clients,
    client({ name: 'x'.repeat(2 * 1024 * 1024) }),
    413,
  ),
  refused(
    'A config of more than eight mebibytes is refused',
    'PUT',
    '/_mock/v1/config',
    `"${'x'.repeat(8 * 1024 * 1024)}"`,
    413,
  ),
  refused('A config of 257 clients is refused', 'PUT', '/_mock/v1/config', {
    clients: Array.from({ length: 257 }, () => oneClient({}).clients[0]),
  }),
  {
    name: 'A config that comes over HTTP reads no file',
    expect: 400,
    send: (target) =>
      target.control(
        'PUT',
        '/_mock/v1/config',
        oneClient({ authentication: { type: 'PUBKEYCERT', keys: [{ file: '/etc/passwd' }] } }),
      ),
    and: ({ text }) => assert.doesNotMatch(text, /root:/),
  },
  {
    name: 'A config that comes over HTTP reads no environment',
    expect: 400,
    send: (target) =>
      target.control(
        'PUT',
        '/_mock/v1/config',
        oneClient({ authentication: { type: 'SECRET', secrets: [{ value: { env: 'PATH' } }] } }),
      ),
    and: ({ text }) => assert.equal(text.includes(process.env.PATH ?? ''), false),
  },
  ...['', '$2b$10$abcdefghijklmnopqrstuv', 'hmac-sha256$$', 'scrypt-99999999-8-1$AAAAAAAAAAAAAAAAAAAAAA$x'].map(
    (hash) =>
      refused(
        `A hash of the form "${hash}" is none`,
        'PUT',
        '/_mock/v1/config',
        oneClient({ authentication: { type: 'SECRET', secrets: [{ value: { hash } }] } }),
      ),
  ),
  {
    name: 'The config that is given out holds no secret, and can be given back',
    expect: 200,
    async send(target) {
      const { text } = await target.control('GET', '/_mock/v1/config');
      assert.doesNotMatch(text, /a-secret-that/);
      return target.control('PUT', '/_mock/v1/config', text);
    },
    and: unchanged,
  },
  ...['1e400', '"60"', '1.5', 'null', '99999999999999999999', '-3155760001', '3155760001', '-1800000000'].map(
    (offset) =>
      refused(`A clock offset of ${offset} is refused`, 'PUT', '/_mock/v1/clock', `{"offsetSeconds":${offset}}`),
  ),
  ...Object.entries({
    'a line break in a header': { headers: { 'x-a': 'a\r\nx-injected: 1' } },
    'a line break in the name of a header': { headers: { 'x-a\r\nx-b': 'a' } },
    'more than 50 headers': { headers: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`x-${n}`, 'x'])) },
    'a status of an informational answer': { status: 101 },
    'a status that is none': { status: 600 },
    'no times': { times: 0 },
    'more times than a million': { times: 1_000_001 },
    'a delay of more than ten minutes': { delayMs: 600_001 },
    'a body of more than a million characters': { body: 'x'.repeat(1024 * 1024 - 100) + 'x'.repeat(200) },
    'a break that is none': { break: 'exec' },
  }).map(([what, fault]) =>
    refused(`A fault with ${what} is refused`, 'POST', '/_mock/v1/faults', { target: 'token', ...fault }),
  ),
  {
    name: 'A fault frames no answer of its own',
    expect: 200,
    async send(target) {
      const headers = { 'transfer-encoding': 'chunked', 'content-length': '1', connection: 'upgrade', upgrade: 'x' };
      await target.control('POST', '/_mock/v1/faults', { target: 'token', status: 200, headers, body: 'injected' });
      return target.token({ client_id: CLIENTS.secret, client_secret: 'x' });
    },
    and({ text, headers }) {
      assert.equal(text, 'injected');
      assert.equal(headers['content-length'], '8');
      assert.equal(headers.upgrade, undefined);
    },
  },
  {
    name: 'The thousand and first fault that waits is refused',
    expect: 409,
    async send(target) {
      const body = { target: 'gateway', product: 'ZINSIGHTS', times: 1 };
      for (let count = 0; count < 1000; count += 1) await target.control('POST', '/_mock/v1/faults', body);
      const sent = await target.control('POST', '/_mock/v1/faults', body);
      await target.control('DELETE', '/_mock/v1/faults');
      return sent;
    },
  },
  ...[
    'limit=1&limit=2',
    'limit=1&LIMIT=2',
    'limit=1001',
    'limit=-1',
    'limit=1e3',
    'limit=0x10',
    'offset=9007199254740993',
    'status=ALL',
    'issuedFrom=now',
    'expiresTo=99999999999999',
  ].map((query) => refused(`Tokens are not listed with ${query}`, 'GET', `/_mock/v1/tokens?${query}`, undefined)),
  refused('A name of 129 characters is refused', 'POST', clients, client({ name: 'x'.repeat(129) })),
  refused('A description of 257 characters is refused', 'POST', clients, client({ description: 'x'.repeat(257) })),
  ...[59, 86_401, -1, 1.5, '3600x', null].map((accessTokenLifeTime) =>
    refused(`A lifetime of ${accessTokenLifeTime} is refused`, 'POST', clients, client({ accessTokenLifeTime })),
  ),
  refused(
    'A role that does not exist is refused',
    'POST',
    clients,
    client({ clientResources: [{ id: 'jh', selectedScopes: [{ id: 'a::b' }] }] }),
  ),
  ...[
    '<img src=x onerror=alert(1)>',
    '[click](command:workbench.action.quit)',
    '\u001b[2J\u001b]0;owned\u0007',
    '\u202egnp.exe',
    '=HYPERLINK("http://evil.example")',
  ].map(
    (name): Attack => ({
      name: `A client of the name ${JSON.stringify(name)} comes back as JSON that nothing takes for more`,
      expect: [200],
      async send(target) {
        const { text, statuses } = await target.control('POST', clients, client({ name, description: name }));
        if (statuses[0] === 400)
          return { statuses: [200], headers: { 'content-type': 'application/json' }, text: JSON.stringify({ name }) };
        const { id } = JSON.parse(text) as { id: string };
        const sent = await target.control('GET', `${clients}/${id}`);
        await target.control('DELETE', `${clients}/${id}`);
        return sent;
      },
      and({ headers, text }) {
        assert.match(String(headers['content-type']), /^application\/json/);
        assert.equal((JSON.parse(text) as { name: string }).name, name);
        assert.equal(text.includes('\u001b'), false);
      },
    }),
  ),
  {
    name: 'A search text is no pattern that takes long',
    expect: 200,
    send: (target) => target.control('GET', `${clients}?name[like]=${encodeURIComponent('(a+)+$'.repeat(200))}`),
  },
  {
    name: 'A page is linked to at the host that the caller used, whatever headers say',
    expect: 200,
    send: (target) =>
      target.ask({
        path: `${clients}?limit=1`,
        token: target.adminToken,
        headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript' },
      }),
    and: ({ text }) => assert.match(text, /"next_link":"http:\/\/(127\.0\.0\.1|localhost):\d+\//),
  },
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((id) =>
    refused(`There is no client with the id ${id}`, 'GET', `${clients}/${id}`, undefined, 404),
  ),
  {
    name: 'The 65th listener of changes is refused',
    expect: 429,
    async send(target) {
      const controllers = Array.from({ length: 64 }, () => new AbortController());
      const headers = { authorization: `Bearer ${target.adminToken}` };
      const url = `${target.http}/_mock/v1/events`;
      const open = await Promise.all(controllers.map(({ signal }) => fetch(url, { headers, signal })));
      assert.deepEqual([...new Set(open.map(({ status }) => status))], [200]);
      const sent = await target.control('GET', '/_mock/v1/events');
      for (const controller of controllers) controller.abort();
      return sent;
    },
  },
];
