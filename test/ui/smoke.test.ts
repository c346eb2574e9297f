import assert from 'node:assert/strict';
import { useWorkbench } from './support/use-workbench.js';

describe('The extension in a running VS Code', () => {
  const workbench = useWorkbench();

  it('its container shows the three views', async () => {
    await workbench().openContainer('OneAPI');
    for (const name of ['API Clients', 'API Resources', 'Issued Tokens']) {
      await workbench().view(name).pane.waitFor();
    }
    await workbench().screenshot('views-dark');
  });

  it('the palette offers its commands under OneAPI', async () => {
    const titles = await workbench().findCommands('OneAPI: Add API Client');
    assert.ok(titles[0]?.startsWith('OneAPI: Add API Client'), titles.join('\n'));
  });

  it('a hover on a token says that it expired', async () => {
    await workbench().openFile('expired-token.txt');
    const hover = await workbench().hover('eyJ');
    await hover
      .getByText(/expired/i)
      .first()
      .waitFor();
    await workbench().screenshot('hover-dark');
  });
});

describe('The extension in a light, narrow window', () => {
  const workbench = useWorkbench({ theme: 'light', width: 800, height: 600 });

  it('its container shows what to do first', async () => {
    await workbench().openContainer('OneAPI');
    await workbench().view('API Clients').welcomeButton('Add API Client').waitFor();
    await workbench().screenshot('views-light-800');
  });
});
