import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Keyboard } from './support/keyboard.js';
import { useWorkbench } from './support/use-workbench.js';
import type { Theme } from './support/workbench.js';

const theme = (process.env.ONEAPI_KEYBOARD_THEME ?? 'dark') as Theme;

const secretFile =
  'ZSCALER_CLIENT_ID=iq00000program\nZSCALER_CLIENT_SECRET=the-secret-of-the-program-0123456789\nZSCALER_VANITY_DOMAIN=acme\n';

/** The first job of a person who uses no mouse, from the empty window to a revoked token. */
describe('By keyboard alone', () => {
  const workbench = useWorkbench({ theme, files: { 'notes.txt': '\n', 'secret.env': secretFile } });
  let keyboard: Keyboard;
  before(() => {
    keyboard = new Keyboard(workbench());
  });
  const shot = (name: string) => workbench().screenshot(`keyboard ${theme} ${name}`);

  it('starts the mock from an empty view, and stays in the view', async () => {
    await keyboard.command('View: Show OneAPI');
    const clients = workbench().view('API Clients');
    await keyboard.tabTo(clients.welcomeButton('Start Mock'));
    await shot('1 welcome');
    await keyboard.press('Enter');
    await workbench().view('API Resources').waitForRow('ZIA');
    await clients.pane.locator('.welcome-view-content:focus').waitFor();
    await shot('2 started');
  });

  it('adds an API client', async () => {
    const clients = workbench().view('API Clients');
    await keyboard.activate(clients.welcomeButton('Add API Client'));
    await keyboard.enter('Name of the API client', 'alpha');
    await keyboard.choose('How does the API client authenticate?', 'Client Secret');
    await workbench().quickInput.waitForPrompt('What may it do?');
    await keyboard.type('API_Role01');
    await keyboard.press('ArrowDown');
    await shot('3 role');
    await keyboard.press('Space');
    await shot('3 role ticked');
    await keyboard.press('Enter');
    await clients.waitForRow('alpha');
    await clients.pane.locator('.monaco-list:focus').waitFor();
    await shot('4 added');
  });

  it('gets a token by the menu of a row, and inspects it', async () => {
    await keyboard.goToRow('API Clients', 'alpha, Client Secret, active');
    await keyboard.chooseFromMenu('Get Access Token');
    await workbench().view('Issued Tokens').waitForRow('alpha');
    await keyboard.answer('Got an access token of alpha', 'Inspect');
    const page = workbench().webview();
    const compare = page.getByRole('button', { name: 'Compare With…' });
    await keyboard.activate(compare);
    await page.getByRole('textbox').and(page.locator(':focus')).waitFor();
    await keyboard.press('Escape');
    await keyboard.assertFocus(compare);
    await shot('5 inspector');
  });

  it('calls an API', async () => {
    await keyboard.goToRow('API Clients', 'alpha, Client Secret, active');
    await keyboard.chooseFromMenu('Call API…');
    await workbench().quickInput.waitForPrompt('What should be called?');
    await keyboard.type('/zia/api/v1/status');
    await shot('6 call');
    await keyboard.press('Enter');
    await workbench().quickInput.waitForPrompt('path with its query');
    await keyboard.press('Enter');
    await workbench()
      .editor.getByText(/HTTP\s200/)
      .first()
      .waitFor();
  });

  it('puts the token into a file, and follows a link of its hover', async () => {
    await keyboard.press('ControlOrMeta+P');
    await workbench().quickInput.input.waitFor();
    await keyboard.type(join(workbench().folder, 'notes.txt'));
    await workbench().quickInput.row('notes.txt').waitFor();
    await keyboard.press('Enter');
    await workbench().page.locator('.tab.active', { hasText: 'notes.txt' }).waitFor();
    await keyboard.goToRow('Issued Tokens', 'alpha, active');
    await keyboard.chooseFromMenu('Insert Access Token at Cursor');
    await workbench().editor.locator('.view-line', { hasText: 'eyJ' }).first().waitFor();
    await workbench().editor.locator('.monaco-editor.focused').waitFor();
    await keyboard.press('ControlOrMeta+Home', 'ArrowRight');
    await shot('7 inserted');
    await keyboard.press('ControlOrMeta+K', 'ControlOrMeta+I');
    const hover = workbench().page.locator('.monaco-hover:visible').first();
    await hover.getByText('Active').first().waitFor();
    await keyboard.press('ControlOrMeta+K', 'ControlOrMeta+I');
    await keyboard.tabTo(hover.getByRole('link', { name: 'Inspect' }).first());
    await shot('8 hover');
    await keyboard.press('Enter');
    await workbench().webview().getByText('Signature Verified').waitFor();
  });

  it('revokes it in the inspector, which keeps the focus and what is being pasted', async () => {
    const page = workbench().webview();
    await keyboard.activate(page.getByRole('button', { name: 'Inspect Another' }));
    await page.getByRole('textbox').and(page.locator(':focus')).waitFor();
    await keyboard.type('the beginning of another');
    await keyboard.tabTo(page.getByRole('button', { name: 'Revoke' }), 'Shift+Tab');
    await keyboard.press('Enter');
    await keyboard.answerDialog('Revoke');
    await page.locator('.pill', { hasText: 'Revoked' }).waitFor();
    await shot('9 revoked');
    await page.locator('button:focus').waitFor();
    assert.equal(await page.getByRole('textbox').inputValue(), 'the beginning of another');
    await page.getByRole('status').filter({ hasText: 'Revoked' }).waitFor({ state: 'attached' });
  });

  it('sees why a token is refused, and presses what mends it', async () => {
    await keyboard.goToRow('API Clients', 'alpha, Client Secret, active');
    await keyboard.chooseFromMenu('Disable API Client');
    await keyboard.answerDialog('Disable');
    await keyboard.goToRow('API Clients', 'alpha, Client Secret, inactive');
    await keyboard.chooseFromMenu('Get Access Token');
    await keyboard.answer('The API client is disabled', 'Show What Happened');
    const page = workbench().webview();
    await page.locator('.step-failed').waitFor();
    await shot('10 refused');
    await keyboard.tabTo(page.getByRole('listbox'));
    await shot('11 list');
    await keyboard.press('ArrowDown');
    await page.getByRole('option', { selected: true }).filter({ hasText: 'Issued' }).waitFor();
    await keyboard.assertFocus(page.getByRole('listbox'));
    await keyboard.press('ArrowUp');
    await page.locator('.step-failed').waitFor();
    const enable = page.locator('.step-failed').getByRole('button', { name: 'Enable the API Client' });
    await keyboard.tabTo(enable);
    await shot('12 remedy');
    await keyboard.press('Enter');
    await workbench()
      .view('API Clients')
      .row('alpha')
      .and(workbench().page.locator('[aria-label*=", active"]'))
      .waitFor();
    await page.locator(':focus').waitFor();
    await shot('13 mended');
  });

  it('uses a quick fix', async () => {
    await keyboard.press('ControlOrMeta+P');
    await workbench().quickInput.input.waitFor();
    await keyboard.type(join(workbench().folder, 'secret.env'));
    await workbench().quickInput.row('secret.env').waitFor();
    await keyboard.press('Enter');
    await workbench().editor.locator('.squiggly-error, .squiggly-warning').first().waitFor();
    await keyboard.press('F8');
    await shot('14 problem');
    await keyboard.press('Escape');
    await keyboard.press('ControlOrMeta+.');
    await workbench().page.locator('.action-widget .monaco-list-row').first().waitFor();
    await shot('15 fixes');
    await keyboard.press('Enter');
    await workbench().notifications.waitFor('program');
    await shot('16 fixed');
  });

  it('revokes several tokens', async () => {
    for (let count = 0; count < 2; count++) {
      await keyboard.goToRow('API Clients', 'alpha, Client Secret, active');
      await keyboard.chooseFromMenu('Get Access Token');
    }
    await workbench().view('Issued Tokens').rows.nth(2).waitFor();
    await keyboard.goToRow('Issued Tokens', 'alpha, active');
    // Enter selects the row from which the selection grows.
    await keyboard.press('Enter', 'Shift+ArrowDown');
    await shot('17 two rows');
    await keyboard.chooseFromMenu('Revoke Token');
    await keyboard.answerDialog('Revoke');
    await workbench()
      .view('Issued Tokens')
      .rows.and(workbench().page.locator('[aria-label*="revoked"]'))
      .nth(2)
      .waitFor();
    await shot('18 revoked');
  });
});
