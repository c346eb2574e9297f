import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids.js';
import type { Services } from '../../commands/services.js';
import { tellDone } from '../../commands/tell-done.js';
import { localiser } from '../localiser.js';
import { createPanel, fillPanel, focusAgain } from '../webview-panel.js';
import type { ExchangeData } from './exchange-data.js';
import { exchangeFacts } from './exchange-facts.js';
import { type ExchangeModel, exchangeView, shownExchange } from './exchange-view.js';
import { exchangeLabels } from './labels.js';
import { type FromExchangePage, isFromExchangePage, type ToExchangePage } from './messages.js';
import { pictureOf } from './picture.js';
import { readExchanges } from './read-exchanges.js';
import { type Remedy, remediesOf } from './remedies.js';
import { sentAndExpected } from './sent-expected.js';

export const exchangeViewType = 'oneapi.exchange';

/** What the exchange view is opened for; what VS Code keeps of it over a reload has the same form. */
export interface ExchangeChoice {
  exchangeId?: string;
  clientId?: string;
}

/** The one panel that shows what happened in token requests, live. */
export class ExchangePanel implements vscode.Disposable {
  readonly #services: Services;
  readonly #panel: vscode.WebviewPanel;
  readonly #subscriptions: vscode.Disposable[] = [];
  #exchanges: readonly ExchangeData[] = [];
  #choice: ExchangeChoice = {};
  #reading = false;
  #readAgain = false;
  #disposed = false;

  constructor(services: Services, kept?: vscode.WebviewPanel) {
    this.#services = services;
    const page = { name: 'exchange', title: vscode.l10n.t('Exchanges') };
    this.#panel = kept ?? createPanel(exchangeViewType, page, services.extensionUri);
    if (kept !== undefined) fillPanel(kept, page, services.extensionUri);
    this.#subscriptions.push(
      this.#panel.webview.onDidReceiveMessage((message: unknown) => {
        if (isFromExchangePage(message)) void this.#receive(message);
      }),
      this.#panel.onDidChangeViewState(() => {
        if (this.#panel.visible) void this.#read();
      }),
      services.mock.onDidChangeData((kinds) => {
        if (kinds.includes('exchanges')) void this.#read();
      }),
      services.mock.onDidChangeStatus(() => void this.#read()),
      services.requests.onDidAdd(() => void this.#read()),
      services.state.onDidChange(() => this.#post()),
      services.environments.onDidChange(() => this.#post()),
      services.simulation.onDidChange(() => this.#post()),
    );
  }

  onDidDispose(listener: () => void): void {
    this.#panel.onDidDispose(() => {
      this.dispose();
      listener();
    });
  }

  dispose(): void {
    this.#disposed = true;
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  reveal(): void {
    this.#panel.reveal(undefined, false);
  }

  /** Shows one exchange, or the newest (of an API client) and each newer one as it comes in. */
  async show(choice: ExchangeChoice): Promise<ExchangeData | undefined> {
    this.#choice = choice;
    // A panel that was just brought to the front does not know yet that it is visible.
    await this.#read({ hidden: true });
    return shownExchange(this.#model());
  }

  /** Several requests a second are told one by one; whoever reads reads all of them. */
  async #read({ hidden = false } = {}): Promise<void> {
    if (this.#disposed || !(this.#panel.visible || hidden)) return;
    if (this.#reading) {
      this.#readAgain = true;
      return;
    }
    this.#reading = true;
    try {
      do {
        this.#readAgain = false;
        this.#exchanges = await readExchanges(this.#services);
        this.#post();
      } while (this.#readAgain && !this.#disposed);
    } catch (error) {
      this.#services.log.error('The exchanges could not be read.', error);
    } finally {
      this.#reading = false;
    }
  }

  #model(): ExchangeModel {
    const { exchangeId, clientId } = this.#choice;
    const { state } = this.#services.mock.status;
    return {
      exchanges: this.#exchanges,
      mockRuns: state === 'running' || state === 'attached',
      ...(exchangeId === undefined ? {} : { selected: exchangeId }),
      ...(clientId === undefined ? {} : { clientId }),
    };
  }

  #post(): void {
    if (this.#disposed) return;
    const view = exchangeView(this.#model(), exchangeFacts(this.#services), localiser);
    const message: ToExchangePage = { type: 'view', view };
    void this.#panel.webview.postMessage(message);
  }

  async #receive(message: FromExchangePage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#post();
        return this.#read();
      case 'select':
        this.#choice = { ...this.#choice, exchangeId: message.id };
        return this.#post();
      case 'follow': {
        const { clientId } = this.#choice;
        const shown = shownExchange(this.#model())?.id;
        const follows = clientId === undefined ? {} : { clientId };
        this.#choice = message.on || shown === undefined ? follows : { ...follows, exchangeId: shown };
        return this.#post();
      }
      case 'copyReport':
        return this.#copyReport();
      case 'copyExpected':
        return this.#copyExpected(message.step, message.index);
      case 'remedy':
        return this.#remedy(message.id);
    }
  }

  async #copyReport(): Promise<void> {
    const shown = shownExchange(this.#model());
    if (shown === undefined) return;
    const { reportOf } = await import('./report.js');
    const picture = pictureOf(shown, exchangeFacts(this.#services)(shown), localiser);
    await this.#services.ui.copy(reportOf(picture, exchangeLabels(localiser)));
    tellDone(vscode.l10n.t('Report copied'));
  }

  /** The page names a value; what it is is looked up again here. */
  async #copyExpected(step: number, index: number): Promise<void> {
    const shown = shownExchange(this.#model());
    const failed = shown?.steps[step - 1];
    const compared = failed === undefined ? undefined : sentAndExpected(failed, localiser);
    const value = compared?.literal ? compared.expected[index] : undefined;
    if (value === undefined) return;
    await this.#services.ui.copy(value);
    tellDone(vscode.l10n.t('Copied: {0}', value));
  }

  /** The page names a button; what it does is looked up again here. */
  async #remedy(id: string): Promise<void> {
    if (id === 'startMock') return void (await vscode.commands.executeCommand(commandIds.mockStart));
    if (id === 'getToken') return void (await vscode.commands.executeCommand(commandIds.tokenGet));
    const remedy = this.#remedyNamed(id);
    if (remedy === undefined) return;
    if ('change' in remedy) return this.#change(remedy.change);
    const { command, argument } = remedy;
    await vscode.commands.executeCommand(
      command,
      argument === undefined ? undefined : { ...argument, interactive: true },
    );
    if (!this.#disposed) focusAgain(this.#panel);
  }

  #remedyNamed(id: string): Remedy | undefined {
    const [number, name] = id.split(':', 2);
    const shown = shownExchange(this.#model());
    const step = shown?.steps[Number(number) - 1];
    if (shown === undefined || step === undefined) return undefined;
    const facts = exchangeFacts(this.#services)(shown);
    return remediesOf(step, shown, facts, localiser).find((remedy) => remedy.id === name);
  }

  async #change(what: 'clock' | 'faults'): Promise<void> {
    const { ui, mock } = this.#services;
    try {
      const control = await mock.control();
      if (what === 'clock') await control.setClock(0);
      else await control.removeFaults();
    } catch (error) {
      return ui.error(localiser.text(error instanceof Error ? error.message : String(error)));
    }
    ui.info(
      what === 'clock'
        ? vscode.l10n.t("The mock's clock is that of this computer again.")
        : vscode.l10n.t('The injected faults were removed.'),
    );
  }
}
