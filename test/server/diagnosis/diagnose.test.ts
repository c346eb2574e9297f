import assert from 'node:assert/strict';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { writePrivateKey } from '../../../src/keys/write.js';
import type { Progress } from '../../../src/oauth/diagnosis/diagnose.js';
import type { Check, CheckId, DiagnosisReport } from '../../../src/oauth/diagnosis/report.js';
import { reportText } from '../../../src/oauth/diagnosis/report-text.js';
import { tenantEnvironment } from '../../../src/oauth/environment.js';
import { GERMAN, readBundle, translatorOf } from '../../unit/l10n/bundles.js';
import { englishWordsIn } from '../../unit/l10n/english-words.js';
import { type Diagnosed, World } from './world.js';

const failedIn = ({ checks }: DiagnosisReport) =>
  checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);

function checkOf({ checks }: DiagnosisReport, id: CheckId): Check {
  const check = checks.find((one) => one.id === id);
  assert.ok(check, `there is no check ${id}`);
  return check;
}

describe('A diagnosis', function () {
  // Starting a mock makes RSA keys.
  this.timeout(20_000);
  let world: World;

  before(async () => {
    world = await World.start();
  });
  afterEach(() => world.calm());
  after(() => world.running.stop());

  it('finds nothing wrong with a client of each method that works', async () => {
    for (const client of [
      await world.addSecretClient(),
      await world.addKeyClient(),
      await world.addJwksClient('works'),
    ]) {
      const report = await world.diagnose(client);
      assert.deepEqual(failedIn(report), [], JSON.stringify(report, null, 1));
      assert.equal(report.outcome, 'passed');
      assert.equal(checkOf(report, 'gateway').outcome, 'passed');
    }
  });

  it('looks at what goes for the method alone', async () => {
    const ids = async (client: { clientId: string }) => (await world.diagnose(client)).checks.map(({ id }) => id);
    const bySecret = await ids(await world.addSecretClient());
    assert.ok(bySecret.includes('secret') && !bySecret.includes('assertion'));
    const byKey = await ids(await world.addKeyClient());
    assert.ok(!byKey.includes('secret') && byKey.includes('assertion'));
  });

  it('holds nothing secret, as data and as text', async () => {
    for (const client of [await world.addSecretClient(), await world.addKeyClient()]) {
      const report = await world.diagnose(client);
      const all = JSON.stringify(report) + reportText(report, { t: (message) => message });
      const secret = client.stored.kind === 'secret' ? client.stored.secret : client.stored.privateKey.slice(40, 80);
      assert.ok(!all.includes(secret));
      assert.doesNotMatch(all, /eyJ/);
    }
  });

  it('tells how far it has come', async () => {
    const told: Progress[] = [];
    await world.diagnose(await world.addSecretClient(), {}, (checks) => told.push(checks));
    assert.equal(told[0]?.[0]?.outcome, 'running');
    assert.ok(told[0]?.slice(1).every(({ outcome }) => outcome === 'waiting'));
    assert.ok(told.at(-1)?.every(({ outcome }) => outcome !== 'running' && outcome !== 'waiting'));
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const client = await world.addSecretClient();
    const diagnosis = world.diagnose(client, { signal: controller.signal }, () => controller.abort());
    await assert.rejects(diagnosis, { code: 'cancelled' });
  });

  it('is told in German, too, with what errors and answers are explained with', async () => {
    const l10n = translatorOf(readBundle(GERMAN));
    const bySecret = await world.addSecretClient();
    const byKey = await world.addKeyClient();
    const { https } = world.running.endpoints;
    const broken: [Diagnosed, () => unknown][] = [
      [bySecret, () => undefined],
      [byKey, () => world.mock.setClock(3600)],
      [bySecret, () => world.mock.addFault({ target: 'gateway', product: 'ZIA', status: 503, body: {} })],
      [
        bySecret,
        () => world.mock.addFault({ target: 'token', status: 429, body: {}, headers: { 'retry-after': '2' } }),
      ],
      [{ ...byKey, stored: { ...byKey.stored, privateKey: 'no key' } }, () => undefined],
      [
        { ...bySecret, environment: { ...world.environment, tokenEndpoint: 'http://127.0.0.1:1/oauth2/v1/token' } },
        () => undefined,
      ],
      [
        { ...bySecret, environment: { ...world.environment, tokenEndpoint: `${https}/oauth2/v1/token` } },
        () => undefined,
      ],
    ];
    for (const [client, breakIt] of broken) {
      await world.calm();
      await breakIt();
      const { checks } = await world.diagnose(client, { l10n });
      for (const { id, title, detail, remedy = '' } of checks) {
        for (const text of [title, detail, remedy]) {
          assert.deepEqual(englishWordsIn(l10n.text(text)), [], `${id}: ${text} → ${l10n.text(text)}`);
        }
      }
    }
  });

  describe('says what is wrong where', () => {
    it('the mock is gone', async () => {
      const client = await world.addSecretClient();
      const environment = { ...world.environment, tokenEndpoint: 'http://127.0.0.1:1/oauth2/v1/token' };
      const report = await world.diagnose({ ...client, environment });
      assert.deepEqual(failedIn(report), ['connection']);
      assert.equal(checkOf(report, 'connection').fix, 'startMock');
      assert.equal(checkOf(report, 'token').outcome, 'not-run');
      assert.match(checkOf(report, 'token').detail, /TLS and proxy/);
    });

    it('the vanity domain leads nowhere', async () => {
      const client = await world.addSecretClient();
      const report = await world.diagnose(
        { ...client, environment: tenantEnvironment({ vanity: 'acme' }), registered: undefined },
        { lookup: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) },
      );
      assert.deepEqual(failedIn(report), ['names']);
      assert.match(checkOf(report, 'names').remedy ?? '', /vanity domain/);
      assert.equal(checkOf(report, 'connection').outcome, 'not-run');
    });

    it('a proxy looks the names up, that is no fault', async () => {
      const client = await world.addSecretClient();
      const report = await world.diagnose(
        { ...client, environment: tenantEnvironment({ vanity: 'acme' }), registered: undefined },
        {
          proxy: 'http://user:word@proxy.example:3128',
          lookup: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
          fetch: async () => new Response('', { status: 407 }),
        },
      );
      assert.deepEqual(failedIn(report), ['connection']);
      assert.match(checkOf(report, 'connection').detail, /407/);
      assert.doesNotMatch(JSON.stringify(report), /user:word/);
    });

    it('the certificate of the server is not trusted', async () => {
      const client = await world.addSecretClient();
      const { https } = world.running.endpoints;
      const report = await world.diagnose({
        ...client,
        environment: { ...world.environment, tokenEndpoint: `${https}/oauth2/v1/token`, api: https },
      });
      assert.deepEqual(failedIn(report), ['connection']);
      assert.match(checkOf(report, 'connection').remedy ?? '', /CA/);
    });

    it('the clock of the mock is shifted', async () => {
      const client = await world.addKeyClient();
      await world.mock.setClock(3600);
      const report = await world.diagnose(client);
      assert.deepEqual(failedIn(report), ['clock', 'assertion', 'token']);
      assert.match(checkOf(report, 'clock').detail, /60 minutes ahead/);
      assert.equal(checkOf(report, 'clock').fix, 'endSimulation');
      assert.match(checkOf(report, 'assertion').detail, /expired/);
      assert.equal(checkOf(report, 'token').fix, 'showExchange');
      assert.match(checkOf(report, 'token').exchangeId ?? '', /\w/);
    });

    it('no credential is stored', async () => {
      const { clientId } = await world.addSecretClient();
      const report = await world.diagnose({ clientId });
      assert.deepEqual(failedIn(report), ['credential']);
      assert.equal(checkOf(report, 'credential').fix, 'importCredential');
    });

    it('the stored key is damaged', async () => {
      const { clientId } = await world.addKeyClient();
      const report = await world.diagnose({ clientId, stored: { kind: 'key', privateKey: 'no PEM' } });
      assert.deepEqual(failedIn(report), ['credential']);
    });

    it('the key is too small', async () => {
      const { clientId } = await world.addKeyClient();
      const { generateKeyPairSync } = await import('node:crypto');
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
      const small = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      const report = await world.diagnose({ clientId, stored: { kind: 'key', privateKey: small } });
      assert.ok(failedIn(report).length > 0);
      assert.match(JSON.stringify(report), /2048/);
    });

    it('the private key belongs to no uploaded key', async () => {
      const { clientId } = await world.addKeyClient();
      const other = writePrivateKey((await generateKeyPair('RSA-2048')).privateKey);
      const report = await world.diagnose({ clientId, stored: { kind: 'key', privateKey: other } });
      assert.deepEqual(failedIn(report), ['publicKey', 'token']);
      assert.match(checkOf(report, 'publicKey').detail, /none of the 1 uploaded/);
    });

    it('the JWKS holds another key', async () => {
      const { clientId, stored } = await world.addJwksClient('other-key');
      const { publicKey } = await generateKeyPair('EC-P256');
      const { makeJwks } = await import('../../../src/keys/jwks.js');
      await world.mock.publishJwks('other-key', { keys: [...makeJwks([publicKey]).keys] });
      const report = await world.diagnose({ clientId, stored });
      assert.deepEqual(failedIn(report), ['publicKey', 'token']);
      assert.match(checkOf(report, 'publicKey').detail, /does not hold/);
    });

    it('the JWKS holds the key under another kid', async () => {
      const { clientId, stored } = await world.addJwksClient('other-kid');
      const report = await world.diagnose({ clientId, stored: { ...stored, kid: 'mine' } });
      assert.equal(failedIn(report)[0], 'publicKey');
      assert.match(checkOf(report, 'publicKey').detail, /assertions name mine/);
    });

    it('the JWKS is not at its URL', async () => {
      const { clientId, stored } = await world.addJwksClient('gone');
      await world.mock.unpublishJwks('gone');
      const report = await world.diagnose({ clientId, stored });
      assert.deepEqual(failedIn(report), ['publicKey', 'token']);
      assert.match(checkOf(report, 'publicKey').detail, /HTTP 404/);
      assert.equal(checkOf(report, 'publicKey').fix, 'editClient');
    });

    it('the secret has expired', async () => {
      const client = await world.addSecretClient();
      await world.mock.setClock(400 * 86_400);
      const report = await world.diagnose(client);
      assert.deepEqual(failedIn(report), ['clock', 'secret', 'token']);
      assert.equal(checkOf(report, 'secret').fix, 'addSecret');
    });

    it('the stored secret was removed', async () => {
      const { clientId, stored } = await world.addSecretClient();
      await world.admin.deleteSecret(clientId, stored.kind === 'secret' ? stored.secretId! : '');
      const report = await world.diagnose({ clientId, stored });
      assert.deepEqual(failedIn(report), ['secret', 'token']);
      assert.match(checkOf(report, 'secret').detail, /removed, or replaced/);
    });

    it('the client is Inactive', async () => {
      const client = await world.addSecretClient();
      await world.admin.changeClient(client.clientId, { status: false });
      const report = await world.diagnose(client);
      assert.deepEqual(failedIn(report), ['registration', 'token']);
      assert.equal(checkOf(report, 'registration').fix, 'enableClient');
    });

    it('the client was deleted', async () => {
      const client = await world.addSecretClient();
      await world.admin.deleteClient(client.clientId);
      const report = await world.diagnose(client);
      assert.equal(failedIn(report)[0], 'registration');
    });

    it('the client changed its method', async () => {
      const { clientId } = await world.addKeyClient();
      const { stored } = await world.addSecretClient();
      const report = await world.diagnose({ clientId, stored });
      assert.match(checkOf(report, 'registration').detail, /registered with a key, but a client secret/);
    });

    it('the client has no role', async () => {
      const report = await world.diagnose(await world.addSecretClient([]));
      assert.deepEqual(failedIn(report), ['roles']);
      assert.equal(checkOf(report, 'roles').fix, 'chooseRoles');
      assert.equal(checkOf(report, 'gateway').outcome, 'not-run');
    });

    it('the token endpoint and the gateway fail', async () => {
      const client = await world.addSecretClient();
      await world.mock.addFault({ target: 'gateway', product: 'ZIA', status: 503, body: {} });
      assert.deepEqual(failedIn(await world.diagnose(client)), ['gateway']);
      await world.mock.addFault({ target: 'token', break: 'reset' });
      const report = await world.diagnose(client);
      assert.deepEqual(failedIn(report), ['token']);
      assert.equal(checkOf(report, 'token').fix, 'endSimulation');
    });
  });

  it('finds nothing wrong with an assertion under the strict policy', async () => {
    await world.mock.setSettings({ policy: 'strict' });
    const report = await world.diagnose(await world.addKeyClient());
    assert.deepEqual(failedIn(report), [], JSON.stringify(report, null, 1));
  });

  it('works for a tenant that cannot be asked about its clients', async () => {
    const client = await world.addSecretClient();
    const report = await world.diagnose({
      ...client,
      environment: { ...world.environment, kind: 'tenant', id: 'tenant:acme' },
      registered: undefined,
      secrets: undefined,
      settings: undefined,
    });
    assert.deepEqual(failedIn(report), []);
    assert.equal(checkOf(report, 'registration').outcome, 'not-run');
    assert.match(checkOf(report, 'roles').detail, /ZIA/);
  });

  it('as text says what failed and how to mend it', async () => {
    const { clientId } = await world.addSecretClient();
    const text = reportText(await world.diagnose({ clientId }), { t: (message) => message });
    assert.match(text, /✗ Credential at hand: No credential.*\n {2}To mend it: Import it/);
    assert.match(text, /✓ Names resolve/);
    assert.match(text, /– Access token obtained/);
  });
});
