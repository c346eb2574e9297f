// One browser for all UI tests; each workbench gets a clean context of it.
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { chromiumFlags, ensureChromium } from '../../harness/browser/chromium.js';

let launched: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
  const { executablePath, env } = await ensureChromium();
  return chromium.launch({ executablePath, env: { ...process.env, ...env }, args: chromiumFlags });
}

/** A context without history: storage, and so the workbench's state and secrets, are empty. */
export async function newContext(viewport: { width: number; height: number }): Promise<BrowserContext> {
  launched ??= launch();
  const browser = await launched;
  return browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
}

/** Ends the browser, after the last test. */
export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
  launched = undefined;
}
