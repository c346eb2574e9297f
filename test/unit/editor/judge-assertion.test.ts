import assert from 'node:assert/strict';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { judgeAssertion } from '../../../src/editor/inspector/judge-assertion.js';
import { decodeJwt } from '../../../src/jwt/decode.js';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { writePrivateKey, writePublicKey } from '../../../src/keys/write.js';
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

interface Judged {
  running?: boolean;
  clockOffsetSeconds?: number;
  /** The public keys that are uploaded, by the ids of their API clients; then no private key is at hand. */
  uploaded?: Record<string, KeyObject>;
}

function clientsWith(uploaded: Record<string, KeyObject> = {}): object[] {
  return Object.entries(uploaded).map(([id, key]) => ({
    id,
    name: `client ${id}`,
    clientAuthentication: {
      authType: 'PUBKEYCERT',
      publicKeys: [{ keyName: 'build.pem', keyValue: writePublicKey(key) }],
    },
  }));
}

describe('what ZIdentity would say of a client assertion', () => {
  let key: KeyObject;
  let other: KeyObject;
  before(async () => {
    key = (await generateKeyPair('RSA-2048')).privateKey;
    other = (await generateKeyPair('RSA-2048')).privateKey;
  });

  async function judge(
    options: Partial<Parameters<typeof mintClientAssertion>[0]> = {},
    { running = true, clockOffsetSeconds = 0, uploaded }: Judged = {},
  ) {
    const assertion = await mintClientAssertion({ clientId: 'iq1', privateKey: key, nowMs, ...options });
    const entry = { id: 'mock', name: 'Mock', kind: 'mock' as const, ...(running ? { environment } : {}) };
    const services = {
      now: () => nowMs,
      state: { snapshot: { clockOffsetSeconds, entry, clients: clientsWith(uploaded) } },
      environments: { list: () => [entry], active: entry },
      credentials: {
        known: () => [{ id: 'iq1', name: 'ci', auth: 'JWKS' as const }],
        get: async () => (uploaded ? undefined : { kind: 'key' as const, privateKey: writePrivateKey(key) }),
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
    const { zidentity, nowMs: judgedAt } = await judge({}, { clockOffsetSeconds: 3600 });
    assert.deepEqual(zidentity, ['assertion-times']);
    assert.equal(judgedAt, nowMs + 3_600_000);
  });

  it('names every fault at once', async () => {
    const { zidentity } = await judge({ audience: 'https://wrong.example', lifetimeSeconds: -600, privateKey: other });
    assert.deepEqual(zidentity, ['assertion-audience', 'assertion-times', 'signature']);
  });

  describe('where the public keys are listed', () => {
    it('verifies with those that are uploaded for the client, although its private key is not at hand', async () => {
      const { zidentity, signature, verdicts } = await judge({}, { uploaded: { iq1: createPublicKey(key) } });
      assert.deepEqual(zidentity, []);
      assert.equal(signature.status, 'verified');
      assert.match(JSON.stringify(verdicts), /build\.pem of the client verifies it/);
    });

    it('refuses a signature that another key made, and tells whose it is', async () => {
      const uploaded = { iq1: createPublicKey(other), iq2: createPublicKey(key) };
      const { zidentity, signature } = await judge({}, { uploaded });
      assert.deepEqual(zidentity, ['signature']);
      assert.match(JSON.stringify(signature), /A key of the API client “client iq2” verifies it/);
    });

    it('says of no signature that it is right where the client is not among them', async () => {
      const { signature } = await judge({}, { uploaded: { iq9: createPublicKey(key) } });
      assert.equal(signature.status, 'not-verified');
    });
  });

  it('does not judge the audience while the mock, and so its name, is not known', async () => {
    const { verdicts } = await judge({}, { running: false });
    assert.equal(verdicts[0]?.checks.find(({ name }) => name === 'assertion-audience')?.outcome, 'skipped');
  });
});
