// What VS Code says at the bottom right: as a toast, and in the list behind the bell.
import type { Locator, Page } from 'playwright-core';
import { exactly, within } from './text.js';

export class Notifications {
  private readonly bell: Locator;
  private readonly list: Locator;

  constructor(private readonly page: Page) {
    this.bell = page.locator('.part.statusbar [id="status.notifications"] a');
    this.list = page.locator('.notifications-center.visible');
  }

  /** The notification whose text holds this, as a toast or in the open list. */
  find(text: string): Locator {
    return this.page
      .locator('.notification-toast, .notifications-center.visible .monaco-list-row')
      .filter({ hasText: within(text) })
      .first();
  }

  /**
   * Waits for a notification. Where several come within a second, as they do when nobody has to move a mouse,
   * VS Code shows the last as no toast but keeps it in the list: then it is looked for there.
   */
  async waitFor(text: string): Promise<Locator> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      if (await isShown(this.find(text), 3000)) return this.find(text);
      await this.bell.click();
      if (await isShown(this.find(text), 1000)) return this.find(text);
      await this.closeList();
    }
    throw new Error(`No notification said "${text}".`);
  }

  /** Presses a button of a notification. */
  async answer(text: string, button: string): Promise<void> {
    const notification = await this.waitFor(text);
    await notification.hover();
    await notification
      .locator('.monaco-button')
      .filter({ hasText: exactly(button) })
      .click();
    await this.closeList();
  }

  private async closeList(): Promise<void> {
    if (await this.list.isVisible()) await this.list.locator('.codicon-notifications-hide').click();
    await this.list.waitFor({ state: 'hidden' });
  }
}

function isShown(locator: Locator, milliseconds: number): Promise<boolean> {
  return locator.waitFor({ timeout: milliseconds }).then(
    () => true,
    () => false,
  );
}
