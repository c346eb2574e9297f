// The walkthrough's pictures, taken of the extension in a running VS Code. Its clients are made up, and the mock's.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { palettePng } from '../../harness/palette-png.js';
import { closeBrowser, newContext } from '../support/browser.js';
import { chooseCall, chooseRole } from '../support/tasks.js';
import { type Theme, Workbench } from '../support/workbench.js';

/** The window is small, so that what is cut out of it can be read at the size that a walkthrough shows it. */
const size = { width: 800, height: 520 };

/** What a picture shows, with all that is between. */
interface Parts {
  of: readonly Locator[];
  /** Pixels beside and below them; what is above is at the top of its frame. */
  margin?: number;
}

/** Each step by the name of its file, in the order in which a person does them. */
const pictures: readonly [name: string, take: (workbench: Workbench) => Promise<Parts>][] = [
  ['add-client', addClient],
  ['get-token', getToken],
  ['inspect-token', inspectToken],
  ['call-api', callApi],
  ['understand', understand],
];

/** Takes all pictures, dark and light. @returns the files */
export async function takePictures(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (const theme of ['dark', 'light'] as const) {
    files.push(...(await inTheme(theme, folder)));
  }
  await closeBrowser();
  return files;
}

async function inTheme(theme: Theme, folder: string): Promise<string[]> {
  const workbench = await Workbench.open({ ...size, theme, settings: { 'editor.minimap.enabled': false } });
  try {
    await workbench.openContainer('OneAPI');
    await widenSideBar(workbench);
    const files: string[] = [];
    for (const [name, take] of pictures) {
      const file = join(folder, `${name}-${theme}.png`);
      writeFileSync(file, await smaller(await cut(workbench, await take(workbench))));
      files.push(file);
    }
    return files;
  } catch (error) {
    await workbench.screenshot(`picture failed ${theme}`);
    throw error;
  } finally {
    await workbench.close();
  }
}

/** So that names and icons have room beside each other. */
async function widenSideBar({ page }: Workbench): Promise<void> {
  const { x, y, width } = (await page.locator('.part.sidebar').boundingBox())!;
  await page.mouse.move(x + width, y + 100);
  await page.mouse.down();
  await page.mouse.move(x + width + 90, y + 100, { steps: 5 });
  await page.mouse.up();
}

async function addClient(workbench: Workbench): Promise<Parts> {
  const { quickInput } = workbench;
  await workbench.view('API Clients').clickTitleIcon('Add API Client');
  await quickInput.enter('Name of the API client', 'reports');
  await quickInput.waitForPrompt('How does the API client authenticate?');
  await quickInput.row('JWKS URL').waitFor();
  return { of: [quickInput.box] };
}

async function getToken(workbench: Workbench): Promise<Parts> {
  const { quickInput, notifications } = workbench;
  await quickInput.pick('JWKS URL');
  await chooseRole(workbench, 'What may it do?', 'API_Role01');
  await workbench.view('API Clients').waitForRow('reports');
  await workbench.runCommand('Notifications: Clear All Notifications');
  await workbench.view('API Clients').clickIcon('reports', 'Get Access Token');
  await workbench.view('Issued Tokens').waitForRow('reports');
  await workbench.view('API Clients').row('reports').hover();
  await workbench.view('API Resources').fold();
  return {
    of: [workbench.page.locator('.part.sidebar'), await notifications.waitFor('Got an access token of reports')],
  };
}

async function inspectToken(workbench: Workbench): Promise<Parts> {
  await workbench.notifications.answer('Got an access token of reports', 'Inspect');
  await workbench.page.keyboard.press('ControlOrMeta+B');
  await workbench.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  await workbench.webview().getByText('Signature Verified').waitFor();
  return { of: [workbench.editor] };
}

async function callApi(workbench: Workbench): Promise<Parts> {
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('OneAPI: Call API…');
  await chooseCall(workbench, '/zia/api/v1/status');
  await workbench.editor.locator('.view-line', { hasText: /ACTIVE/ }).waitFor();
  return { of: [workbench.editor] };
}

async function understand(workbench: Workbench): Promise<Parts> {
  const { quickInput } = workbench;
  await workbench.setSize(1000, 600);
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('OneAPI: Simulate…');
  await quickInput.pick('Shift the Clock…');
  await quickInput.pick('+1 h');
  await quickInput.box.waitFor({ state: 'hidden' });
  await workbench.statusBarItem('+1 h').waitFor();
  await workbench.runCommand('OneAPI: Get Access Token');
  await workbench.notifications.answer('The assertion has expired', 'Show What Happened');
  const page = workbench.webview();
  await page.locator('.step-failed').getByRole('button', { name: "Set the Mock's Clock Right" }).waitFor();
  return { of: [page.locator('.parties'), page.locator('.step-failed')], margin: 10 };
}

/** Cuts the parts, with what is between them, out of the window. */
async function cut(workbench: Workbench, { of: parts, margin = 0 }: Parts): Promise<Buffer> {
  const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
  const seen = boxes.filter((box) => box !== null);
  const left = Math.min(...seen.map(({ x }) => x)) - margin;
  const top = Math.min(...seen.map(({ y }) => y));
  const window = workbench.page.viewportSize() ?? size;
  const right = Math.min(window.width, Math.max(...seen.map(({ x, width }) => x + width)) + margin);
  const bottom = Math.min(window.height, Math.max(...seen.map(({ y, height }) => y + height)) + margin);
  const clip = { x: left, y: top, width: right - left, height: bottom - top };
  return workbench.page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
}

interface ReadPicture {
  width: number;
  height: number;
  /** Red, green, blue and alpha of each. */
  pixels: number[];
}

/** The same picture with a palette. The browser reads it, as it has written it. */
async function smaller(png: Buffer): Promise<Buffer> {
  const context = await newContext(size);
  try {
    const page = await context.newPage();
    const read = await page.evaluate<ReadPicture>(`(async () => {
      const answer = await fetch('data:image/png;base64,${png.toString('base64')}');
      const picture = await createImageBitmap(await answer.blob());
      const { width, height } = picture;
      const canvas = new OffscreenCanvas(width, height).getContext('2d');
      canvas.drawImage(picture, 0, 0);
      return { width, height, pixels: [...canvas.getImageData(0, 0, width, height).data] };
    })()`);
    return palettePng({ ...read, pixels: Uint8Array.from(read.pixels) });
  } finally {
    await context.close();
  }
}
