// A person who uses no mouse: keys alone, and the focus is wherever the last key has led.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { exactly } from './text.js';
import type { Workbench } from './workbench.js';

/** More stops of the Tab key than any part of the workbench has. */
const manyStops = 40;

export class Keyboard {
  constructor(private readonly workbench: Workbench) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.workbench.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.workbench.page.keyboard.insertText(text);
  }

  /** Runs a command by its full title in the palette. */
  async command(title: string): Promise<void> {
    const { quickInput } = this.workbench;
    await this.press('F1');
    await quickInput.waitForPrompt('Type the name of a command');
    await this.type(title);
    await this.acceptRow(title);
  }

  /** Types into the step that asks this, and picks the row that is left. */
  async choose(prompt: string, label: string): Promise<void> {
    await this.workbench.quickInput.waitForPrompt(prompt);
    await this.type(label);
    await this.acceptRow(label);
  }

  /** Types into the step that asks this, in place of what stands there. */
  async enter(prompt: string, text: string): Promise<void> {
    await this.workbench.quickInput.waitForPrompt(prompt);
    await this.press('ControlOrMeta+A');
    await this.type(text);
    await this.press('Enter');
  }

  private async acceptRow(label: string): Promise<void> {
    const { quickInput, page } = this.workbench;
    await quickInput.rows
      .and(page.locator('.focused'))
      .filter({ has: page.locator('.label-name', { hasText: exactly(label) }) })
      .waitFor();
    await this.press('Enter');
  }

  /** Presses Tab until this has the focus. */
  async tabTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await wanted.waitFor();
    for (let stop = 0; stop < manyStops; stop++) {
      if (await hasFocus(wanted)) return;
      await this.press(key);
    }
    throw new Error(`The ${key} key does not lead to ${wanted}.`);
  }

  /** Walks to a button, a link or a box, and presses Enter. */
  async activate(wanted: Locator): Promise<void> {
    await this.tabTo(wanted);
    await this.press('Enter');
  }

  /** Walks down a view to the row whose label for screen readers begins with this. */
  async goToRow(view: string, label: string): Promise<Locator> {
    await this.command(`OneAPI: Focus on ${view} View`);
    const { pane, rows } = this.workbench.view(view);
    await pane.locator('.monaco-list:focus').waitFor();
    const wanted = rows.and(this.workbench.page.locator(`[aria-label^="${label}"]`)).first();
    const focused = rows.and(this.workbench.page.locator(`.focused[aria-label^="${label}"]`));
    await wanted.waitFor();
    await this.press('Home');
    for (let row = 0; row < manyStops; row++) {
      if (await focused.first().isVisible()) return focused.first();
      await this.press('ArrowDown');
    }
    throw new Error(`The arrows do not lead to the row "${label}" of ${view}.`);
  }

  /** Opens the menu of what has the focus, and chooses an entry. */
  async chooseFromMenu(entry: string): Promise<void> {
    const { page } = this.workbench;
    await this.press('Shift+F10');
    const items = page.locator('.monaco-menu .action-item');
    await items.filter({ hasText: exactly(entry) }).waitFor();
    const focused = page.locator('.monaco-menu .action-item.focused').filter({ hasText: exactly(entry) });
    for (let item = 0; item < manyStops; item++) {
      if (await focused.isVisible()) return this.press('Enter');
      await this.press('ArrowDown');
    }
    throw new Error(`The arrows do not lead to "${entry}" of the menu.`);
  }

  /** Presses a button of the modal dialog. */
  async answerDialog(button: string): Promise<void> {
    const dialog = this.workbench.page.locator('.monaco-dialog-box');
    await this.activate(dialog.locator('.monaco-button').filter({ hasText: exactly(button) }));
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Presses a button of a notification. */
  async answer(text: string, button: string): Promise<void> {
    const toast = this.workbench.notifications.find(text);
    await toast.waitFor();
    await this.command('Notifications: Focus Notification Toast');
    await this.activate(toast.locator('.monaco-button').filter({ hasText: exactly(button) }));
  }

  /** The focus is still there, whatever was drawn anew meanwhile. */
  async assertFocus(on: Locator): Promise<void> {
    assert.ok(await hasFocus(on), `${on} has the focus`);
  }
}

function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === element.ownerDocument.activeElement);
}
