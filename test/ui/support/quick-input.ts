// The box at the top of the window: the command palette, pick lists, input boxes.
import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beginning, exactly, within } from './text.js';

export class QuickInput {
  readonly box: Locator;
  readonly input: Locator;
  /** Rows of a pick list; VS Code draws those in sight alone. */
  readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.quick-input-widget:visible');
    this.input = this.box.locator('.quick-input-filter input[type="text"], .quick-input-box input').first();
    this.rows = this.box.locator('.quick-input-list .monaco-list-row');
  }

  /** Waits for the step with this title. */
  async waitForTitle(title: string): Promise<void> {
    await this.box
      .locator('.quick-input-title')
      .filter({ hasText: within(title) })
      .waitFor();
  }

  /** Waits for the step that asks this, in its placeholder or in the line below the input. */
  async waitForPrompt(text: string): Promise<void> {
    const placeholder = this.box.getByPlaceholder(within(text));
    const message = this.box.locator('.quick-input-message').filter({ hasText: within(text) });
    await placeholder.or(message).first().waitFor();
  }

  /** The row whose label is exactly this. */
  row(label: string): Locator {
    return this.rows.filter({ has: this.page.locator('.label-name', { hasText: exactly(label) }) }).first();
  }

  /** The row whose description, beside the label, is exactly this. */
  rowDescribed(description: string): Locator {
    return this.rows
      .filter({ has: this.page.locator('.label-description', { hasText: exactly(description) }) })
      .first();
  }

  /** Picks the row with this label. */
  async pick(label: string): Promise<void> {
    await this.row(label).click();
  }

  /** Ticks or unticks the row with this label, in a list where several can be chosen. */
  async tick(label: string): Promise<void> {
    await this.row(label)
      .locator('input[type="checkbox"], .monaco-checkbox, .quick-input-list-checkbox')
      .first()
      .click();
  }

  /** Types into the step that asks this, in place of what stands there, without accepting it. */
  async fill(prompt: string, text: string): Promise<void> {
    // The step before stays in sight until the next one comes, and takes what is typed too early.
    await this.waitForPrompt(prompt);
    await this.retype(text);
  }

  /** Types something else into the step that has been typed into. */
  async retype(text: string, options?: { timeout?: number }): Promise<void> {
    await this.input.fill(text, options);
  }

  /** Types into the step that asks this, and presses Enter. */
  async enter(prompt: string, text: string): Promise<void> {
    await this.fill(prompt, text);
    await this.accept();
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Chooses a file in the dialog that VS Code draws itself where its files are on a server. */
  async chooseFile(path: string): Promise<void> {
    // It begins with the rows of a folder of its own, and may write that folder over what was typed meanwhile.
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      await this.row('..').waitFor();
      await this.retype(path);
      const isListed = await this.row(basename(path))
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
      if (isListed && (await this.input.inputValue()) === path) return this.accept();
    }
    throw new Error(`The file dialog does not list ${path}.`);
  }

  /** Presses "OK" of a list where several can be chosen. */
  async ok(): Promise<void> {
    await this.box.locator('.quick-input-action a.monaco-button', { hasText: exactly('OK') }).click();
  }

  /** The step before this one. */
  async back(): Promise<void> {
    await this.box.getByRole('button', { name: beginning('Back') }).click();
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.box.waitFor({ state: 'hidden' });
  }

  /** The labels of the rows in sight. */
  async labels(): Promise<string[]> {
    return this.rows.locator('.label-name').allInnerTexts();
  }

  /** What the box says is wrong with the input. */
  async validation(): Promise<string> {
    const message = this.box.locator('.quick-input-message');
    await this.box.locator('.quick-input-filter .monaco-inputbox.error').waitFor();
    return (await message.textContent()) ?? '';
  }
}
