import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { judgeAssertion } from '../../../src/editor/inspector/judge-assertion.js';
import { decodeJwt } from '../../../src/jwt/decode.js';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { writePrivateKey } from '../../../src/keys/write.js';
import { mintClientAssertion } from '../../../src/oauth/assertion.js';
import { mockEnvironment } from '../../../src/oauth/environment.js';
import { nowMs } from './tokens.js';

const environment = mockEnvironment(
  {
    http: 'http://127.0.0.1:8787',
    issuer: 'https://acme.zslogin.net',
    tokenEndpoint: 'http://127.0.0.1:8787/oauth2/v1/token',
    api: 'http://127.0.0.1:8787',
  },
  { vanity: 'acme', cloud: 'PRODUCTION' },
);

describe('what ZIdentity would say of a client assertion', () => {
  let key: KeyObject;
  let other: KeyObject;
  before(async () => {
    key = (await generateKeyPair('RSA-2048')).privateKey;
    other = (await generateKeyPair('RSA-2048')).privateKey;
  });

  async function judge(
    options: Partial<Parameters<typeof mintClientAssertion>[0]> = {},
    running = true,
    clockOffsetSeconds = 0,
  ) {
    const assertion = await mintClientAssertion({ clientId: 'iq1', privateKey: key, nowMs, ...options });
    const entry = { id: 'mock', name: 'Mock', kind: 'mock' as const, ...(running ? { environment } : {}) };
    const services = {
      now: () => nowMs,
      state: { snapshot: { clockOffsetSeconds } },
      environments: { list: () => [entry], active: entry },
      credentials: {
        known: () => [{ id: 'iq1', name: 'ci', auth: 'JWKS' as const }],
        get: async () => ({ kind: 'key' as const, privateKey: writePrivateKey(key) }),
      },
    };
    const { verdicts, signature, nowMs: judgedAt } = await judgeAssertion(services as never, decodeJwt(assertion));
    const [zidentity, strict] = verdicts;
    const failed = (verdict: typeof zidentity) =>
      verdict?.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
    return { zidentity: failed(zidentity), strict: failed(strict), verdicts, signature, nowMs: judgedAt };
  }

  it('accepts what the SDKs send, under its own policy, and says what the strict one misses', async () => {
    const { zidentity, strict, verdicts, signature } = await judge({ iat: false, jti: false });
    assert.deepEqual(zidentity, []);
    assert.equal(verdicts[0]?.accepted, true);
    assert.deepEqual(strict, ['assertion-audience', 'assertion-times', 'replay']);
    assert.equal(signature.status, 'verified');
  });

  it('accepts under both what names the issuer and lives ten minutes', async () => {
    const { zidentity, strict } = await judge({ audience: 'https://acme.zslogin.net' });
    assert.deepEqual([zidentity, strict], [[], []]);
  });

  it('judges by the clock of the mock, where the API client is one of it', async () => {
    const { zidentity, nowMs: judgedAt } = await judge({}, true, 3600);
    assert.deepEqual(zidentity, ['assertion-times']);
    assert.equal(judgedAt, nowMs + 3_600_000);
  });

  it('names every fault at once', async () => {
    const { zidentity } = await judge({ audience: 'https://wrong.example', lifetimeSeconds: -600, privateKey: other });
    assert.deepEqual(zidentity, ['assertion-audience', 'assertion-times', 'signature']);
  });

  it('does not judge the audience while the mock, and so its name, is not known', async () => {
    const { verdicts } = await judge({}, false);
    assert.equal(verdicts[0]?.checks.find(({ name }) => name === 'assertion-audience')?.outcome, 'skipped');
  });
});
