import assert from 'node:assert/strict';
import { englishWordsIn } from '../unit/l10n/english-words.js';
import { chooseRole } from './support/tasks.js';
import { useWorkbench } from './support/use-workbench.js';

describe('A person whose VS Code speaks German', () => {
  const workbench = useWorkbench({ language: 'de', width: 1500, height: 900 });
  const shot = (name: string) => workbench().screenshot(`german ${name}`);

  before(() => workbench().openContainer('OneAPI'));

  it('finds a way on in the sidebar, and commands in the palette', async () => {
    for (const name of ['API-Clients', 'API-Ressourcen', 'Ausgestellte Tokens']) {
      await workbench().view(name).welcomeButton('Mock starten').waitFor();
    }
    await shot('1 welcome');
    const titles = await workbench().findCommands('OneAPI: Zugriffstoken');
    assert.ok(titles.includes('OneAPI: Zugriffstoken abrufen'), titles.join('\n'));
  });

  it('adds an API client', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('OneAPI: API-Client hinzufügen');
    await quickInput.enter('Name des API-Clients', 'bericht');
    await quickInput.waitForPrompt('Wie authentifiziert sich der API-Client?');
    await shot('3 method');
    await quickInput.pick('Zertifikat');
    await chooseRole(workbench(), 'Was darf er?', 'API_Role01');
    await workbench().view('API-Clients').waitForRow('bericht');
    await workbench().view('API-Clients').expand('bericht');
  });

  it('reads why a token was refused, and how to mend it', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('OneAPI: Simulieren…');
    await quickInput.waitForPrompt('Was soll der Mock tun?');
    await shot('6 simulate');
    await quickInput.pick('Uhr verstellen…');
    await quickInput.pick('+1 h');
    await workbench().view('API-Clients').clickIcon('bericht', 'Zugriffstoken abrufen');
    await workbench().notifications.waitFor('Die Assertion ist abgelaufen.');
    await shot('7 refused');
    await workbench().notifications.answer('Die Assertion ist abgelaufen.', 'Anzeigen, was geschehen ist');
    const page = workbench().webview();
    await page.getByText('ein Zeitpunkt in der Zukunft').waitFor();
    await shot('8 exchange');
    assert.deepEqual(englishWordsIn((await page.locator('body').allInnerTexts()).join()), []);
  });

  it('reads what a token says, in a hover and in the inspector', async () => {
    await workbench().runCommand('OneAPI: Simulation beenden');
    await workbench().openFile('expired-token.txt');
    const hover = await workbench().hover('eyJ');
    await hover.getByText('Abgelaufen').first().waitFor();
    assert.deepEqual(englishWordsIn((await hover.allInnerTexts()).join()), []);
    await hover.getByRole('link', { name: 'Untersuchen' }).first().click();
    const page = workbench().webview();
    await page.getByText('Decodiert, nicht verifiziert').first().waitFor();
    await shot('10 inspector');
    assert.deepEqual(englishWordsIn((await page.locator('body').allInnerTexts()).join()), []);
  });
});
