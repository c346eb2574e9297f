// Request smuggling, malformed requests and paths that lead elsewhere (RFC 9112 §11, RFC 3986 §6).
import assert from 'node:assert/strict';
import type { Attack } from './attack.js';
import type { Target } from './target.js';
import type { Sent } from './wire.js';

const LINE = '\r\n';

/** A request that shifts the clock, hidden behind another one. */
function hidden(target: Target): string {
  const body = '{"offsetSeconds":12345}';
  return [
    'PUT /_mock/v1/clock HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${target.adminToken}`,
    `Content-Length: ${body.length}`,
    'Connection: close',
    '',
    body,
  ].join(LINE);
}

async function notShifted(_sent: Sent, target: Target): Promise<void> {
  const { text } = await target.control('GET', '/_mock/v1/clock');
  assert.match(text, /"offsetSeconds":0/, 'the hidden request was served');
}

/** A POST with this framing, whose body would be, to another reader, a second request. */
function smuggled(name: string, headers: string[], body: (hidden: string) => string, expect: number[] = [400]): Attack {
  return {
    name,
    expect,
    send: (target) =>
      target.raw(
        ['POST /oauth2/v1/token HTTP/1.1', 'Host: localhost', ...headers, '', body(hidden(target))].join(LINE),
      ),
    and: notShifted,
  };
}

const chunkedEnd = (text: string) => `0${LINE}${LINE}${text}`;

export const smugglingAttacks: Attack[] = [
  smuggled(
    'A request framed by length and by chunks is refused',
    ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    chunkedEnd,
  ),
  smuggled(
    'A request framed by chunks and by length is refused',
    ['Transfer-Encoding: chunked', 'Content-Length: 5'],
    chunkedEnd,
  ),
  smuggled('A request of two lengths is refused', ['Content-Length: 0', 'Content-Length: 400'], (text) => text),
  smuggled('A request of a list of lengths is refused', ['Content-Length: 0, 0'], (text) => text),
  smuggled('A request of a negative length is refused', ['Content-Length: -1'], (text) => text),
  smuggled('A request whose length has a sign is refused', ['Content-Length: +0'], (text) => text),
  smuggled('A request whose length is hexadecimal is refused', ['Content-Length: 0x0'], (text) => text),
  smuggled('A request whose length overflows is refused', ['Content-Length: 18446744073709551616'], (text) => text),
  smuggled('A request of an unknown transfer coding is refused', ['Transfer-Encoding: xchunked'], chunkedEnd),
  smuggled(
    'A request whose transfer coding hides behind another is refused',
    ['Transfer-Encoding: chunked, identity'],
    chunkedEnd,
  ),
  smuggled(
    'A request whose transfer coding hides behind a vertical tab is refused',
    ['Transfer-Encoding:\x0bchunked'],
    chunkedEnd,
  ),
  smuggled(
    'A request with a space before a colon is refused',
    ['Transfer-Encoding : chunked', 'Content-Length: 5'],
    chunkedEnd,
  ),
  smuggled(
    'A request with a folded header is refused',
    ['X-Fold: a', ' Transfer-Encoding: chunked', 'Content-Length: 0'],
    (text) => text,
  ),
  smuggled(
    'A request with a header without a colon is refused',
    ['Content-Length 5', 'Content-Length: 0'],
    (text) => text,
  ),
  smuggled('A request with a zero byte in a header is refused', ['X-Zero: a\0b', 'Content-Length: 0'], (text) => text),
  smuggled(
    'A request with a bare carriage return in a header is refused',
    ['X-Cr: a\rTransfer-Encoding: chunked', 'Content-Length: 0'],
    (text) => text,
  ),
  smuggled(
    'A request with a bare line feed between headers is refused',
    ['X-Lf: a\nTransfer-Encoding: chunked', 'Content-Length: 0'],
    (text) => text,
  ),
  smuggled('A chunk whose size is none is refused', ['Transfer-Encoding: chunked'], (text) => `-1${LINE}${text}`),
  smuggled(
    'A chunk whose size overflows is refused',
    ['Transfer-Encoding: chunked'],
    (text) => `fffffffffffffffff${LINE}${text}`,
  ),
  smuggled(
    'A chunk that is longer than its size is refused',
    ['Transfer-Encoding: chunked'],
    (text) => `1${LINE}ab${text}`,
  ),
  smuggled(
    'A request that begins with another protocol is refused',
    [],
    () => `PRI * HTTP/2.0${LINE}${LINE}`,
    [400, 400],
  ),
];

function head(lines: string[]): (target: Target) => Promise<Sent> {
  return (target) => target.raw([...lines, '', ''].join(LINE));
}

const health = '/_mock/v1/health';

