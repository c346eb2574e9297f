import assert from 'node:assert/strict';
import type { Exchange } from '../../../src/zidentity/exchanges/exchange-log.js';
import type { CaseContext, RequestSpec, TokenCase } from './case.js';
import { assertion, CLIENTS, type Fixture, makeFixture, SECRET } from './fixture.js';
import { GATEWAY_CASES, type GatewayCase } from './gateway-cases.js';
import { inProcess, type MockStarter, type MockUnderTest, type Policy, packagedCli } from './mocks.js';
import { TOKEN_CASES } from './token-cases.js';
import { compareTranscript, settle } from './transcript.js';

const TOKEN_PATH = '/oauth2/v1/token';
const KEPT_HEADERS = ['content-type', 'www-authenticate', 'cache-control', 'pragma', 'allow', 'retry-after'];

for (const [title, start] of [
  ['in this process', inProcess],
  ['as the packaged command line', packagedCli],
] as Array<[string, MockStarter]>) {
  describe(`the mock ${title}`, () => {
    let fixture: Fixture;
    const mocks = new Map<Policy, MockUnderTest>();
    const tokens = new Map<string, string>();
    const transcripts = { token: new Map<string, string>(), gateway: new Map<string, string>() };

    before(async () => {
      fixture = await makeFixture();
      for (const policy of ['zidentity', 'strict'] as const) mocks.set(policy, await start(fixture.config, policy));
    });
    after(async () => {
      await Promise.all([...mocks.values()].map((mock) => mock.stop()));
      await fixture.close();
    });

    function context(mock: MockUnderTest): CaseContext {
      return {
        keys: fixture.keys,
        now: Math.floor(Date.now() / 1000),
        base: mock.base,
        claims: () => ({ aud: 'https://api.zscaler.com' }),
      };
    }

    async function tokenFor(client: keyof typeof CLIENTS): Promise<string> {
      const known = tokens.get(client);
      if (known !== undefined) return known;
      const mock = mocks.get('zidentity') as MockUnderTest;
      const id = CLIENTS[client];
      const { keys, ...rest } = context(mock);
      const proof =
        client === 'rsa' || client === 'jwks'
          ? {
              client_assertion: assertion(id, keys.rsa, rest),
              client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
            }
          : { client_secret: SECRET };
      const answer = await send(mock, TOKEN_PATH, {
        body: { grant_type: 'client_credentials', client_id: id, audience: 'https://api.zscaler.com', ...proof },
      });
      const token = (JSON.parse(answer.text) as { access_token: string }).access_token;
      tokens.set(client, token);
      return token;
    }

    describe('at the token endpoint', () => {
      for (const row of TOKEN_CASES) {
        it(row.name, async () => {
          const mock = mocks.get(row.policy ?? 'zidentity') as MockUnderTest;
          const answer = await send(mock, TOKEN_PATH, row.request(context(mock)));
          const exchange = await exchangeOf(mock, answer.headers.get('x-mock-exchange-id'));
          transcripts.token.set(row.name, tokenTranscript(answer, exchange));
          assertTokenAnswer(row, answer, exchange);
        });
      }
      it('answers and explanations are those of the transcript', () => {
        assert.deepEqual(compareTranscript('token', transcripts.token), []);
      });
    });

    describe('at the gateway', () => {
      for (const row of GATEWAY_CASES) {
        it(row.name, async () => {
          const mock = mocks.get('zidentity') as MockUnderTest;
          const answer = await sendGateway(mock, row, row.as === undefined ? undefined : await tokenFor(row.as));
          transcripts.gateway.set(row.name, gatewayTranscript(row, answer));
          assert.equal(answer.status, row.status, answer.text);
          if (row.says !== undefined) assert.match(answer.text, row.says);
        });
      }
      it('answers are those of the transcript', () => {
        assert.deepEqual(compareTranscript('gateway', transcripts.gateway), []);
      });
    });
  });
}

interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

