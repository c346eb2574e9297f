import assert from 'node:assert/strict';
import { accessibilityFaults } from './support/accessibility.js';
import { storedByBrowser } from './support/browser-storage.js';
import { freePort } from './support/free-port.js';
import { addClient } from './support/tasks.js';
import { useWorkbench } from './support/use-workbench.js';
import type { Theme, Workbench } from './support/workbench.js';

const port = await freePort();

/** A token request as a script outside of the editor sends it. */
function tokenRequest(form: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
  return fetch(`http://127.0.0.1:${port}/oauth2/v1/token`, { method: 'POST', body });
}

async function addQuietly(workbench: Workbench, name: string, method: string): Promise<void> {
  await addClient(workbench, name, method);
  await workbench.notifications.waitFor(`"${name}" was added`);
  await workbench.runCommand('Notifications: Clear All Notifications');
}

describe('What the editor shows of tokens and exchanges', () => {
  const workbench = useWorkbench({ settings: { 'oneapi.mock.port': port } });
  const shot = (name: string) => workbench().screenshot(`editor ${name}`);

  before(async () => {
    await workbench().openContainer('OneAPI');
    await addQuietly(workbench(), 'report', 'JWKS URL');
    await workbench().view('API Clients').clickIcon('report', 'Get Access Token');
    await workbench().view('Issued Tokens').waitForRow('report');
  });

  it('the exchange view shows a request from outside of the editor as it comes in, with its reason', async () => {
    await workbench().runCommand('View: Close All Editors');
    await workbench().runCommand('OneAPI: Show Exchanges');
    const page = workbench().webview();
    await page.locator('.exchange').first().waitFor();
    const answer = await tokenRequest({ client_id: 'iqnobody00000', client_secret: 'not-a-secret' });
    assert.equal(answer.status, 400);
    await page.locator('.exchange', { hasText: 'iqnobody00000' }).waitFor();
    await page.getByText('No API client has this client id.').first().waitFor();
    await page.getByText('Sent', { exact: true }).waitFor();
    await shot('exchange refused');
  });

  it('the list of exchanges is walked through by the arrow keys', async () => {
    const page = workbench().webview();
    await page.getByRole('listbox').focus();
    await workbench().page.keyboard.press('ArrowDown');
    await page.locator('.exchange[aria-selected="true"]', { hasText: 'report' }).waitFor();
    await page.getByText('The API client was authenticated').waitFor();
    assert.equal(await page.getByLabel('Show new requests as they come in').isChecked(), false);
    await shot('exchange issued');
    await page.getByLabel('Show new requests as they come in').check();
    await page.locator('.exchange[aria-selected="true"]', { hasText: 'iqnobody00000' }).waitFor();
  });

  it('the filter leaves what was asked for', async () => {
    const page = workbench().webview();
    await page.getByLabel('Outcome').selectOption({ label: 'Refused' });
    await page.locator('.exchange', { hasText: 'report' }).waitFor({ state: 'detached' });
    await page.locator('.exchange', { hasText: 'iqnobody00000' }).waitFor();
    await page.getByLabel('Outcome').selectOption({ label: 'All outcomes' });
    await page.locator('.exchange', { hasText: 'report' }).waitFor();
  });

  for (const [theme, width] of [
    ['dark', 1280],
    ['light', 800],
    ['high contrast', 1280],
  ] as [Theme, number][]) {
    it(`the exchange view and the inspector are accessible, ${theme}, ${width} pixels wide`, async () => {
      await workbench().setSize(width, 800);
      await workbench().setTheme(theme);
      await workbench().runCommand('View: Close All Editors');
      await workbench().runCommand('OneAPI: Show Exchanges');
      await workbench().webview().locator('.exchange').first().waitFor();
      await shot(`exchange ${theme} ${width}`);
      assert.deepEqual(await accessibilityFaults(workbench()), []);
      await workbench().runCommand('View: Close All Editors');
      await workbench().view('Issued Tokens').clickIcon('report', 'Inspect');
      await workbench().webview().getByText('Signature Verified').waitFor();
      await shot(`inspector ${theme} ${width}`);
      assert.deepEqual(await accessibilityFaults(workbench()), []);
    });
  }

  it('the inspector takes what is pasted: a certificate, a JWKS, another token to compare', async () => {
    await workbench().setSize(1280, 800);
    await workbench().setTheme('dark');
    const page = workbench().webview();
    const paste = async (button: string, submit: string, text: string) => {
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('textbox').fill(text);
      await page.getByRole('button', { name: submit }).last().click();
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    await paste('Compare With…', 'Compare With…', `${part({ alg: 'RS256' })}.${part({ sub: 'other' })}.c2ln`);
    await page.getByRole('heading', { name: 'Two Tokens Compared' }).waitFor();
    await page.getByLabel('Only differences').check();
    await shot('compare');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText('Signature Verified').waitFor();
    await paste('Inspect Another', 'Inspect', JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }] }));
    await page.getByRole('heading', { name: 'JWKS' }).waitFor();
    await page.getByText('This JWKS holds private key material.').waitFor();
    assert.doesNotMatch((await page.locator('body').textContent()) ?? '', /c2VjcmV0/);
    await shot('jwks');
    await paste('Inspect Another', 'Inspect', 'this is no token');
    await page.getByRole('heading', { name: 'Not Readable' }).waitFor();
    assert.deepEqual(await accessibilityFaults(workbench()), []);
  });

  it('the inspector is there again after the window was loaded anew', async () => {
    await workbench().view('Issued Tokens').clickIcon('report', 'Inspect');
    await workbench().webview().getByText('Signature Verified').waitFor();
    const [jti] =
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(
        (await workbench().webview().locator('body').textContent()) ?? '',
      ) ?? [];
    assert.ok(jti);
    await storedByBrowser(workbench(), jti);
    await workbench().reload();
    const page = workbench().webview();
    await page.getByText(/Signature Verified|kept in memory alone/).waitFor();
    await shot('inspector reloaded');
  });
});
