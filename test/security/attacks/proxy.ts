// Abuse of CONNECT and of the absolute form: an open proxy would reach whatever this computer reaches.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Attack } from './attack.js';
import type { Target } from './target.js';
import { openSocket, parse, readAll, type Sent } from './wire.js';

function connect(authority: string, more = ''): (target: Target) => Promise<Sent> {
  return (target) => target.raw(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${more}\r\n`);
}

/** Opens a tunnel, sends this through it, and reads what comes. */
async function through(target: Target, bytes: string | Buffer, authority = 'api.zsapi.net:443'): Promise<Sent> {
  const socket = await openSocket(target.port);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  assert.match(head.toString('latin1'), /^HTTP\/1\.1 200 /);
  const all = readAll(socket);
  socket.end(bytes);
  return parse(await all);
}

/** Targets of CONNECT, and the status of each. */
const targets: readonly [what: string, authority: string, status: number][] = [
  ['another host', 'example.com:443', 403],
  ['the metadata service of a cloud', '169.254.169.254:80', 403],
  ['loopback by its address', '127.0.0.1:443', 403],
  ['loopback by its address in IPv6', '[::1]:443', 403],
  ['loopback by a number', '2130706433:443', 403],
  ['loopback in IPv4 within IPv6', '[::ffff:7f00:1]:443', 403],
  ['the right host with a port of another protocol', 'api.zsapi.net:22', 403],
  ['the right host with the port of plain HTTP', 'api.zsapi.net:80', 403],
  ['localhost with the port of another program', 'localhost:5432', 403],
  ['a name that begins like the right one', 'api.zsapi.net.evil.example:443', 403],
  ['a name that ends like the right one', 'evilzslogin.net:443', 403],
  ['a name below the right one', 'x.acme.zslogin.net:443', 403],
  ['the right name with a dot behind it', 'api.zsapi.net.:443', 403],
  ['the right name with a letter of another alphabet', 'api.zs\u00e0pi.net:443', 400],
  ['the host of another vanity domain', 'evil.zslogin.net:443', 502],
  ['a host behind user information', 'api.zsapi.net@evil.example:443', 400],
  ['a host behind a fragment', 'evil.example#api.zsapi.net:443', 400],
  ['a host behind a path', 'evil.example/api.zsapi.net:443', 400],
  ['a URL', 'https://api.zsapi.net:443/', 400],
  ['no port', 'api.zsapi.net', 400],
  ['a port that is none', 'api.zsapi.net:65536', 400],
  ['an empty port', 'api.zsapi.net:', 400],
  ['an empty host', ':443', 400],
  ['everything', '*', 400],
];

export const proxyAttacks: Attack[] = [
  ...targets.map(
    ([what, authority, status]): Attack => ({
      name: `CONNECT to ${what} opens no tunnel`,
      expect: status,
      send: connect(authority),
    }),
  ),
  {
    name: 'CONNECT with a host of the tenant as Host goes by its target alone',
    expect: 403,
    send: (target) => target.raw('CONNECT example.com:443 HTTP/1.1\r\nHost: api.zsapi.net:443\r\n\r\n'),
  },
  {
    name: 'A tunnel leads into no tunnel',
    expect: 403,
    send: (target) => through(target, 'CONNECT api.zsapi.net:443 HTTP/1.1\r\nHost: api.zsapi.net:443\r\n\r\n'),
  },
  {
    name: 'Bytes in a tunnel that are no protocol are refused',
    expect: 400,
    send: (target) => through(target, Buffer.alloc(256, 0xee)),
  },
  {
    name: 'A foreign name within a tunnel is refused',
    expect: 421,
    send: (target) =>
      through(target, 'GET /_mock/v1/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
  },
  ...[
    'http://example.com/',
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1@evil.example/',
    'https://evil.zslogin.net/oauth2/v1/keys',
  ].map(
    (url): Attack => ({
      name: `GET ${url} is fetched for nobody`,
      expect: url.includes('@') ? 400 : 403,
      send: (target) => target.raw(`GET ${url} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    }),
  ),
  ...['ftp://localhost/etc/passwd', 'file:///etc/passwd', 'localhost:443'].map(
    (url): Attack => ({
      name: `GET ${url} is no request target`,
      expect: 400,
      send: (target) => target.raw(`GET ${url} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    }),
  ),
];
