import assert from 'node:assert/strict';
import { callApi } from './support/tasks.js';
import { useWorkbench } from './support/use-workbench.js';

/** How the list of methods and a client's own row name each way to authenticate. */
const METHODS = [
  { label: 'Client Secret', name: 'with a secret', theme: 'dark', size: { width: 1280, height: 800 } },
  { label: 'Certificate', name: 'with a certificate', theme: 'light', size: { width: 1280, height: 800 } },
  { label: 'JWKS URL', name: 'with a JWKS URL', theme: 'light', size: { width: 800, height: 800 } },
] as const;

describe('A person, by mouse and keyboard alone', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().openContainer('OneAPI');
  });

  for (const { label, name, theme, size } of METHODS) {
    describe(label, () => {
      const shot = (step: string) => workbench().screenshot(`${label} ${step}`);

      before(async () => {
        await workbench().setSize(size.width, size.height);
        await workbench().setTheme(theme);
      });

      it('adds an API client in three steps', async () => {
        const { quickInput } = workbench();
        await workbench().view('API Clients').clickTitleIcon('Add API Client');
        await quickInput.enter('Name of the API client', name);
        await quickInput.waitForPrompt('How does the API client authenticate?');
        await shot('1 method');
        await quickInput.pick(label);
        await quickInput.waitForPrompt('What may it do?');
        await quickInput.back();
        await quickInput.waitForPrompt('How does the API client authenticate?');
        await quickInput.pick(label);
        await quickInput.fill('What may it do?', 'API_Role01');
        await quickInput.tick('API_Role01');
        await shot('2 roles');
        await quickInput.ok();
        await workbench().notifications.waitFor(`"${name}" was added`);
        await workbench().view('API Clients').waitForRow(name);
        await shot('3 added');
      });

      it('gets a token with one click', async () => {
        // By the button that is offered, and by the icon of the row: both are one click.
        if (label === 'Client Secret')
          await workbench().notifications.answer(`"${name}" was added`, 'Get Access Token');
        else await workbench().view('API Clients').clickIcon(name, 'Get Access Token');
        await workbench().view('Issued Tokens').waitForRow(name);
        await shot('4 token');
      });

      it('inspects it: verified, with its roles and times', async () => {
        await workbench().view('Issued Tokens').clickIcon(name, 'Inspect Token');
        const page = workbench().webview();
        await page
          .getByText(/verified/i)
          .first()
          .waitFor();
        await page.getByText('API_Role01').first().waitFor();
        await shot('5 inspected');
      });

      it('calls an API with it', async () => {
        await callStatus(name);
        const text = await workbench().editorText();
        assert.match(text, /HTTP 200/);
        assert.match(text, /"status": "ACTIVE"/);
        await shot('6 called');
      });

      it('revokes it, asked once', async () => {
        await workbench().view('Issued Tokens').clickIcon(name, 'Revoke Token');
        await workbench().answerDialog('Revoke this access token?', 'Revoke');
        const row = workbench().view('Issued Tokens').row(name);
        await row.getByText('revoked').waitFor();
        await shot('7 revoked');
      });

      it('calls again, and is refused and told why', async () => {
        await callStatus(name);
        await workbench().notifications.waitFor(`HTTP 401 for ${name}`);
        assert.match(await workbench().editorText(), /"detail": "unauthorized"/);
        await shot('8 refused');
        await workbench().runCommand('Notifications: Clear All Notifications');
        await workbench().runCommand('View: Close All Editors');
      });
    });
  }

  async function callStatus(client: string): Promise<void> {
    await workbench().runCommand('View: Close All Editors');
    await callApi(workbench(), client, '/zia/api/v1/status');
    await workbench()
      .editor.getByText(/HTTP\s\d{3}/)
      .first()
      .waitFor();
  }
});
