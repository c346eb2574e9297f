import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessibilityFaults } from './support/accessibility.js';
import { freePort } from './support/free-port.js';
import { addClient, chooseRole } from './support/tasks.js';
import { useWorkbench } from './support/use-workbench.js';

// A program outside of the editor gets tokens and calls the gateway; the person sees in the editor what becomes of it.
const port = await freePort();
const server = '/zpa/mgmtconfig/v1/admin/customers/1/server';

function call(path: string, token: string, method = 'GET'): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return fetch(`http://127.0.0.1:${port}${path}`, { method, headers }).then(({ status }) => status);
}

describe('A program that the gateway refuses', () => {
  const workbench = useWorkbench({ settings: { 'oneapi.mock.port': port } });
  const shot = (name: string) => workbench().screenshot(`gateway ${name}`);
  const selected = (text: string) =>
    workbench().webview().locator('.exchange[aria-selected="true"]', { hasText: text });
  const openStep = () => workbench().webview().locator('.step details[open] .step-body');
  let secret: string;
  let token: string;

  /** As the program asks for it. */
  async function newToken(): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${port}/ziam/admin/api/v1/api-clients`, {
      headers: { authorization: `Bearer ${workbench().mockAdminToken()}` },
    });
    const [client] = ((await answer.json()) as { records: { id: string }[] }).records;
    const form = { grant_type: 'client_credentials', client_id: client!.id, client_secret: secret };
    const issued = await fetch(`http://127.0.0.1:${port}/oauth2/v1/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, audience: 'https://api.zscaler.com' }),
    });
    return ((await issued.json()) as { access_token: string }).access_token;
  }

  before(async () => {
    await workbench().openContainer('OneAPI');
    await addClient(workbench(), 'nightly', 'Client Secret');
    secret = await workbench().copiedBy(async () => {
      await workbench().view('API Clients').chooseFromMenu('nightly', 'Copy Secret or Private Key');
      await workbench().answerDialog('Copy the secret', 'Copy');
    });
    await workbench().runCommand('Notifications: Clear All Notifications');
    await workbench().runCommand('OneAPI: Show Exchanges');
    await workbench().webview().getByText('No exchanges yet').waitFor();
    token = await newToken();
  });

  it('is seen as it calls with a token without a role, with the reason', async () => {
    await selected('Issued').waitFor();
    await workbench().webview().getByText('to come').waitFor();
    await shot('1 issued');
    assert.equal(await call(`${server}?search=x`, token), 403);
    await selected('Issued, refused at the gateway').waitFor();
    await openStep().getByText('The access token has no role for ZPA.').waitFor();
    await openStep().getByText(`GET “${server}” was answered with 403.`).waitFor();
    await openStep().getByText('ZIA API_Role01', { exact: true }).waitFor();
    await openStep().getByText('a role for ZPA', { exact: true }).waitFor();
    assert.equal(await workbench().webview().getByText('to come').count(), 0);
    await shot('2 refused');
  });

  it('is counted, and what was opened meanwhile stays open', async () => {
    const page = workbench().webview();
    await page.locator('summary', { hasText: 'Secret matches' }).click();
    assert.equal(await openStep().count(), 2);
    assert.equal(await call(server, token), 403);
    await openStep().getByText(`2 calls were answered with 403, the newest is GET “${server}”.`).waitFor();
    assert.equal(await openStep().count(), 2);
  });

  it('is found by the filter for what was refused', async () => {
    const page = workbench().webview();
    for (const outcome of ['Refused', 'Issued', 'All outcomes']) {
      await page.getByLabel('Outcome').selectOption({ label: outcome });
      await page.locator('.exchange', { hasText: 'refused at the gateway' }).waitFor();
    }
  });

  it('is seen in every theme and in a narrow window, accessible', async () => {
    for (const theme of ['light', 'high contrast', 'high contrast light', 'dark'] as const) {
      await workbench().setTheme(theme);
      assert.deepEqual(await accessibilityFaults(workbench()), [], theme);
      await shot(`2 ${theme}`);
    }
    await workbench().setSize(700, 800);
    await shot('2 narrow');
    await workbench().setSize(1280, 800);
  });

  it('is mended by the buttons beside the reason', async () => {
    await openStep().getByRole('button', { name: 'Add a Role' }).click();
    await chooseRole(workbench(), 'What may it do?', 'API Full Access');
    await workbench().notifications.waitFor('count for access tokens issued from now on');
    await workbench().runCommand('Notifications: Clear All Notifications');
    // The program goes on with its old token, which is told as such.
    assert.equal(await call(server, token), 403);
    await openStep().getByText('The access token is older than the role for ZPA').waitFor();
    await shot('3 outdated');
    await openStep().getByRole('button', { name: 'Get a New Token' }).click();
    await workbench().notifications.waitFor('Got an access token of nightly');
    assert.equal(await call(server, await newToken()), 200);
    await selected('Issued').waitFor();
    const page = workbench().webview();
    await page.getByText(`GET “${server}” was answered with 200.`).first().waitFor();
    assert.equal(await page.locator('.exchange', { hasText: 'refused at the gateway' }).count(), 1);
    await shot('4 served');
  });

  it('is explained from the hover of its very token', async () => {
    await workbench().runCommand('Notifications: Clear All Notifications');
    await writeFile(join(workbench().folder, 'nightly.log'), `token=${token}\n`);
    await workbench().openFile('nightly.log');
    const hover = await workbench().hover('eyJ');
    await hover.getByRole('link', { name: 'Why Was This Refused?' }).first().click();
    await selected('Issued, refused at the gateway').waitFor();
    await openStep().getByText('The access token is older than the role for ZPA').waitFor();
    await shot('5 from the hover');
  });
});
