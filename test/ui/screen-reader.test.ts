import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { addClient } from './support/tasks.js';
import { useWorkbench } from './support/use-workbench.js';

/** What a screen reader is given, row by row. */
function labels(rows: Locator): Promise<(string | null)[]> {
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
}

describe('A screen reader', () => {
  const workbench = useWorkbench({ settings: { 'editor.accessibilitySupport': 'on' } });
  const clients = () => workbench().view('API Clients');

  before(async () => {
    await workbench().openContainer('OneAPI');
    await clients().welcomeButton('Start Mock').click();
    await workbench().view('API Resources').waitForRow('ZIA');
    await addClient(workbench(), 'alpha', 'Client Secret');
    await addClient(workbench(), 'keyed', 'JWKS URL');
    await clients().clickIcon('alpha', 'Get Access Token');
    await workbench().view('Issued Tokens').waitForRow('alpha');
  });

  it('is told in words what the rows show by icon and colour', async () => {
    await clients().chooseFromMenu('alpha', 'Use in Terminals');
    await clients().waitForRow('in terminals');
    assert.deepEqual(await labels(clients().rows), [
      'alpha, in terminals, Client Secret, active',
      'keyed, JWKS URL, active',
    ]);
    await clients().expand('alpha');
    await clients().expand('Authentication');
    await clients().waitForRow('Secret 1');
    await clients().expand('Roles');
    await clients().waitForRow('API_Role01');
    const below = (await labels(clients().rows)).slice(1, -1);
    assert.match(below.join('\n'), /^Client ID iq.*\nAuthentication Client Secret.*\nSecret 1 expires in /);
    assert.match(below.join('\n'), /\nRoles 1.*\nZIA API_Role01.*\nToken Lifetime 60 minutes/);
    const resources = workbench().view('API Resources');
    await resources.expand('ZIA');
    await resources.waitForRow('API_Role01');
    assert.deepEqual((await labels(resources.rows)).slice(0, 3), [
      'Zscaler APIs, resource server, https://api.zscaler.com',
      'ZIA, service, 2 API clients, Zscaler Internet Access',
      'API_Role01, role, 2 API clients',
    ]);
    const [token] = await labels(workbench().view('Issued Tokens').rows);
    assert.match(token ?? '', /^alpha, active, expires in (59|60) minutes, JTI /);
  });

  it('is told what each icon of a row, of a view and of the status bar does', async () => {
    const { page } = workbench();
    const icons = page.locator('.part.sidebar .pane :is(.pane-header, .monaco-list-row) .actions .action-label');
    assert.deepEqual(
      (await labels(icons)).filter((label) => !label),
      [],
    );
    for (const item of [
      /^The mock of ZIdentity runs on port \d+$/,
      /^Integrated terminals have the variables of "alpha"/,
    ]) {
      await page.locator('.part.statusbar').getByRole('button', { name: item }).waitFor();
    }
  });

  it('hears no id of an icon in a pick list', async () => {
    const { quickInput } = workbench();
    const first = async (command: string, prompt: string) => {
      await workbench().runCommand(command);
      await quickInput.waitForPrompt(prompt);
      const [label] = await labels(quickInput.rows);
      assert.equal(await quickInput.rows.first().locator('.codicon').first().isVisible(), true, 'it has an icon');
      await quickInput.cancel();
      return label;
    };
    assert.equal(await first('OneAPI: Filter Tokens', 'Which tokens should the view show?'), 'Active, Status');
    assert.match((await first('OneAPI: Simulate…', 'What should the mock do?')) ?? '', /^Token Endpoint Fails…, /);
  });

  it('is told by a notification what others see at the bottom for a moment', async () => {
    await clients().chooseFromMenu('alpha', 'Copy Client ID');
    await workbench()
      .page.getByRole('alert')
      .filter({ hasText: 'The client ID was copied' })
      .waitFor({ state: 'attached' });
  });
});
