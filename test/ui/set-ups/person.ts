// What a person does who has only the screen: reads a reason, presses what is offered beside it, pastes what it copied.
import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../support/workbench.js';

export class Person {
  constructor(private readonly workbench: Workbench) {}

  /** Reads the problem where the text is underlined, and uses one of its quick fixes. */
  async quickFix(at: string, problem: string, fix: string): Promise<void> {
    await this.workbench.editor.locator('.squiggly-error, .squiggly-warning').first().waitFor();
    const hover = await this.workbench.hover(at);
    await hover.getByText(problem).first().waitFor();
    await this.shot(`${fix} 1 problem`);
    await hover
      .getByText(/^Quick Fix/)
      .first()
      .click();
    const row = this.workbench.page.locator('.action-widget .monaco-list-row', { hasText: fix }).first();
    await row.waitFor();
    await this.shot(`${fix} 2 fixes`);
    await row.click();
  }

  /** Uses a quick fix that puts something else in the place of the text, and saves. */
  async quickFixOf(at: string, problem: string, fix: string): Promise<void> {
    await this.quickFix(at, problem, fix);
    await this.workbench.page.locator('.tab.active.dirty').waitFor();
    await this.workbench.page.keyboard.press('ControlOrMeta+S');
    await this.workbench.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** The exchange view in front, with the failing step open at this reason. */
  async refusedWith(reason: string): Promise<FrameLocator> {
    const page = this.workbench.webview();
    const body = page.locator('.step-failed details[open] .step-body', { hasText: reason });
    await body.waitFor();
    await this.shot(reason);
    const { y, height } = (await body.boundingBox())!;
    assert.ok(y > 0 && y + height < this.workbench.page.viewportSize()!.height, 'it is in sight without scrolling');
    return page;
  }

  /** Presses a button of the failing step. */
  async press(button: string): Promise<void> {
    await this.workbench.webview().locator('.step-failed').getByRole('button', { name: button, exact: true }).click();
  }

  /** Copies what the page says is expected. */
  async copyExpected(value: string): Promise<string> {
    return this.workbench.copiedBy(() => this.press(`Copy ${value}`));
  }

  /** What a notification's button puts on the clipboard. */
  async copyFrom(notification: string, button: string): Promise<string> {
    const copied = await this.workbench.copiedBy(() => this.workbench.notifications.answer(notification, button));
    await this.workbench.runCommand('Notifications: Clear All Notifications');
    return copied;
  }

  private shot(name: string): Promise<string> {
    return this.workbench.screenshot(`set-up ${name}`);
  }
}
