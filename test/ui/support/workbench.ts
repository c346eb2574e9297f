// A real VS Code as a person sees it, in a browser. Every method waits for what it needs, on what is drawn.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { harness, out, root } from '../../harness/paths.js';
import { removeTemporaryFolder, temporaryFolder } from '../../harness/processes.js';
import { ensureWorkbench, type WorkbenchName } from '../../harness/workbench/install.js';
import { startServer, type WorkbenchServer } from '../../harness/workbench/server.js';
import { testSettings } from '../../harness/workbench/settings.js';
import { newContext } from './browser.js';
import { Notifications } from './notifications.js';
import { Probe, pidsIn } from './probe.js';
import { QuickInput } from './quick-input.js';
import { beginning, exactly, within } from './text.js';
import { TreeView } from './tree-view.js';

/** Colour themes that every VS Code has: as settings and as the theme picker call them, and the class that the workbench wears under it. */
const themes = {
  dark: { name: 'Default Dark Modern', label: 'Dark Modern', mark: 'vs-dark' },
  light: { name: 'Default Light Modern', label: 'Light Modern', mark: 'vs' },
  'high contrast': { name: 'Default High Contrast', label: 'Dark High Contrast', mark: 'hc-black' },
  'high contrast light': { name: 'Default High Contrast Light', label: 'Light High Contrast', mark: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;

export interface WorkbenchOptions {
  vscode?: WorkbenchName;
  theme?: Theme;
  width?: number;
  height?: number;
  /** The display language, such as `de`: that of extensions, since the workbench itself comes without a language pack. */
  language?: string;
  /** Of the user, such as `{'oneapi.mock.policy': 'strict'}`. */
  settings?: Record<string, unknown>;
  /** More files of the workspace, by their names. */
  files?: Record<string, string>;
  /** Whether the workspace is untrusted until the person trusts it. */
  restricted?: boolean;
  /** The workspace is in memory, and holds `files` alone. */
  virtual?: boolean;
  /** Added to the environment that VS Code is started in. */
  env?: NodeJS.ProcessEnv;
  /** Lets the test reach into the extension host of each window. */
  probe?: boolean;
  /** Runs in each page before anything of VS Code does. */
  initScript?: string;
}

/** Untrusted, without being asked about it at the start. */
const asksForTrust = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** Where VS Code for the web has its language from, in the page; it hands it on to the extension host. */
function useLanguage(language: string): void {
  Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
}

export class Workbench {
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  /** The part with the editors. */
  readonly editor: Locator;

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly server: WorkbenchServer,
    /** The folder that is open: a copy of the demo workspace. */
    readonly folder: string,
    /** The folder of the probes' sockets, where there are any. */
    private readonly probes: string | undefined,
    private foundProbe?: Probe,
  ) {
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.editor = page.locator('.part.editor');
  }

  /** Starts a VS Code with a clean profile on a copy of the demo workspace, with the extension installed. */
  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const { vscode = 'current', theme = 'dark', width = 1280, height = 800 } = options;
    const settings = { ...testSettings, 'workbench.colorTheme': themes[theme].name, ...options.settings };
    const { files = {}, restricted = false, virtual = false } = options;
    const env = { ...options.env, ...(virtual ? { ONEAPI_TEST_VIRTUAL_FILES: JSON.stringify(files) } : {}) };
    const probes = options.probe ? temporaryFolder('probes') : undefined;
    const server = await startServer(await ensureWorkbench(vscode), {
      extension: root,
      settings: restricted ? { ...settings, ...asksForTrust } : settings,
      env,
      asksForTrust: restricted,
      ...(probes && { probes }),
      ...(virtual ? { besides: join(harness, 'virtual-files') } : {}),
    });
    const folder = join(temporaryFolder('ui'), 'demo-workspace');
    cpSync(join(harness, 'demo-workspace'), folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const context = await newContext({ width, height });
    if (options.language !== undefined) await context.addInitScript(useLanguage, options.language);
    if (options.initScript !== undefined) await context.addInitScript(options.initScript);
    const workbench = await Workbench.inContext(
      context,
      server,
      folder,
      probes,
      virtual ? 'memory:/virtual-workspace' : folder,
    );
    await workbench.waitForTheme(theme);
    return workbench;
  }

  /** @param shown what the window opens, where it is not the folder on disk */
  private static async inContext(
    context: BrowserContext,
    server: WorkbenchServer,
    folder: string,
    probes?: string,
    shown = folder,
  ) {
    const known = new Set(probes === undefined ? [] : pidsIn(probes));
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(server.url(shown), { timeout: 60_000 });
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    const probe = probes === undefined ? undefined : await Probe.find(probes, known);
    const workbench = new Workbench(page, context, server, folder, probes, probe);
    // The extension's status-bar item is there once it is active.
    await workbench.statusBarItem('OneAPI').waitFor({ timeout: 60_000 });
    return workbench;
  }

  /** Opens another window of the same VS Code, on a folder of its own. */
  async openWindow(): Promise<Workbench> {
    const folder = `${this.folder}-2`;
    cpSync(join(harness, 'demo-workspace'), folder, { recursive: true });
    return Workbench.inContext(this.context, this.server, folder, this.probes);
  }

  /** Closes this window as a person does; the others stay. */
  async closeWindow(): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.close();
  }

  /** Loads the window anew, as "Developer: Reload Window" does. */
  async reload(): Promise<void> {
    const known = new Set(this.probes === undefined ? [] : pidsIn(this.probes));
    await this.page.reload();
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    if (this.probes !== undefined) this.foundProbe = await Probe.find(this.probes, known);
    await this.statusBarItem('OneAPI').waitFor({ timeout: 60_000 });
  }

  /** The extension host of this window, where the workbench was opened with a probe. */
  get probe(): Probe {
    if (this.foundProbe === undefined) throw new Error('This workbench was opened without a probe.');
    return this.foundProbe;
  }

  /** Another page of the same browser profile, e.g. to look at what VS Code keeps there. */
  async blankPage(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`${this.server.origin}/version`);
    return page;
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.server.stop();
    removeTemporaryFolder(join(this.folder, '..'));
    if (this.probes !== undefined) removeTemporaryFolder(this.probes);
  }

  /** Runs a command by its full title in the palette, such as "OneAPI: Start Mock". */
  async runCommand(title: string): Promise<void> {
    const row = this.quickInput.row(title);
    await this.offer(row, 'F1', `>${title}`);
    await row.click();
  }

  /**
   * Opens the box by a key and types, until this row is offered. Once more where the box has gone meanwhile: what was
   * done before may take the focus when the box is open already, and that closes it.
   */
  private async offer(row: Locator, key: string, typed: string): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      await this.page.keyboard.press(key);
      const isOffered = await this.quickInput
        .retype(typed, { timeout: 5000 })
        .then(() => row.waitFor({ timeout: 5000 }))
        .then(
          () => true,
          () => false,
        );
      if (isOffered) return;
    }
    throw new Error(`Nothing is offered for "${typed}".`);
  }

  /** The titles that the palette offers for this text. */
  async findCommands(text: string): Promise<string[]> {
    await this.offer(this.quickInput.rows.filter({ hasText: within(text) }).first(), 'F1', `>${text}`);
    const titles = await this.quickInput.labels();
    await this.quickInput.cancel();
    return titles;
  }

  /** Shows a view container by its icon in the activity bar. */
  async openContainer(title: string): Promise<void> {
    const icon = this.page.locator('.part.activitybar').getByRole('tab', { name: beginning(title) });
    if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
    await this.page.locator('.part.sidebar .pane-header').first().waitFor();
  }

  /** A view of the side bar by its name, such as "API Clients". */
  view(name: string): TreeView {
    return new TreeView(this.page, name);
  }

  /** Opens a file of the workspace. */
  async openFile(name: string): Promise<void> {
    // By its path, as the offline workbench comes without the program that searches for files by name.
    const row = this.quickInput.row(basename(name));
    await this.offer(row, 'ControlOrMeta+P', join(this.folder, name));
    await row.click();
    await this.page.locator('.tab.active', { hasText: within(basename(name)) }).waitFor();
    await this.editor.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** Opens a file by its row in the explorer, as it has to be where it is on no disk. */
  async openFromExplorer(name: string): Promise<void> {
    await this.openContainer('Explorer');
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: within(name) }).dblclick();
    await this.editor.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** The text that the active editor shows. */
  async editorText(): Promise<string> {
    const lines = await this.editor.locator('.monaco-editor').first().locator('.view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /**
   * Rests the mouse on the first place where the editor shows this text, and hands back what the hover shows.
   * `offset` is the character of the text that the mouse rests on.
   * Once more where nothing came: an extension that is still being activated has no hovers yet.
   */
  async hover(text: string, offset = 1): Promise<Locator> {
    const shown = this.page.locator('.monaco-hover:visible .monaco-hover-content').first();
    // What an earlier one shows may be no longer true; one whose link was clicked stays while the mouse goes.
    await this.page.mouse.move(0, 0);
    if (await shown.isVisible()) await this.page.keyboard.press('Escape');
    await shown.waitFor({ state: 'hidden' });
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      const place = await this.placeOf(text, offset);
      if (place === undefined) continue;
      const { x, y } = place;
      await this.page.mouse.move(x, y - 40);
      await this.page.mouse.move(x, y, { steps: 3 });
      const came = await shown.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (came) return shown;
    }
    throw new Error(`No hover came over "${text}".`);
  }

  /** The middle of one of the text's characters on the page, if it is there; the editor's font has one width for all. */
  private async placeOf(text: string, offset: number): Promise<{ x: number; y: number } | undefined> {
    const line = this.editor
      .locator('.view-line > span')
      .filter({ hasText: within(text) })
      .first();
    const [whole, box] = [await line.textContent(), await line.boundingBox()];
    // An editor that has just been opened may draw its lines anew in between.
    if (!whole || !box) return undefined;
    const column = whole.replaceAll('\u00a0', ' ').indexOf(text);
    return { x: box.x + ((column + offset + 0.5) * box.width) / whole.length, y: box.y + box.height / 2 };
  }

  /** The contents of the webview in front. */
  webview(): FrameLocator {
    const outer = this.page.locator('iframe.webview').filter({ visible: true }).last();
    return outer.contentFrame().locator('iframe#active-frame').contentFrame();
  }

  /** Presses a button of the modal dialog whose text holds this. */
  async answerDialog(text: string, button: string): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box').filter({ hasText: within(text) });
    await dialog
      .locator('.monaco-button')
      .filter({ hasText: exactly(button) })
      .click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** The status-bar item whose text holds this. */
  statusBarItem(text: string): Locator {
    return this.page
      .locator('.part.statusbar .statusbar-item')
      .filter({ hasText: within(text) })
      .first();
  }

  /** The token of the mock that this VS Code runs, from the state folder, for what a test prepares. */
  mockAdminToken(): string {
    const names = readdirSync(this.server.dataFolder, { recursive: true }).map(String);
    const file = names.find((name) => basename(name) === 'admin-token');
    if (file === undefined) throw new Error('The mock has not run yet.');
    return readFileSync(join(this.server.dataFolder, file), 'utf8').trim();
  }

  /** What the person would paste. */
  async clipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  /** What an action puts on the clipboard, whatever was there before. */
  async copiedBy(action: () => Promise<unknown>): Promise<string> {
    await this.page.evaluate("navigator.clipboard.writeText('')");
    await action();
    // A promise is no answer to waitForFunction: it would take any for true.
    return this.page.evaluate<string>(`new Promise((resolve, reject) => {
      const look = async () => {
        const text = await navigator.clipboard.readText();
        if (text === '') requestAnimationFrame(() => look().catch(reject));
        else resolve(text);
      };
      look().catch(reject);
    })`);
  }

  async setSize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  /** Changes the colour theme as a person does: the offline workbench does not watch its settings file. */
  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.waitForPrompt('Color Theme');
    await this.quickInput.retype(themes[theme].label);
    await this.quickInput.pick(themes[theme].label);
    // The picker shows a theme before it is chosen; only what stays once the picker has gone counts.
    await this.quickInput.box.waitFor({ state: 'hidden' });
    await this.waitForTheme(theme);
  }

  private async waitForTheme(theme: Theme): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themes[theme].mark}`).waitFor();
  }

  /** Keeps a picture in out/screenshots. */
  async screenshot(name: string): Promise<string> {
    const folder = join(out, 'screenshots');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}
