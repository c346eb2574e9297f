// Every place where something could stand that should not.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Place } from '../support/browser-storage.js';
import type { Workbench } from '../support/workbench.js';

/** Runs in each page before VS Code: keeps all words that the window shows outside of the editors, and each copied text. */
export const watchingScript = `if (window.top === window) {
  const seen = (window.__seen = { words: new Set(), copied: [] });
  const { clipboard } = navigator;
  const write = clipboard && clipboard.writeText.bind(clipboard);
  if (write) clipboard.writeText = (text) => { seen.copied.push(text); return write(text); };
  const left = '.part.editor .editor-container, script, style';
  const note = (node) => {
    if (node.nodeType === 3) {
      if (node.data.trim() && !node.parentElement?.closest(left)) seen.words.add(node.data);
    } else if (node.nodeType === 1 && !node.closest(left)) {
      for (const words of [node.ariaLabel, node.title]) if (words) seen.words.add(words);
      for (const child of node.childNodes) note(child);
    }
  };
  new MutationObserver((records) => {
    for (const { target, addedNodes, type } of records) {
      if (type === 'childList') for (const node of addedNodes) note(node);
      else note(target);
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['aria-label', 'title'],
  });
}`;

/** Texts that were copied since the last time. */
export async function takeCopied(page: Page): Promise<string[]> {
  return page.evaluate<string[]>('window.__seen.copied.splice(0)');
}

/** Notifications, status bar, trees, menus, prompts: what the window has shown, one after another. */
export async function shownWords(page: Page): Promise<Place[]> {
  const words = await page.evaluate<string[]>('[...window.__seen.words]');
  return [{ name: 'the window', text: words.join('\n') }];
}

/** Every file below a folder, as text in the encodings that programs write. */
export function filesBelow(folder: string, leftOut: readonly string[] = []): Place[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name);
    if (leftOut.some((one) => path.endsWith(one)) || !statSync(path, { throwIfNoEntry: false })?.isFile()) return [];
    const bytes = readFileSync(path);
    const text = [name, bytes.toString('utf8'), ...(bytes.includes(0) ? [bytes.toString('utf16le')] : [])].join('\n');
    return [{ name: path, text }];
  });
}

/** URIs and names of documents and tabs, and the problems that are shown, as extensions see them. */
export async function documentsAndTabs({ probe }: Workbench): Promise<Place[]> {
  const text = await probe.run(({ vscode }) =>
    JSON.stringify([
      vscode.workspace.textDocuments.map(({ uri, fileName }) => [uri.toString(), uri.toString(true), fileName]),
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label, input }) => [label, input])),
      vscode.languages.getDiagnostics().map(([uri, problems]) => [uri.toString(), problems]),
      vscode.workspace.getConfiguration('oneapi'),
    ]),
  );
  return [{ name: 'documents, tabs, problems and settings', text }];
}