export const requestAttacks: Attack[] = [
  { name: 'A request of HTTP/0.9 is refused', expect: 400, send: (target) => target.raw(`GET ${health}${LINE}`) },
  { name: 'A request of HTTP/2 without asking is refused', expect: 400, send: head(['PRI * HTTP/2.0']) },
  {
    name: 'Bytes that are no protocol are refused',
    expect: 400,
    send: (target) => target.raw(Buffer.alloc(512, 0xee)),
  },
  {
    name: 'A TLS record that is none ends the connection',
    expect: [],
    send: (target) => target.raw(Buffer.alloc(512, 0x16)),
  },
  {
    name: 'A request without Host is refused',
    expect: 400,
    send: head([`GET ${health} HTTP/1.1`, 'Connection: close']),
  },
  { name: 'A request of HTTP/1.0 without Host reaches nothing', expect: 421, send: head([`GET ${health} HTTP/1.0`]) },
  {
    name: 'A request of two Hosts is refused',
    expect: 400,
    send: head([`GET ${health} HTTP/1.1`, 'Host: localhost', 'host: evil.example', 'Connection: close']),
  },
  {
    name: 'A request in lower case is refused',
    expect: 400,
    send: head([`get ${health} HTTP/1.1`, 'Host: localhost']),
  },
  {
    name: 'A method that does not exist is refused',
    expect: 400,
    send: head([`BREW ${health} HTTP/1.1`, 'Host: localhost']),
  },
  {
    name: 'TRACE echoes nothing',
    expect: 401,
    send: head([`TRACE ${health} HTTP/1.1`, 'Host: localhost', 'X-Echo: marked', 'Connection: close']),
    and: ({ text }) => assert.doesNotMatch(text, /marked/),
  },
  {
    name: 'An expectation that is unknown is not met',
    expect: 417,
    send: head([`GET ${health} HTTP/1.1`, 'Host: localhost', 'Expect: 200-maybe', 'Connection: close']),
  },
  {
    name: 'A request line with a space too many is refused',
    expect: 400,
    send: head([`GET ${health} /x HTTP/1.1`, 'Host: localhost']),
  },
  {
    name: 'Headers of more than 16 KiB are refused',
    expect: 431,
    send: head([`GET ${health} HTTP/1.1`, 'Host: localhost', `X-Fill: ${'x'.repeat(17 * 1024)}`]),
  },
  {
    name: 'A path of more than 16 KiB is refused',
    expect: 431,
    send: head([`GET /${'x'.repeat(17 * 1024)} HTTP/1.1`, 'Host: localhost']),
  },
  {
    name: 'A request of 199 headers is served',
    expect: 200,
    send: head([
      `GET ${health} HTTP/1.1`,
      'Host: localhost',
      'Connection: close',
      ...Array.from({ length: 197 }, (_, n) => `X-${n}: x`),
    ]),
  },
  {
    name: 'A request of 200 headers is refused',
    expect: 431,
    send: head([
      `GET ${health} HTTP/1.1`,
      'Host: localhost',
      'Connection: close',
      ...Array.from({ length: 198 }, (_, n) => `X-${n}: x`),
    ]),
  },
  {
    name: 'A body that ends early is told as such, and does nothing',
    expect: 400,
    send: (target) => target.raw(hidden(target).slice(0, -3)),
    and: notShifted,
  },
  {
    name: 'A header that comes behind a body means nothing',
    expect: 401,
    send: (target) =>
      target.raw(
        [
          'PUT /_mock/v1/clock HTTP/1.1',
          'Host: localhost',
          'Transfer-Encoding: chunked',
          'Trailer: Authorization',
          'Connection: close',
          '',
          '17',
          '{"offsetSeconds":12345}',
          '0',
          `Authorization: Bearer ${target.adminToken}`,
          '',
          '',
        ].join(LINE),
      ),
    and: notShifted,
  },
];

/** Path to status: what would lead elsewhere once it is decoded, merged or looked up. */
const paths: readonly [what: string, path: string, status: number][] = [
  ['dots', '/_mock/v1/health/../config', 400],
  ['encoded dots', '/_mock/v1/health/%2e%2e/config', 400],
  ['dots that are encoded by half', '/_mock/v1/health/.%2E/config', 400],
  ['an encoded slash', '/_mock/v1%2fconfig', 400],
  ['an encoded backslash', '/_mock/v1%5cconfig', 400],
  ['a backslash', '/_mock\\v1\\config', 400],
  ['an encoded zero byte', '/_mock/v1/health%00', 400],
  ['an encoded line break', '/_mock/v1/health%0d%0ax-injected:1', 400],
  ['an overlong form of a dot', '/_mock/v1/%c0%ae%c0%ae/config', 400],
  ['a percent sign alone', '/_mock/v1/health%', 400],
  ['a fragment', '/_mock/v1/health#x', 400],
  ['dots that are encoded twice', '/_mock/v1/health/%252e%252e/config', 401],
  ['a double slash', '//_mock/v1/config', 404],
  ['another case', '/_MOCK/v1/config', 404],
  ['a slash at the end', '/_mock/v1/config/', 401],
  ['a parameter of a segment', '/_mock/v1/config;x=/health', 401],
  ['a file of the computer', '/etc/passwd', 404],
  ['a file of the program', '/../../package.json', 400],
  ['dots behind the prefix of a product', '/zia/api/v1/../../../_mock/v1/config', 400],
  ['a member that every object has, in the admin API', '/ziam/admin/api/v1/api-clients/__proto__', 401],
];

export const pathAttacks: Attack[] = paths.map(([what, path, status]) => ({
  name: `A path with ${what} leads nowhere without the admin token`,
  expect: status,
  send: head([`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close']),
  and: ({ text, headers }) => {
    assert.equal(headers['x-injected'], undefined);
    assert.doesNotMatch(text, /"clients"|root:|"devDependencies"/);
  },
}));
