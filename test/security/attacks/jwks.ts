// Attacks through the web server that a client's JWKS URL leads to.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Attack, refusedClient } from './attack.js';
import { keys, type Target } from './target.js';

const good = { ...keys.rsa.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };

function refused(name: string, answer: unknown, parts: Parameters<Target['withJwks']>[1] = {}): Attack {
  return { name, expect: 400, send: (target) => target.withJwks(answer, parts), and: refusedClient };
}

/** What is not a place of public keys, or not one that this computer should be sent to. */
const urls = {
  'a file': 'file:///etc/passwd',
  'plain HTTP on another computer': 'http://169.254.169.254/latest/meta-data',
  'a name that begins like loopback': 'http://127.0.0.1.evil.example/jwks.json',
  'a name and password': 'https://user:pass@example.com/jwks.json',
  script: 'javascript:alert(1)',
  'its own data': 'data:application/json,{"keys":[]}',
  'another protocol': 'ftp://example.com/jwks.json',
  'a relative place': '//example.com/jwks.json',
  'more than 2,048 characters': `https://example.com/${'x'.repeat(2048)}`,
};

export const jwksAttacks: Attack[] = [
  {
    name: 'A JWKS with the right key is taken (or all the others would say nothing)',
    expect: 200,
    send: (target) => target.withJwks({ keys: [good] }),
  },
  refused('A JWKS of two mebibytes is not read to its end', `{"keys":[],"fill":"${'x'.repeat(2 * 1024 * 1024)}"}`),
  {
    name: 'A JWKS that never ends is left after a mebibyte',
    expect: 400,
    send: (target) =>
      target.withJwks((_request: unknown, response: import('node:http').ServerResponse) => {
        const chunk = Buffer.alloc(64 * 1024, 0x20);
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', more);
        more();
      }),
    and: refusedClient,
  },
  {
    name: 'A JWKS that unpacks to twenty mebibytes is left after one',
    expect: 400,
    send: (target) =>
      target.withJwks((_request: unknown, response: import('node:http').ServerResponse) => {
        response.setHeader('content-encoding', 'gzip');
        response.end(gzipSync(Buffer.alloc(20 * 1024 * 1024, 0x20)));
      }),
    and: refusedClient,
  },
  refused('A JWKS of 101 keys is not read', { keys: Array.from({ length: 101 }, () => good) }),
  refused('A JWKS that nests a hundred thousand levels deep is no JWKS', `{"keys":${'['.repeat(100_000)}`),
  refused('A JWKS whose keys are inherited has none', '{"__proto__":{"keys":[{"kty":"RSA"}]}}'),
  refused('A JWKS that is a web page is none', '<!doctype html><script>alert(1)</script>'),
  refused(
    'A JWKS with a symmetric key verifies no HMAC',
    { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] },
    {
      header: { alg: 'HS256' },
      mac: { secret: 'secret' },
    },
  ),
  refused('A JWKS with a key for encryption verifies nothing', { keys: [{ ...good, use: 'enc' }] }),
  refused('A JWKS with a key of exponent 1 verifies nothing', { keys: [{ ...good, e: 'AQ' }] }),
  refused('A JWKS with an RSA key of 1024 bits verifies nothing', {
    keys: [generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })],
  }),
  {
    name: 'A JWKS of a hundred keys that take long to verify with is not tried',
    expect: 400,
    send: (target) => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const { n } = publicKey.export({ format: 'jwk' });
      // An odd exponent as long as the modulus makes each verification as slow as signing.
      const e = Buffer.from(n as string, 'base64url');
      e[0] = (e[0] as number) >> 1;
      const key = { kty: 'RSA', n, e: e.toString('base64url') };
      return target.withJwks({ keys: Array.from({ length: 100 }, () => key) });
    },
    async and(sent, target) {
      refusedClient(sent);
      const exchanges = await target.control('GET', '/_mock/v1/exchanges?limit=1');
      assert.match(exchanges.text, /exponent/);
    },
  },
  {
    name: 'A private key that a JWKS gives away verifies as a public one, and never comes back',
    expect: 200,
    send: (target) => target.withJwks({ keys: [keys.rsa.privateKey.export({ format: 'jwk' })] }),
    async and(_sent, target) {
      const { d } = keys.rsa.privateKey.export({ format: 'jwk' });
      const exchanges = await target.control('GET', '/_mock/v1/exchanges?limit=1');
      assert.equal(exchanges.text.includes(d as string), false);
    },
  },
  {
    name: 'A JWKS URL that redirects to another origin is not followed there',
    expect: 400,
    send: (target) =>
      target.withJwks((_request: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(302, { location: `${target.http}/oauth2/v1/keys` }).end();
      }),
    and: refusedClient,
  },
  {
    name: 'A JWKS URL that redirects for ever is left after three times',
    expect: 400,
    send: (target) => {
      target.hits = 0;
      return target.withJwks((_request: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(307, { location: '/jwks.json' }).end();
      });
    },
    and(sent, target) {
      refusedClient(sent);
      assert.equal(target.hits, 4);
    },
  },
  {
    name: 'A web server that ends the connection in the middle of its JWKS is told as such',
    expect: 400,
    send: (target) =>
      target.withJwks((_request: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"keys":[');
        setImmediate(() => response.destroy());
      }),
    and: refusedClient,
  },
  ...Object.entries(urls).map(
    ([what, clientJWKsUrl]): Attack => ({
      name: `A JWKS URL that is ${what} is refused`,
      expect: 400,
      send: (target) =>
        target.control('POST', '/ziam/admin/api/v1/api-clients', {
          name: what,
          accessTokenLifeTime: 3600,
          clientAuthentication: { authType: 'JWKS', clientJWKsUrl },
        }),
    }),
  ),
  {
    name: 'A set with private keys is not published',
    expect: 400,
    send: (target) =>
      target.control('PUT', '/_mock/v1/jwks/mine', { keys: [keys.rsa.privateKey.export({ format: 'jwk' })] }),
    and: ({ text }) => assert.doesNotMatch(text, /"d"/),
  },
  {
    name: 'A set is not published under a name that leads out of its folder',
    expect: 400,
    send: (target) => target.control('PUT', '/_mock/v1/jwks/..%2f..%2fetc', { keys: [good] }),
  },
  {
    name: 'The JWKS host of a foreign name tells nothing',
    expect: 421,
    send: (target) => askJwksHost(target, '/mine/jwks.json', 'evil.example'),
  },
  {
    name: 'The JWKS host serves published sets alone, and no file of the state folder',
    expect: 404,
    send: (target) => askJwksHost(target, '/..%2f..%2fadmin-token/jwks.json', '127.0.0.1'),
  },
  {
    name: 'The JWKS host serves nothing that every object has',
    expect: 404,
    send: (target) => askJwksHost(target, '/__proto__/jwks.json', '127.0.0.1'),
  },
];

async function askJwksHost(target: Target, path: string, host: string) {
  const { ask } = await import('./wire.js');
  return ask(Number(new URL(target.jwks).port), { path, headers: { host } });
}
