import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { harness } from '../harness/paths.js';
import { removeTemporaryFolder, temporaryFolder } from '../harness/processes.js';
import { useWorkbench } from './support/use-workbench.js';

const token = readFileSync(join(harness, 'demo-workspace', 'expired-token.txt'), 'utf8');

describe('An untrusted workspace', () => {
  const notTrusted = 'The mock is not started from a workspace that you do not trust.';
  let wantedPort = 0;
  const workbench = useWorkbench(async () => {
    wantedPort = await freePort();
    const settings = { 'oneapi.mock.port': wantedPort, 'oneapi.mock.config': 'tenant.json' };
    const authentication = { type: 'SECRET', secrets: [] };
    const tenant = { clients: [{ id: 'iq0000000000b', name: 'of the workspace', authentication }] };
    return {
      restricted: true,
      files: { '.vscode/settings.json': JSON.stringify(settings), 'tenant.json': JSON.stringify(tenant) },
    };
  });

  it('has tokens decoded, in a hover and in the inspector', async () => {
    await workbench().statusBarItem('Restricted Mode').waitFor();
    await workbench().openFile('expired-token.txt');
    const hover = await workbench().hover('eyJ');
    await hover.getByText('Decoded, not verified').waitFor();
    await hover.getByRole('link', { name: 'Inspect' }).first().click();
    await workbench().webview().getByText('Decoded, Not Verified').first().waitFor();
  });

  it('starts no mock, and says why and what to do', async () => {
    await workbench().openContainer('OneAPI');
    await workbench().view('API Clients').welcomeButton('Start Mock').click();
    await workbench().notifications.waitFor(notTrusted);
    await workbench().screenshot('restricted 1 mock');
    await workbench().statusBarItem('OneAPI').waitFor();
    assert.equal(await answers(wantedPort), false);
  });

  it('has no key file read', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('OneAPI: Import API Client');
    await quickInput.enter('Client ID', 'iq0000000000a');
    await quickInput.pick('Private key of a JWKS URL');
    await workbench().notifications.waitFor('No key file is read in a workspace that you do not trust.');
    await workbench().screenshot('restricted 2 key file');
  });

  it('is as any other once the person trusts it', async () => {
    await workbench().notifications.answer(notTrusted, 'Manage Workspace Trust');
    await workbench().page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust' }).first().click();
    await workbench().statusBarItem('Restricted Mode').waitFor({ state: 'hidden' });
    await workbench().runCommand('OneAPI: Start Mock');
    await workbench().statusBarItem(`OneAPI :${wantedPort}`).waitFor();
    await workbench().page.keyboard.press('Escape');
    await workbench().view('API Clients').waitForRow('of the workspace');
    await workbench().screenshot('restricted 3 trusted');
  });
});

describe('A virtual workspace', () => {
  const home = temporaryFolder('home');
  after(() => removeTemporaryFolder(home));
  const workbench = useWorkbench({
    virtual: true,
    files: { 'token.txt': token },
    settings: { 'oneapi.mock.config': 'tenant.json' },
    env: { HOME: home },
  });
  const shot = (name: string) => workbench().screenshot(`virtual ${name}`);

  it('has hovers and the inspector', async () => {
    await workbench().openFromExplorer('token.txt');
    const hover = await workbench().hover('eyJ');
    await hover.getByText('Decoded, not verified').waitFor();
    await shot('1 hover');
    await hover.getByRole('link', { name: 'Inspect' }).first().click();
    await workbench().webview().getByText('Decoded, Not Verified').first().waitFor();
  });

  it('has keys saved on disk, not under its own name there', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('OneAPI: Generate Key Pair');
    await quickInput.pick('RSA 2048');
    await quickInput.waitForPrompt('Passphrase that encrypts the private key.');
    await quickInput.accept();
    await quickInput.pick('Save…');
    await quickInput.waitForTitle('Save private-key.pem');
    await shot('2 save');
    assert.equal(await quickInput.input.inputValue(), join(home, 'private-key.pem'));
    await quickInput.ok();
    await quickInput.waitForTitle('Save public-key.pem');
    await quickInput.ok();
    await workbench().notifications.waitFor('Saved ');
    assert.equal(statSync(join(home, 'private-key.pem')).mode & 0o777, 0o600);
    assert.equal(existsSync('/virtual-workspace'), false);
  });

  it('says so where a config file is looked for in it', async () => {
    await workbench().runCommand('OneAPI: Start Mock');
    await workbench().notifications.waitFor('There is no folder on disk that tenant.json is relative to.');
    await shot('3 config');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/_mock/v1/health`).then(
    () => true,
    () => false,
  );
}
