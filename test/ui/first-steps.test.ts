import { readFileSync } from 'node:fs';
import { callApi } from './support/tasks.js';
import { useWorkbench } from './support/use-workbench.js';

const steps = [
  'Add an API client',
  'Get an access token',
  'See what it says',
  'Call the API',
  'Understand every refusal',
];

/** What is said of each step's picture to whoever does not see it. */
const strings: Record<string, string> = JSON.parse(readFileSync('package.nls.json', 'utf8'));
const alternatives = ['addClient', 'getToken', 'inspect', 'call', 'understand'].map(
  (name) => strings[`walkthrough.${name}.picture`]!,
);

describe('A person who is new here', () => {
  const workbench = useWorkbench({ width: 1600, height: 900 });
  const step = (title: string) => workbench().page.locator('.getting-started-step').filter({ hasText: title }).first();

  before(() => workbench().openContainer('OneAPI'));

  it('finds a way on in every empty view', async () => {
    await workbench().view('API Clients').welcomeButton('Add API Client').waitFor();
    for (const name of ['API Clients', 'API Resources', 'Issued Tokens']) {
      await workbench().view(name).welcomeButton('Start Mock').waitFor();
    }
    await workbench().screenshot('welcome 1 stopped');
    await workbench().view('API Resources').welcomeButton('Start Mock').click();
    await workbench().view('API Resources').waitForRow('ZIA');
    await workbench().view('API Clients').welcomeButton('Start Mock').waitFor({ state: 'hidden' });
    await workbench().view('Issued Tokens').welcomeButton('Add API Client').waitFor();
    await workbench().screenshot('welcome 2 running');
  });

  it('opens the walkthrough from there, with a picture for each step', async () => {
    await workbench().view('API Clients').welcomeButton('open the walkthrough').click();
    for (const [index, title] of steps.entries()) {
      await step(title).click();
      await workbench().page.getByRole('img', { name: alternatives[index]! }).waitFor();
      await workbench().screenshot(`walkthrough ${index + 1}`);
    }
  });

  it('has a step done by doing it', async () => {
    const { quickInput } = workbench();
    await step(steps[0]!).click();
    await step(steps[0]!).getByRole('button', { name: 'Add API Client' }).click();
    await quickInput.enter('Name of the API client', 'first');
    await quickInput.waitForPrompt('How does the API client authenticate?');
    await quickInput.pick('Client Secret');
    await quickInput.waitForPrompt('What may it do?');
    await quickInput.ok();
    await workbench().view('API Clients').waitForRow('first');
    await step(steps[0]!).locator('.codicon-getting-started-step-checked.complete').waitFor();
    await workbench().screenshot('walkthrough done');
  });

  it('has the other steps done by doing them, with whichever button', async () => {
    const { notifications } = workbench();
    await notifications.answer('"first" was added', 'Get Access Token');
    await notifications.answer('Got an access token of first', 'Inspect');
    await workbench().webview().getByText('Signature Verified').waitFor();
    await workbench().webview().getByRole('button', { name: 'Show Exchange' }).click();
    await workbench().webview().locator('.exchange').first().waitFor();
    await callApi(workbench(), 'first', '/zia/api/v1/status');
    await workbench().page.locator('.tab.active', { hasText: 'GET v1' }).waitFor();
    await workbench().page.locator('.tab', { hasText: 'Welcome' }).click();
    for (const title of steps) await step(title).locator('.codicon-getting-started-step-checked.complete').waitFor();
    await workbench().screenshot('walkthrough all done');
  });

  it('finds a way on where a search finds nothing', async () => {
    const { quickInput } = workbench();
    await workbench().view('API Clients').clickTitleIcon('Search API Clients');
    await quickInput.enter('Part of a name or client ID', 'no such client');
    await workbench().view('API Clients').welcomeButton('Clear Search').click();
    await workbench().view('API Clients').waitForRow('first');
  });

  it('finds a way on in a tenant that has not been asked for anything', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('OneAPI: Add Environment');
    await quickInput.pick('A ZIdentity tenant');
    await quickInput.enter('Vanity domain', 'example');
    await quickInput.waitForPrompt('Which ZIdentity cloud?');
    await quickInput.pick('PRODUCTION');
    await workbench().view('API Clients').welcomeButton('Import API Client').waitFor();
    await workbench().view('API Clients').welcomeButton('Load from Tenant').waitFor();
    await workbench().view('API Resources').welcomeButton('Load from Tenant').waitFor();
    await workbench().view('Issued Tokens').welcomeButton('Import API Client').waitFor();
    await workbench().screenshot('welcome 3 tenant');
  });
});
