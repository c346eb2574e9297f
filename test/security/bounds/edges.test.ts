// Bounds on what strangers send, each tried at its edge: the last that is taken, and the first that is not. Further
// edges are tried where the thing itself is tested: of forms, headers and faults among the attacks, of connections
// among the slow callers, of names, keys and clients with the admin API, of keys and tokens with their readers.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { decodeJwt } from '../../../src/jwt/decode.js';
import { MAX_TOKEN_LENGTH } from '../../../src/jwt/find.js';
import { describeKeyText } from '../../../src/keys/describe.js';
import { MAX_JWKS_KEYS } from '../../../src/keys/jwks.js';
import { findPemBlocks } from '../../../src/keys/pem.js';
import { MAX_KEY_TEXT } from '../../../src/keys/recognise.js';
import { maxBody } from '../../../src/zidentity/admin/api-clients.js';
import { createClock } from '../../../src/zidentity/control/clock.js';
import { createExchangeLog, type Exchange } from '../../../src/zidentity/exchanges/exchange-log.js';
import { defaultBodyBytes } from '../../../src/zidentity/http/incoming-request.js';
import { maxDepth, parseJsonBody } from '../../../src/zidentity/http/json-text.js';
import { LIMITS } from '../../../src/zidentity/limits.js';
import { createSigningKeys } from '../../../src/zidentity/state/signing-keys.js';
import { maxPemCharacters, readCredentialPem } from '../../../src/zidentity/tenant/credential-pem.js';
import { limits } from '../../../src/zidentity/tenant/limits.js';
import { jwt, part } from '../attacks/jwt.js';
import { CLIENTS, keys, pem, SECRET, Target } from '../attacks/target.js';
import type { Sent } from '../attacks/wire.js';

interface Edge {
  name: string;
  most: number;
  /** Sends as many or as much of it. */
  send: (target: Target, amount: number) => Promise<Sent>;
  taken: number;
  refused: number;
}

