import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { CaseContext, RequestSpec, TokenCase } from './case.js';
import { CLIENTS, type Fixture, makeFixture } from './fixture.js';
import { inProcess, type MockUnderTest } from './mocks.js';
import { TOKEN_CASES } from './token-cases.js';

const ISSUER = 'https://acme.zslogin.net';
const TOKEN_PATH = '/oauth2/v1/token';

/** Where both know the rule by an RFC, the mock's strict policy and a strict public server must decide alike. */
describe('the strict policy beside a strict server of another make', () => {
  let fixture: Fixture;
  let mock: MockUnderTest;
  /** One for each way to send a secret: there a client has one way alone. */
  let oracles: Record<'client_secret_post' | 'client_secret_basic', Oracle>;

  before(async () => {
    fixture = await makeFixture();
    mock = await inProcess(fixture.config, 'strict');
    oracles = {
      client_secret_post: await startOracle(fixture, 'client_secret_post'),
      client_secret_basic: await startOracle(fixture, 'client_secret_basic'),
    };
  });
  after(async () => {
    await mock?.stop();
    await Promise.all(Object.values(oracles ?? {}).map((oracle) => oracle.close()));
    await fixture.close();
  });

  for (const row of TOKEN_CASES.filter((candidate) => candidate.settledByRfc)) {
    it(row.name, async () => {
      const byMock = await outcomeAt(mock.base, row, fixture);
      const spec = row.request(contextAt(mock.base, fixture));
      const way = spec.headers?.authorization === undefined ? 'client_secret_post' : 'client_secret_basic';
      const byOracle = await outcomeAt(oracles[way].base, row, fixture);
      assert.equal(byMock.outcome, byOracle.outcome, `mock ${byMock.text}, other server ${byOracle.text}`);
    });
  }
});

interface Oracle {
  base: string;
  close(): Promise<void>;
}

function contextAt(base: string, fixture: Fixture): CaseContext {
  const now = Math.floor(Date.now() / 1000);
  return { keys: fixture.keys, now, base, claims: () => ({ aud: ISSUER, iat: now, jti: randomUUID() }) };
}

async function outcomeAt(base: string, row: TokenCase, fixture: Fixture) {
  const spec: RequestSpec = row.request(contextAt(base, fixture));
  const response = await fetch(base + TOKEN_PATH, {
    method: 'POST',
    headers: spec.headers ?? {},
    body: typeof spec.body === 'string' ? spec.body : new URLSearchParams(spec.body),
  });
  const text = await response.text();
  return { outcome: response.status === 200 ? 'issued' : 'refused', text: `${response.status} ${text}` };
}

async function startOracle(fixture: Fixture, way: 'client_secret_post' | 'client_secret_basic'): Promise<Oracle> {
  const { clients } = fixture.config as { clients: DeclaredClient[] };
  const names: readonly string[] = [CLIENTS.secret, CLIENTS.oddSecret, CLIENTS.rsa, CLIENTS.ec, CLIENTS.jwks];
  const provider = new Provider(ISSUER, {
    clients: clients.filter((client) => names.includes(client.id)).map((client) => asMetadata(client, fixture, way)),
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    routes: { token: TOKEN_PATH },
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'ES256'] },
    fetch: (url: URL, options: RequestInit) => fetch(url, options),
  });
  // It stands behind a proxy that ends TLS, as the issuer's https says.
  provider.proxy = true;
  const handle = provider.callback();
  const server: Server = createServer((request, response) => {
    request.headers['x-forwarded-proto'] = 'https';
    request.headers['x-forwarded-host'] = 'acme.zslogin.net';
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface DeclaredClient {
  id: string;
  authentication: { type: string; secrets?: Array<{ value: string }>; url?: string };
}

function asMetadata(client: DeclaredClient, fixture: Fixture, way: 'client_secret_post' | 'client_secret_basic') {
  const common = {
    client_id: client.id,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  };
  const secret = client.authentication.secrets?.[0]?.value;
  if (secret !== undefined) return { ...common, client_secret: secret, token_endpoint_auth_method: way };
  const byKey = { ...common, token_endpoint_auth_method: 'private_key_jwt' as const };
  if (client.authentication.url !== undefined) return { ...byKey, jwks_uri: client.authentication.url };
  const key = client.id === CLIENTS.ec ? fixture.keys.ec : fixture.keys.rsa;
  const { kty, n, e, crv, x, y } = key.export({ format: 'jwk' });
  return {
    ...byKey,
    jwks: { keys: [Object.fromEntries(Object.entries({ kty, n, e, crv, x, y }).filter(([, v]) => v))] },
  };
}