async function send(mock: MockUnderTest, path: string, spec: RequestSpec): Promise<Answer> {
  const response = await fetch(mock.base + path, {
    method: spec.method ?? 'POST',
    headers: spec.headers ?? {},
    ...(spec.body === undefined
      ? {}
      : { body: typeof spec.body === 'string' ? spec.body : new URLSearchParams(spec.body) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function sendGateway(mock: MockUnderTest, row: GatewayCase, token: string | undefined): Promise<Answer> {
  const { request } = await import('node:http');
  const body = row.body === undefined ? undefined : JSON.stringify(row.body);
  const authorization = row.authorization ?? (token === undefined ? undefined : `Bearer ${token}`);
  // fetch refuses a body with GET, which one SDK sends
  return new Promise((resolve, reject) => {
    const outgoing = request(mock.base + row.path, {
      method: row.method ?? 'GET',
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const headers = new Headers();
      for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value));
      resolve({ status: response.statusCode ?? 0, headers, text: Buffer.concat(chunks).toString('utf8') });
    });
    outgoing.end(body);
  });
}

async function exchangeOf(mock: MockUnderTest, id: string | null): Promise<Exchange | undefined> {
  if (id === null) return undefined;
  const response = await fetch(`${mock.base}/_mock/v1/exchanges?limit=5`, {
    headers: { authorization: `Bearer ${mock.adminToken}` },
  });
  const { records } = (await response.json()) as { records: Exchange[] };
  return records.find((exchange) => exchange.id === id);
}

function assertTokenAnswer(row: TokenCase, answer: Answer, exchange: Exchange | undefined): void {
  assert.equal(answer.status, row.status, answer.text);
  if (answer.status === 405) return;
  assert.ok(exchange, 'every token answer names its exchange');
  const said = exchange.steps
    .filter((step) => (row.status === 200 ? step.hint !== undefined : step.outcome === 'failed'))
    .map((step) => `${step.name}: ${step.detail} ${step.hint ?? ''}`)
    .join('\n');
  if (row.status === 200) {
    const body = JSON.parse(answer.text) as Record<string, unknown>;
    assert.deepEqual(Object.keys(body), ['access_token', 'token_type', 'expires_in']);
    assert.equal(exchange.outcome, 'issued');
  } else {
    const body = JSON.parse(answer.text) as Record<string, unknown>;
    if (row.error !== undefined) assert.equal(body.error, row.error);
    assert.equal(exchange.outcome, 'refused');
    assert.equal(exchange.error, body.error);
    assert.equal(exchange.steps.filter((step) => step.outcome === 'failed').length, 1, 'exactly one step failed');
    assert.ok(
      exchange.steps.some((step) => step.outcome === 'failed' && step.hint),
      'the failed step says how to mend it',
    );
  }
  if (row.because !== undefined) assert.match(said, row.because);
  assert.ok(!JSON.stringify(exchange).includes(SECRET), 'no secret in the exchange');
}

function headerLines(answer: Answer): string {
  return KEPT_HEADERS.filter((name) => answer.headers.has(name))
    .map((name) => `${name}: ${answer.headers.get(name)}`)
    .join('\n');
}

function tokenTranscript(answer: Answer, exchange: Exchange | undefined): string {
  const steps = (exchange?.steps ?? []).map(
    (step) => `${step.outcome.padEnd(7)} ${step.name}: ${step.detail}${step.hint ? `\n        -> ${step.hint}` : ''}`,
  );
  return settle(
    [String(answer.status), headerLines(answer), answer.text, exchange ? `-- ${exchange.method}` : '', ...steps]
      .filter((line) => line !== '')
      .join('\n'),
  );
}

function gatewayTranscript(row: GatewayCase, answer: Answer): string {
  const body = answer.text.length > 2_000 ? `${answer.text.slice(0, 2_000)}…` : answer.text;
  return settle(`${row.method ?? 'GET'} ${row.path}\n${answer.status}\n${headerLines(answer)}\n${body}`);
}
