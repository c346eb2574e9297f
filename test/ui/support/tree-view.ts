// One view of the side bar: its rows, their inline icons and context menus, its title's icons.
import type { Locator, Page } from 'playwright-core';
import { beginning, exactly, within } from './text.js';

export class TreeView {
  readonly pane: Locator;
  readonly rows: Locator;

  constructor(
    private readonly page: Page,
    readonly name: string,
  ) {
    this.pane = page.locator('.part.sidebar .pane').filter({
      has: page.locator(`.pane-header[aria-label^="${name}"]`),
    });
    this.rows = this.pane.locator('.monaco-list-row');
  }

  /** The row whose text holds this. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: within(text) }).first();
  }

  async waitForRow(text: string): Promise<Locator> {
    const row = this.row(text);
    await row.waitFor();
    return row;
  }

  /** Opens the view when it is folded. */
  async unfold(): Promise<void> {
    const header = this.pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    await this.pane.locator('.pane-header[aria-expanded="true"]').waitFor();
  }

  async fold(): Promise<void> {
    const header = this.pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
    await this.pane.locator('.pane-header[aria-expanded="false"]').waitFor();
  }

  /** Opens a row that has children. */
  async expand(text: string): Promise<void> {
    const row = await this.waitForRow(text);
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
    await this.rows
      .and(this.page.locator('[aria-expanded="true"]'))
      .filter({ hasText: within(text) })
      .first()
      .waitFor();
  }

  /** Clicks an icon of a row, such as "Get Access Token"; it shows while the mouse is over the row. */
  async clickIcon(rowText: string, title: string): Promise<void> {
    const row = await this.waitForRow(rowText);
    await row.hover();
    await row
      .getByRole('button', { name: beginning(title) })
      .first()
      .click();
  }

  /** Clicks an icon in the view's own title. */
  async clickTitleIcon(title: string): Promise<void> {
    await this.pane.locator('.pane-header').hover();
    await this.pane
      .locator('.pane-header .actions')
      .getByRole('button', { name: beginning(title) })
      .first()
      .click();
  }

  /** Chooses an entry of a row's context menu. */
  async chooseFromMenu(rowText: string, entry: string): Promise<void> {
    const row = await this.waitForRow(rowText);
    await row.click({ button: 'right' });
    const item = this.page
      .locator('.monaco-menu .action-item')
      .filter({ hasText: exactly(entry) })
      .first();
    // By keyboard: a menu that has just opened ignores the mouse button for a moment.
    await item.hover();
    await this.page
      .locator('.monaco-menu .action-item.focused')
      .filter({ hasText: exactly(entry) })
      .waitFor();
    await this.page.keyboard.press('Enter');
    await item.waitFor({ state: 'hidden' });
  }

  /** A link or button of the welcome content, such as "Add API Client". */
  welcomeButton(label: string): Locator {
    return this.pane
      .locator('.welcome-view-content .monaco-button, .welcome-view-content a')
      .filter({ hasText: exactly(label) });
  }

  /** The texts of the rows in sight. */
  async texts(): Promise<string[]> {
    return this.rows.allInnerTexts();
  }
}
