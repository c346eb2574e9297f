import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair } from '../../src/keys/generate.js';
import { makeJwks } from '../../src/keys/jwks.js';
import { MockControl } from '../../src/oauth/mock-client.js';
import { type Serving, serve } from '../server/cli/child.js';
import { type ConnectionCounter, countConnections } from './support/connection-counter.js';
import { useWorkbench } from './support/use-workbench.js';

const secrets = { ci: 'the-secret-of-ci-0123456789', admin: 'the-secret-of-admin-0123456789' };
const secretOf = (value: string) => ({ type: 'SECRET', secrets: [{ value }] });
const fixtures = ['rsa-public.pem', 'rsa-pkcs1.pem', 'rsa-pkcs8-encrypted.pem', 'rsa-certificate.pem'];
const config = {
  vanity: 'acme',
  cloud: 'PRODUCTION',
  clients: [
    { id: 'iq00000000ci0', name: 'ci', roles: { ZIA: 'API_Role01' }, authentication: secretOf(secrets.ci) },
    {
      id: 'iq0000000sig0',
      name: 'signer',
      roles: { ZIA: 'API_Role01' },
      authentication: { type: 'PUBKEYCERT', keys: [{ file: 'rsa-public.pem' }] },
    },
    { id: 'iq0000000adm0', name: 'portal', roles: { ZIAM: 'Super Admin' }, authentication: secretOf(secrets.admin) },
  ],
};

