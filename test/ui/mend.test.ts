import assert from 'node:assert/strict';
import { accessibilityFaults, webviewFrame } from './support/accessibility.js';
import { addClient } from './support/tasks.js';
import { useWorkbench } from './support/use-workbench.js';

describe('A person who mends an API client', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().openContainer('OneAPI');
    await addClient(workbench(), 'broken', 'Certificate');
  });

  it('makes the mock fail, and sees in the status bar that it does', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('OneAPI: Simulate…');
    await quickInput.waitForPrompt('What should the mock do?');
    await workbench().screenshot('simulate 1 menu');
    await quickInput.pick('Shift the Clock…');
    await quickInput.pick('+1 h');
    await workbench().statusBarItem('+1 h').waitFor();
    await workbench().runCommand('OneAPI: Simulate…');
    await quickInput.pick('Gateway Fails…');
    await quickInput.pick('ZIA');
    await workbench().screenshot('simulate 2 fault');
    await quickInput.pick('503 Service Unavailable');
    await quickInput.pick('Every request, until it is ended');
    await workbench().statusBarItem('+1 h · 1 fault').waitFor();
    await workbench().screenshot('simulate 3 active');
  });

  it('sees what is wrong with a client, and mends it with the button beside it', async () => {
    await workbench().view('API Clients').chooseFromMenu('broken', 'Diagnose API Client');
    const page = workbench().webview();
    await page.getByText('3 checks failed').first().waitFor();
    await page.getByText('60 minutes ahead').waitFor();
    await workbench().screenshot('diagnosis 1 failed');
    assert.deepEqual(await accessibilityFaults(workbench()), []);
    await page.getByRole('button', { name: 'End the Simulation' }).first().click();
    await page.getByText('Nothing is wrong').first().waitFor();
    await workbench().screenshot('diagnosis 2 mended');
    assert.equal(await workbench().statusBarItem('1 fault').isVisible(), false);
  });

  it('sees it in every theme and at 300 pixels, accessible', async () => {
    await workbench().runCommand('Notifications: Clear All Notifications');
    for (const theme of ['dark', 'light', 'high contrast', 'high contrast light'] as const) {
      await workbench().setTheme(theme);
      assert.deepEqual(await accessibilityFaults(workbench()), [], theme);
      await workbench().screenshot(`diagnosis 2 ${theme}`);
    }
    await workbench().setTheme('dark');
    await workbench().setSize(660, 700);
    const page = await webviewFrame(workbench());
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    assert.equal(await page.evaluate(overflow), 0, 'nothing is cut off');
    await workbench().screenshot('diagnosis 2 narrow');
    await workbench().setSize(1280, 800);
  });

  it('copies the report, with nothing secret in it', async () => {
    const page = workbench().webview();
    await page.getByRole('button', { name: 'Copy Report' }).click();
    await workbench().statusBarItem('Report copied').waitFor();
    const report = await workbench().clipboard();
    assert.match(report, /✓ Gateway accepts the token: GET \/zia/);
    assert.doesNotMatch(report, /PRIVATE KEY|eyJ/);
  });

  it('uses it in terminals, and sees whose variables they have', async () => {
    await workbench().view('API Clients').chooseFromMenu('broken', 'Use in Terminals');
    await workbench().notifications.waitFor('New terminals have the variables');
    await workbench().view('API Clients').waitForRow('in terminals');
    await workbench().statusBarItem('broken').waitFor();
    await workbench().screenshot('terminals');
    await workbench().statusBarItem('broken').click();
    await workbench().statusBarItem('New terminals are without').waitFor();
  });

  it('copies it as code', async () => {
    const { quickInput } = workbench();
    await workbench().view('API Clients').chooseFromMenu('broken', 'Copy As…');
    await quickInput.waitForPrompt('As what?');
    await workbench().screenshot('copy as');
    await quickInput.pick('Python SDK');
    await workbench().statusBarItem('Copied as Python SDK').waitFor();
    assert.match(await workbench().clipboard(), /ZscalerClient/);
  });
});
