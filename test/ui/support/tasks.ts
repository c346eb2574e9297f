// What a person does again and again, step by step as the workbench asks for it.
import type { Workbench } from './workbench.js';

/** Adds an API client of the mock with one role of ZIA, by the icon of the view. */
export async function addClient(workbench: Workbench, name: string, method: string): Promise<void> {
  await workbench.view('API Clients').clickTitleIcon('Add API Client');
  await workbench.quickInput.enter('Name of the API client', name);
  await workbench.quickInput.waitForPrompt('How does the API client authenticate?');
  await workbench.quickInput.pick(method);
  await chooseRole(workbench, 'What may it do?', 'API_Role01');
  await workbench.view('API Clients').waitForRow(name);
}

/** Ticks a role that the list shows once its name is typed, and presses OK. */
export async function chooseRole({ quickInput }: Workbench, prompt: string, role: string): Promise<void> {
  await quickInput.fill(prompt, role);
  await quickInput.tick(role);
  await quickInput.ok();
}

/** Calls one of the paths that are offered, by the icon of the API client's row. */
export async function callApi(workbench: Workbench, client: string, path: string): Promise<void> {
  await workbench.view('API Clients').clickIcon(client, 'Call API');
  await chooseCall(workbench, path);
}

/** The steps of a call, once it was asked for. */
export async function chooseCall({ quickInput }: Workbench, path: string): Promise<void> {
  await quickInput.fill('What should be called?', path);
  await quickInput.rowDescribed(path).click();
  await quickInput.waitForPrompt('path with its query');
  await quickInput.accept();
}