const good = { ...keys.rsa.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
const other = keys.victim.publicKey.export({ format: 'jwk' });
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** An assertion of exactly so many characters: base64 has no length of one more than a multiple of four. */
function assertionOf(target: Target, length: number): string {
  for (const kid of ['', 'k', 'kk']) {
    const sized = (fill: number) =>
      jwt({
        header: { alg: 'RS256', kid },
        claims: target.claims(CLIENTS.rsa, { fill: 'x'.repeat(fill) }),
        key: keys.rsa.privateKey,
      });
    const fill = Math.floor(((length - sized(0).length) * 3) / 4);
    for (const more of [-1, 0, 1]) {
      const text = sized(fill + more);
      if (text.length === length) return text;
    }
  }
  throw new Error(`No assertion has ${length} characters.`);
}

const padded = (value: object, bytes: number) => JSON.stringify(value).padEnd(bytes, ' ');

const newClient = { name: 'edge', accessTokenLifeTime: 3600, clientAuthentication: { authType: 'SECRET' } };
const clients = '/ziam/admin/api/v1/api-clients';
const fault = (more: object) => (target: Target) =>
  target.control('POST', '/_mock/v1/faults', { target: 'gateway', product: 'ZINSIGHTS', ...more });

const edges: Edge[] = [
  {
    name: 'Characters of a client assertion',
    most: LIMITS.tokenCharacters,
    send: (target, length) => target.assertion(CLIENTS.rsa, assertionOf(target, length)),
    taken: 200,
    refused: 400,
  },
  {
    name: 'Bytes of a JWKS',
    most: LIMITS.jwksBytes,
    send: (target, bytes) => target.withJwks(padded({ keys: [good] }, bytes)),
    taken: 200,
    refused: 400,
  },
  {
    name: 'Keys of a JWKS',
    most: MAX_JWKS_KEYS,
    send: (target, count) => target.withJwks({ keys: [...Array.from({ length: count - 1 }, () => other), good] }),
    taken: 200,
    refused: 400,
  },
  {
    name: 'Redirects on the way to a JWKS',
    most: LIMITS.jwksRedirects,
    send: (target, redirects) => {
      let left = redirects;
      return target.withJwks((_request: unknown, response: ServerResponse) => {
        left -= 1;
        if (left >= 0) response.writeHead(307, { location: '/jwks.json' }).end();
        else response.end(JSON.stringify({ keys: [good] }));
      });
    },
    taken: 200,
    refused: 400,
  },
  {
    name: 'Characters of a JWKS URL',
    most: limits.jwksUrlLength,
    send: (target, length) =>
      target.control('POST', clients, {
        ...newClient,
        clientAuthentication: { authType: 'JWKS', clientJWKsUrl: 'https://example.com/'.padEnd(length, 'x') },
      }),
    taken: 201,
    refused: 400,
  },
  {
    name: 'Keys of a set that is published',
    most: LIMITS.publishedKeys,
    send: (target, count) =>
      target.control('PUT', '/_mock/v1/jwks/edge', { keys: Array.from({ length: count }, () => ({ kty: 'EC' })) }),
    taken: 200,
    refused: 400,
  },
  {
    name: 'Bytes of a set that is published',
    most: LIMITS.publishedJwksBytes,
    send: (target, bytes) => {
      const set = (fill: number) => ({ keys: [{ kty: 'EC', fill: 'x'.repeat(fill) }] });
      return target.control('PUT', '/_mock/v1/jwks/edge', set(bytes - JSON.stringify(set(0)).length));
    },
    taken: 200,
    refused: 400,
  },
  {
    name: 'Bytes of a body of the admin API',
    most: maxBody,
    send: (target, bytes) => target.control('POST', clients, padded(newClient, bytes)),
    taken: 201,
    refused: 413,
  },
  {
    name: 'Bytes of a body of the gateway',
    most: defaultBodyBytes,
    send: async (target, bytes) =>
      target.ask({
        method: 'POST',
        path: '/zia/api/v1/urlLookup',
        token: await target.accessToken(),
        headers: { 'content-type': 'application/json' },
        body: padded(['example.com'], bytes),
      }),
    taken: 200,
    refused: 413,
  },
  {
    name: 'Bytes of a config over HTTP',
    most: LIMITS.controlBytes,
    send: async (target, bytes) => {
      const { text } = await target.control('GET', '/_mock/v1/config');
      return target.control('PUT', '/_mock/v1/config', text.padEnd(bytes, ' '));
    },
    taken: 200,
    refused: 413,
  },
  {
    name: 'Times of a fault',
    most: LIMITS.faultTimes,
    send: (target, times) => fault({ times })(target),
    taken: 201,
    refused: 400,
  },
  {
    name: 'Milliseconds of a fault',
    most: LIMITS.faultDelayMs,
    send: (target, delayMs) => fault({ delayMs })(target),
    taken: 201,
    refused: 400,
  },
  {
    name: 'Characters of the body of a fault',
    most: LIMITS.faultBodyCharacters,
    send: (target, length) => fault({ body: 'x'.repeat(length - 2) })(target),
    taken: 201,
    refused: 400,
  },
  {
    name: 'Headers of a fault',
    most: LIMITS.faultHeaders,
    send: (target, count) =>
      fault({ headers: Object.fromEntries(Array.from({ length: count }, (_, n) => [`x-${n}`, 'x'])) })(target),
    taken: 201,
    refused: 400,
  },
  {
    name: 'Items of a page of the admin API',
    most: LIMITS.pageItems,
    send: (target, limit) => target.control('GET', `${clients}?limit=${limit}`),
    taken: 200,
    refused: 400,
  },
  {
    name: 'Items of a page of issued tokens',
    most: LIMITS.pageItems,
    send: (target, limit) => target.control('GET', `/_mock/v1/tokens?limit=${limit}`),
    taken: 200,
    refused: 400,
  },
  {
    name: 'Characters of a token that is introspected',
    most: LIMITS.tokenCharacters,
    send: (target, length) => {
      const fields = { client_id: CLIENTS.secret, client_secret: SECRET, token: 'x'.repeat(length) };
      const body = new URLSearchParams(fields).toString();
      return target.ask({ method: 'POST', path: '/oauth2/v1/introspect', headers: form, body });
    },
    // Longer than any token is like any other text that is none (RFC 7662 §2.2).
    taken: 200,
    refused: 200,
  },
];

describe('A bound is true at its edge:', () => {
  let target: Target;
  before(async () => {
    target = await Target.start();
  });
  after(() => target.stop());

  for (const { name, most, send, taken, refused } of edges) {
    it(`${name}: ${most.toLocaleString('en')} are taken, and one more is not`, async () => {
      const last = await send(target, most);
      assert.deepEqual(last.statuses, [taken], last.text.slice(0, 300));
      const beyond = await send(target, most + 1);
      assert.deepEqual(beyond.statuses, [refused], beyond.text.slice(0, 300));
      await target.control('DELETE', '/_mock/v1/faults');
      await target.assertSound();
    });
  }

  it('Sets that are published: 512 are kept, and one more is refused', async () => {
    const publish = (name: number) => target.control('PUT', `/_mock/v1/jwks/set-${name}`, { keys: [{ kty: 'EC' }] });
    await target.control('DELETE', '/_mock/v1/jwks/edge');
    const sent = await Promise.all(Array.from({ length: LIMITS.publishedJwks }, (_, name) => publish(name)));
    assert.deepEqual([...new Set(sent.map(({ statuses }) => statuses[0]))], [200]);
    assert.deepEqual((await publish(LIMITS.publishedJwks)).statuses, [400]);
  });
});

describe('A reader is bounded at its edge:', () => {
  it('the levels of a JSON body', () => {
    const deep = (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels));
    parseJsonBody(deep(maxDepth));
    assert.throws(() => parseJsonBody(deep(maxDepth + 1)), /deeper than 64 levels/);
  });

  it('the seconds by which the clock is shifted', () => {
    const dayOne = createClock(() => 86_400_000);
    dayOne.setOffset(LIMITS.clockOffsetSeconds);
    assert.throws(() => dayOne.setOffset(LIMITS.clockOffsetSeconds + 1), { code: 'clock-offset-invalid' });
    assert.equal(dayOne.offsetSeconds, LIMITS.clockOffsetSeconds);
  });

  it('the characters of a token that is decoded', () => {
    const head = `${part('{}')}.${part('{}')}.`;
    const sized = (length: number) => head.padEnd(length, 'A');
    assert.equal(decodeJwt(sized(MAX_TOKEN_LENGTH)).token.length, MAX_TOKEN_LENGTH);
    assert.throws(() => decodeJwt(sized(MAX_TOKEN_LENGTH + 1)), /longer than 64 KiB/);
  });

  it('the characters of a key file', () => {
    const text = pem(keys.ec.publicKey);
    assert.equal(describeKeyText(text.padEnd(MAX_KEY_TEXT)).kind, 'public-spki');
    assert.equal(describeKeyText(text.padEnd(MAX_KEY_TEXT + 1)).kind, 'too-large');
  });

  it('the characters of a key that is uploaded', () => {
    const text = pem(keys.ec.publicKey);
    assert.equal(readCredentialPem(text.padEnd(maxPemCharacters)).kind, 'public-key');
    assert.throws(() => readCredentialPem(text.padEnd(maxPemCharacters + 1)), /longer than 64 KiB/);
  });

  it('the blocks of a PEM text', () => {
    assert.equal(findPemBlocks(pem(keys.ec.publicKey).repeat(65)).length, 64);
  });

  it('the exchanges that are remembered', () => {
    const log = createExchangeLog(() => undefined);
    const record: Omit<Exchange, 'id' | 'at'> = { clientId: '', method: 'NONE', outcome: 'refused', steps: [] };
    for (let count = 0; count <= LIMITS.exchanges; count += 1) log.add({ id: `e${count}`, at: '', ...record });
    assert.deepEqual([log.get('e0'), log.get('e1')?.id], [undefined, 'e1']);
    assert.equal(log.list({ offset: 0, limit: 1 }).total, LIMITS.exchanges);
  });

  it('the signing keys that are kept', async () => {
    const privateKeyPem = keys.rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const signing = createSigningKeys({
      stored: Array.from({ length: LIMITS.signingKeys - 1 }, () => ({ privateKeyPem, createdAt: 1 })),
      save: async () => undefined,
      inUse: () => true,
      nowSeconds: () => 1,
      warn: assert.fail,
    });
    await signing.rotate();
    assert.equal(signing.all().length, LIMITS.signingKeys);
    await assert.rejects(signing.rotate(), { code: 'signing-keys-too-many' });
    assert.equal(signing.all().length, LIMITS.signingKeys);
  });
});