describe('A tenant that is a stranger, behind the proxy and the certificate authority of the settings', () => {
  /** The mock in another process, known to the editor by a tenant's names alone. */
  let tenant: Serving;
  let counter: ConnectionCounter;
  let folder: string;
  const workbench = useWorkbench(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oneapi-ui-tenant-'));
    const file = join(folder, 'tenant.json');
    for (const name of fixtures)
      await copyFile(join(process.cwd(), 'test/unit/keys/fixtures', name), join(folder, name));
    const { privateKey, publicKey } = await generateKeyPair('EC-P256');
    const [jwk] = makeJwks([publicKey]).keys;
    await writeFile(
      join(folder, 'key.jwk'),
      JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: jwk!.kid }),
    );
    await writeFile(join(folder, 'public.jwk'), JSON.stringify(jwk));
    await writeFile(file, JSON.stringify(config));
    tenant = await serve(['--state', join(folder, 'state'), '--config', file]);
    await host('hosted', jwk!);
    counter = await countConnections(Number(new URL(tenant.ready.proxy).port));
    return {
      env: { NODE_EXTRA_CA_CERTS: tenant.ready.caFile },
      // With the system's certificates VS Code trusts these alone, and not those that Node is told of.
      settings: { 'http.proxy': counter.url, 'http.systemCertificates': false },
    };
  });

  /** Adds an API client whose JWKS the tenant fetches. */
  async function host(name: string, jwk: object): Promise<void> {
    const control = new MockControl({ base: tenant.ready.http, adminToken: tenant.ready.adminToken });
    const { url } = await control.publishJwks(name, { keys: [jwk] });
    const { clients, ...rest } = await control.config();
    const authentication = { type: 'JWKS', url };
    const hosted = { id: 'iq0000000jks0', name, roles: { ZIA: 'API_Role01' }, authentication };
    await control.setConfig({ ...rest, clients: [...(clients as object[]), hosted] });
  }
  const shot = (name: string) => workbench().screenshot(`tenant ${name}`);
  /** The tenant's hosts that were connected to since the last time this was asked. */
  const asked = () => counter.take().filter((host) => /zslogin|zsapi/.test(host));

  after(async () => {
    await counter?.close();
    await tenant?.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('is added by its vanity domain; a whole URL is told what to give instead', async () => {
    const { quickInput } = workbench();
    await workbench().openContainer('OneAPI');
    await workbench().runCommand('OneAPI: Add Environment');
    await quickInput.pick('A ZIdentity tenant');
    await quickInput.fill('Vanity domain', 'https://acme.zslogin.net');
    assert.match(await quickInput.validation(), /acme/);
    await shot('lint');
    await quickInput.retype('acme');
    await quickInput.accept();
    await quickInput.waitForPrompt('Which ZIdentity cloud?');
    await quickInput.pick('PRODUCTION');
    await workbench().notifications.waitFor('acme was added');
  });

  for (const [name, id, secret] of [
    ['ci', 'iq00000000ci0', secrets.ci],
    ['portal', 'iq0000000adm0', secrets.admin],
  ] as const) {
    it(`has its API client ${name} imported with a secret`, async () => {
      const { quickInput } = workbench();
      await workbench().runCommand('OneAPI: Import API Client');
      await quickInput.enter('Client ID', id);
      await quickInput.waitForPrompt('How does it authenticate?');
      await quickInput.pick('Client Secret');
      await quickInput.enter('Client secret', secret);
      await workbench().notifications.waitFor(`"${id}" was imported`);
      await workbench().view('API Clients').waitForRow(id);
      await workbench().runCommand('Notifications: Clear All Notifications');
    });
  }

  it('is sent nothing while its views are opened, looked at and loaded anew', async () => {
    for (const name of ['API Clients', 'API Resources', 'Issued Tokens']) await workbench().view(name).unfold();
    await workbench().view('API Clients').expand('iq00000000ci0');
    await workbench().runCommand('OneAPI: Refresh');
    await workbench().page.reload();
    await workbench().statusBarItem('OneAPI').waitFor({ timeout: 60_000 });
    await workbench().view('API Clients').waitForRow('iq00000000ci0');
    assert.deepEqual(asked(), []);
    await shot('unasked');
  });

  it('gives an access token', async () => {
    await workbench().view('API Clients').clickIcon('iq00000000ci0', 'Get Access Token');
    await workbench().notifications.waitFor('Got an access token of iq00000000ci0');
    await workbench().view('Issued Tokens').waitForRow('iq00000000ci0');
    assert.deepEqual(asked(), ['acme.zslogin.net:443']);
  });

  it('has its token decoded, and said to be not verified, as no keys of it are known', async () => {
    await workbench().notifications.answer('Got an access token of iq00000000ci0', 'Inspect');
    const page = workbench().webview();
    await page.getByText('API_Role01').first().waitFor();
    assert.match((await page.locator('body').textContent()) ?? '', /not verified/i);
    assert.deepEqual(asked(), []);
    await shot('inspected');
  });

  async function call(path: string): Promise<string> {
    counter.hangUp();
    await workbench().runCommand('View: Close All Editors');
    await workbench().runCommand('Notifications: Clear All Notifications');
    await workbench().view('API Clients').clickIcon('iq00000000ci0', 'Call API');
    const { quickInput } = workbench();
    await quickInput.waitForPrompt('What should be called?');
    await quickInput.pick('Another path…');
    await quickInput.pick('GET');
    await quickInput.enter('path with its query', path);
    await workbench()
      .editor.locator('.view-line')
      .filter({ hasText: /HTTP\s\d{3}/ })
      .first()
      .waitFor();
    return workbench().editorText();
  }

  it('answers an API call', async () => {
    assert.match(await call('/zia/api/v1/status'), /HTTP 200/);
    assert.deepEqual(asked(), ['api.zsapi.net:443']);
    await shot('called');
  });

  it('refuses a product without a role, which is explained', async () => {
    assert.match(await call('/zdx/v1/devices'), /HTTP 403/);
    await workbench().notifications.waitFor('no role for ZDX');
    assert.deepEqual(asked(), ['api.zsapi.net:443']);
    await shot('refused');
  });

  async function load(clientId: string): Promise<void> {
    await workbench().runCommand('Notifications: Clear All Notifications');
    await workbench().runCommand('OneAPI: Load API Clients from Tenant');
    await workbench().quickInput.waitForPrompt('Which API client has a ZIAM role?');
    await workbench().quickInput.pick(clientId);
  }

  it('lists nothing by an API client without a ZIAM role, and it is said which role it takes', async () => {
    await load('iq00000000ci0');
    const notification = await workbench().notifications.waitFor('The tenant refused to list its API clients');
    await notification.getByText('View Only reads, Super Admin also changes').waitFor();
    await workbench().view('API Clients').waitForRow('iq00000000ci0');
    await shot('no ziam role');
  });

  it('lists its API clients, roles and who holds them by one that has it', async () => {
    await load('iq0000000adm0');
    await workbench().view('API Clients').waitForRow('portal');
    await workbench().view('API Resources').waitForRow('Zscaler APIs');
    await workbench().view('Issued Tokens').waitForRow('portal');
    assert.equal(asked().filter((host) => host === 'acme.zslogin.net:443').length, 1);
    await shot('loaded');
  });

  it('is asked nothing more by an import or a token after that', async () => {
    counter.hangUp();
    asked();
    const { quickInput } = workbench();
    await workbench().runCommand('OneAPI: Import API Client');
    await quickInput.enter('Client ID', 'iq0000000new0');
    await quickInput.waitForPrompt('How does it authenticate?');
    await quickInput.pick('Client Secret');
    await quickInput.enter('Client secret', 'a-secret-of-another-0123456789');
    await workbench().notifications.waitFor('was imported');
    await workbench().view('API Clients').waitForRow('iq0000000new0');
    assert.deepEqual(asked(), []);
  });

  /** How a private key comes to a person, and what is asked beside its file. */
  const keyFiles: [
    string,
    string,
    { method?: string; passphrases?: string[]; wrongFirst?: [file: string, said: string] },
  ][] = [
    ['PKCS#1', 'rsa-pkcs1.pem', { wrongFirst: ['rsa-certificate.pem', 'This is a certificate'] }],
    ['an encrypted PKCS#8', 'rsa-pkcs8-encrypted.pem', { passphrases: ['wrong', 'correct'] }],
    ['a JWK', 'key.jwk', { method: 'Private key of a JWKS URL', wrongFirst: ['public.jwk', 'This is a public JWK'] }],
  ];
  for (const [form, file, { method, passphrases = [], wrongFirst }] of keyFiles) {
    it(`has an API client imported with a private key from a file: ${form}`, async () => {
      const { quickInput, notifications } = workbench();
      const id = method === undefined ? 'iq0000000sig0' : 'iq0000000jks0';
      await workbench().runCommand('Notifications: Clear All Notifications');
      await workbench().runCommand('OneAPI: Import API Client');
      await quickInput.enter('Client ID', id);
      await quickInput.waitForPrompt('How does it authenticate?');
      await quickInput.pick(method ?? 'Private key of an uploaded certificate or public key');
      if (wrongFirst !== undefined) {
        await quickInput.chooseFile(join(folder, wrongFirst[0]));
        await notifications.waitFor(wrongFirst[1]);
        await shot(`wrong file ${form}`);
      }
      await quickInput.chooseFile(join(folder, file));
      for (const [index, passphrase] of passphrases.entries()) {
        await quickInput.waitForPrompt(index === 0 ? 'Passphrase of the private key' : 'This is not the passphrase');
        await shot(`passphrase ${index}`);
        await quickInput.retype(passphrase);
        await quickInput.accept();
      }
      await notifications.waitFor('was imported');
      await workbench()
        .view('API Clients')
        .clickIcon(id === 'iq0000000sig0' ? 'signer' : 'hosted', 'Get Access Token');
      await notifications.waitFor('Got an access token');
      assert.deepEqual(asked(), ['acme.zslogin.net:443']);
      counter.hangUp();
    });
  }

  it('is one of several: by explicit URLs there is another, with a tree and tokens of its own', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('Notifications: Clear All Notifications');
    await workbench().runCommand('OneAPI: Add Environment');
    await quickInput.pick('Explicit URLs');
    await quickInput.enter('A name for the environment', 'CI');
    await quickInput.fill('Token endpoint', 'http://acme.example/oauth2/v1/token');
    assert.match(await quickInput.validation(), /plain HTTP to another computer/);
    await quickInput.retype(tenant.ready.http);
    await quickInput.waitForPrompt("ZIdentity's path is /oauth2/v1/token");
    await shot('explicit');
    await quickInput.retype(tenant.ready.tokenEndpoint);
    await quickInput.accept();
    await quickInput.enter('Address of the API gateway', tenant.ready.api);
    await workbench().notifications.waitFor('CI was added');
    await workbench().view('API Clients').row('signer').waitFor({ state: 'hidden' });
    await workbench().runCommand('OneAPI: Switch Environment');
    await shot('switch');
    await quickInput.pick('acme');
    await workbench().view('API Clients').waitForRow('signer');
    assert.deepEqual(asked(), []);
  });
});
