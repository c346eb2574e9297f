// What is wrong with a webview for those who do not see or do not use a mouse.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The document inside of the webview in front. */
export async function webviewFrame(workbench: Workbench): Promise<Frame> {
  const outer = await workbench.page.locator('iframe.webview').filter({ visible: true }).last().elementHandle();
  const frame = await (await (await outer!.contentFrame())!.waitForSelector('iframe#active-frame')).contentFrame();
  await frame!.waitForSelector('#app > *');
  return frame!;
}

/** What axe finds in the webview in front, as `rule: target` each. */
export async function accessibilityFaults(workbench: Workbench): Promise<string[]> {
  const frame = await webviewFrame(workbench);
  // Evaluated by the debugger, so that the page's own policy, which allows no such thing, stays as it is.
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}

interface AxeResult {
  violations: { id: string; nodes: { target: string[] }[] }[];
}
