import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Workbench } from './workbench.js';

/** A place in which something may stand, and what does. */
export interface Place {
  name: string;
  text: string;
}

/** What the browser keeps for VS Code: global and workspace state, settings, backups, logs, webview state. */
export async function browserStorage(page: Page): Promise<Place[]> {
  return page.evaluate<Place[]>(`(async () => {
    const texts = (value) => {
      const bytes = [];
      const text = JSON.stringify(value, (_, part) => {
        if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) {
          bytes.push(new TextDecoder().decode(part));
          return '';
        }
        return part;
      });
      return [text, ...bytes].join('\\n');
    };
    const asked = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const places = [];
    for (const [name, storage] of [['localStorage', localStorage], ['sessionStorage', sessionStorage]]) {
      for (const key of Object.keys(storage)) places.push({ name: name + ' ' + key, text: key + storage.getItem(key) });
    }
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([asked(objects.getAllKeys()), asked(objects.getAll())]);
        keys.forEach((key, index) => places.push({ name: name + ' ' + store + ' ' + key, text: texts([key, values[index]]) }));
      }
      database.close();
    }
    return places;
  })()`);
}

/** This workbench's state is in the browser, which writes it every few seconds, and not when a page goes. */
export async function storedByBrowser(workbench: Workbench, text: string): Promise<void> {
  const page = await workbench.blankPage();
  const deadline = Date.now() + 20_000;
  const stored = async () => (await browserStorage(page)).some((place) => place.text.includes(text));
  while (!(await stored())) {
    assert.ok(Date.now() < deadline, `${text} is stored`);
    await wait(50);
  }
  await page.close();
}
