import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import type { Connection, SnippetCredential } from '../../../src/oauth/connection.js';
import { copyAs } from '../../../src/oauth/snippets.js';
import { type FakeServer, json, type SeenRequest, serve } from './fake-server.js';

const run = promisify(execFile);
const keys = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};

/** Everything that a shell, a form or a JavaScript string could trip over. */
const clientId = 'iq0 \'"$HOME`id`\\n&=+%é';
const secret = `s3cret '"$(id)\`\\\${x}&=+%#\n!é`;

describe('a snippet that is run', function () {
  // A shell, openssl and node take their time on a busy machine.
  this.timeout(20_000);
  let server: FakeServer;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oneapi snippets '));
    server = await serve((request, response) =>
      request.url === '/oauth2/v1/token'
        ? json(response, 200, { access_token: 'the.access.token', token_type: 'Bearer', expires_in: 3599 })
        : json(response, 200, { status: 'ACTIVE' }),
    );
  });
  beforeEach(() => {
    server.seen.length = 0;
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  function connection(credential: SnippetCredential): Connection {
    const { origin } = server;
    return {
      environment: {
        id: 'mock',
        name: 'Mock',
        kind: 'mock',
        vanity: 'acme',
        issuer: 'https://acme.zslogin.net',
        tokenEndpoint: `${origin}/oauth2/v1/token`,
        api: origin,
      },
      client: { id: clientId, credential },
      path: "/zia/api/v1/ruleLabels?search=it's",
    };
  }

  async function runCurl(credential: SnippetCredential, env: Record<string, string> = {}) {
    const { stdout } = await run('/bin/sh', ['-c', copyAs('curl', connection(credential)).text], {
      env: { ...process.env, ...env },
      cwd: folder,
    });
    return stdout;
  }

  async function runTypescript(credential: SnippetCredential, env: Record<string, string> = {}) {
    const { code } = await transform(copyAs('typescript', connection(credential)).text, {
      loader: 'ts',
      format: 'esm',
    });
    const file = join(folder, 'snippet.mjs');
    await writeFile(file, code);
    const { stdout } = await run(process.execPath, [file], { env: { ...process.env, ...env }, cwd: folder });
    return stdout;
  }

  async function keyFile(alg: 'RS256' | 'ES256'): Promise<string> {
    const file = join(folder, `it's a ${alg} key.pem`);
    await writeFile(file, keys[alg].privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return file;
  }

  for (const [name, runSnippet] of Object.entries({ curl: runCurl, TypeScript: runTypescript })) {
    it(`as ${name} sends exactly the secret that it was given, and calls with the token`, async () => {
      const said = await runSnippet({ kind: 'secret', value: secret });
      assertTokenRequest(server.seen[0]!, { client_secret: secret });
      assertApiCall(server.seen[1]!);
      assert.match(said, /ACTIVE/);
    });

    it(`as ${name} takes the secret from ZSCALER_CLIENT_SECRET where none was given`, async () => {
      await runSnippet({ kind: 'secret' }, { ZSCALER_CLIENT_SECRET: secret });
      assertTokenRequest(server.seen[0]!, { client_secret: secret });
    });

    for (const alg of ['RS256', 'ES256'] as const) {
      it(`as ${name} signs an assertion with ${alg} that the public key verifies`, async () => {
        await runSnippet({ kind: 'privateKey', file: await keyFile(alg), alg });
        const { client_assertion: assertion, ...form } = formOf(server.seen[0]!);
        assert.deepEqual(form, {
          grant_type: 'client_credentials',
          client_id: clientId,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          audience: 'https://api.zscaler.com',
        });
        assertAssertion(assertion!, keys[alg].publicKey, alg);
        assertApiCall(server.seen[1]!);
      });
    }
  }
});

function formOf(request: SeenRequest): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request.body));
}

function assertTokenRequest(request: SeenRequest, credential: Record<string, string>): void {
  assert.equal(request.method, 'POST');
  assert.match(request.headers['content-type']!, /^application\/x-www-form-urlencoded/);
  assert.deepEqual(formOf(request), {
    grant_type: 'client_credentials',
    client_id: clientId,
    ...credential,
    audience: 'https://api.zscaler.com',
  });
}

function assertApiCall(request: SeenRequest): void {
  assert.equal(request.method, 'GET');
  assert.equal(decodeURIComponent(request.url), "/zia/api/v1/ruleLabels?search=it's");
  assert.equal(request.headers.authorization, 'Bearer the.access.token');
}

function assertAssertion(assertion: string, publicKey: KeyObject, alg: string): void {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  assert.deepEqual(decoded(header), { alg, typ: 'JWT' });
  const { iat, exp, jti, ...claims } = decoded(payload);
  assert.deepEqual(claims, { iss: clientId, sub: clientId, aud: 'https://api.zscaler.com' });
  assert.equal(exp - iat, 600);
  assert.ok(jti.length >= 16);
  const key = {
    key: createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
    dsaEncoding: 'ieee-p1363' as const,
  };
  assert.ok(verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')));
}
