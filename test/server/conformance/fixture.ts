import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The clients of the conformance tenant. */
export const CLIENTS = {
  secret: 'iq0000000000a',
  oddSecret: 'iq0000000000b',
  expiredSecret: 'iq0000000000c',
  disabled: 'iq0000000000d',
  rsa: 'iq0000000000e',
  ec: 'iq0000000000f',
  jwks: 'iq0000000000g',
  readOnly: 'iq0000000000h',
  noRole: 'iq0000000000i',
  jwksMissing: 'iq0000000000j',
  jwksHtml: 'iq0000000000k',
  jwksEmpty: 'iq0000000000l',
  jwksEncryptionOnly: 'iq0000000000m',
  jwksHuge: 'iq0000000000n',
  jwksRedirect: 'iq0000000000o',
  minute: 'iq0000000000p',
  day: 'iq0000000000q',
  jwksClosed: 'iq0000000000r',
  viewer: 'iq0000000000s',
  admin: 'iq0000000000t',
  blocked: 'iq0000000000u',
} as const;

export const SECRET = 'correct-horse-battery-staple';
/** Every character that form encoding treats in its own way, within what RFC 6749 (appendix A.2) lets a secret have. */
export const ODD_SECRET = 'p%25: w&=+/~"\\';

export interface ConformanceKeys {
  rsa: KeyObject;
  ec: KeyObject;
  otherRsa: KeyObject;
}

export interface Fixture {
  keys: ConformanceKeys;
  config: object;
  close(): Promise<void>;
}

/** Makes the keys and the JWKS web server, and the tenant's config that refers to them. */
export async function makeFixture(): Promise<Fixture> {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = await serveJwks(rsa.publicKey, ec.publicKey);
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;
  const withSecret = (id: string, more: object = {}, secret: object = {}) => ({
    id,
    name: id,
    roles: { ZIA: 'API_Role01' },
    authentication: { type: 'SECRET', secrets: [{ value: SECRET, ...secret }] },
    ...more,
  });
  const withJwks = (id: string, url: string) => ({
    id,
    name: id,
    roles: { ZIA: 'API_Role01' },
    authentication: { type: 'JWKS', url },
  });
  const config = {
    vanity: 'acme',
    cloud: 'PRODUCTION',
    clients: [
      withSecret(CLIENTS.secret),
      withSecret(CLIENTS.oddSecret, {}, { value: ODD_SECRET }),
      withSecret(CLIENTS.expiredSecret, {}, { createdAt: 1_600_000_000, expiresAt: 1_610_000_000 }),
      withSecret(CLIENTS.disabled, { enabled: false }),
      withSecret(CLIENTS.readOnly, { roles: { ZIA: 'API_Role_READONLY', ZPA: 'API_Role_READONLY' } }),
      withSecret(CLIENTS.noRole, { roles: {} }),
      withSecret(CLIENTS.minute, { accessTokenLifeTime: 60 }),
      withSecret(CLIENTS.day, { accessTokenLifeTime: 86_400 }),
      withSecret(CLIENTS.viewer, { roles: { ZIAM: 'View Only Admin' } }),
      withSecret(CLIENTS.admin, { roles: { ZIAM: 'Super Admin', ZPA: 'API Full Access' } }),
      withSecret(CLIENTS.blocked, { accessPolicy: { action: 'BLOCK' } }),
      {
        ...withSecret(CLIENTS.rsa),
        authentication: { type: 'PUBKEYCERT', keys: [pem(rsa.publicKey)] },
      },
      {
        ...withSecret(CLIENTS.ec),
        authentication: { type: 'PUBKEYCERT', keys: [pem(ec.publicKey)] },
      },
      withJwks(CLIENTS.jwks, `${base}/good.json`),
      withJwks(CLIENTS.jwksMissing, `${base}/missing.json`),
      withJwks(CLIENTS.jwksHtml, `${base}/page.html`),
      withJwks(CLIENTS.jwksEmpty, `${base}/empty.json`),
      withJwks(CLIENTS.jwksEncryptionOnly, `${base}/encryption.json`),
      withJwks(CLIENTS.jwksHuge, `${base}/huge.json`),
      withJwks(CLIENTS.jwksRedirect, `${base}/redirect.json`),
      withJwks(CLIENTS.jwksClosed, 'http://127.0.0.1:1/jwks.json'),
    ],
  };
  return {
    keys: { rsa: rsa.privateKey, ec: ec.privateKey, otherRsa: otherRsa.privateKey },
    config,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serveJwks(rsa: KeyObject, ec: KeyObject): Promise<Server> {
  const signing = [
    { ...rsa.export({ format: 'jwk' }), kid: 'r1', use: 'sig', alg: 'RS256' },
    { ...ec.export({ format: 'jwk' }), kid: 'e1', use: 'sig', alg: 'ES256' },
  ];
  const encryption = signing.map((key) => ({ ...key, use: 'enc' }));
  const json = (body: object) => (response: ServerResponse) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  };
  const answers: Record<string, (response: ServerResponse) => void> = {
    '/good.json': json({ keys: signing }),
    '/empty.json': json({ keys: [] }),
    '/encryption.json': json({ keys: encryption }),
    '/page.html': (response) => response.setHeader('content-type', 'text/html').end('<!doctype html><p>Sign in</p>'),
    '/huge.json': (response) => response.end(`{"keys":[],"padding":"${'x'.repeat(1_200_000)}"}`),
    '/redirect.json': (response) => response.writeHead(302, { location: 'http://localhost:9/elsewhere.json' }).end(),
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end('not found');
    else answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export interface AssertionContext {
  /** Epoch seconds. */
  now: number;
  /** What an assertion holds beside iss, sub and exp. */
  claims(): Record<string, unknown>;
}

export interface AssertionParts {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: KeyObject;
  /** How it is signed, whatever `alg` the header claims. */
  signWith?: 'RS256' | 'ES256';
}

/**
 * A client assertion as the official SDKs make it (the context's claims are what the server at hand asks for),
 * with any part replaced; `undefined` leaves a member out.
 */
export function assertion(
  clientId: string,
  key: KeyObject,
  context: AssertionContext,
  parts: AssertionParts = {},
): string {
  const alg = parts.signWith ?? (key.asymmetricKeyType === 'ec' ? 'ES256' : 'RS256');
  const header = { alg, typ: 'JWT', ...parts.header };
  const claims = { iss: clientId, sub: clientId, exp: context.now + 600, ...context.claims(), ...parts.claims };
  const input = `${encode(header)}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(input), {
    key: parts.key ?? key,
    dsaEncoding: 'ieee-p1363',
  });
  return `${input}.${signature.toString('base64url')}`;
}

export function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A jti that differs for each case and is the same in each run. */
export function jtiOf(caseName: string): string {
  return createHash('sha256').update(caseName).digest('hex').slice(0, 24);
}
