import * as vscode from 'vscode';
import { runDiagnosis } from '../../commands/client/run-diagnosis.js';
import { clientName } from '../../commands/pick-client.js';
import type { Services } from '../../commands/services.js';
import { tellDone } from '../../commands/tell-done.js';
import { WorkbenchError } from '../../errors.js';
import { formatTime } from '../../jwt/time.js';
import type { Progress } from '../../oauth/diagnosis/diagnose.js';
import type { DiagnosisReport } from '../../oauth/diagnosis/report.js';
import { localiser } from '../localiser.js';
import { createPanel, fillPanel, focusAgain } from '../webview-panel.js';
import { type DiagnosisModel, diagnosisView, inWords } from './diagnosis-view.js';
import { fixOf } from './fixes.js';
import { type FromDiagnosisPage, isFromDiagnosisPage, type ToDiagnosisPage } from './messages.js';

export const diagnosisViewType = 'oneapi.diagnosis';

/** The one panel with the checklist of an API client. */
export class DiagnosisPanel implements vscode.Disposable {
  readonly #services: Services;
  readonly #panel: vscode.WebviewPanel;
  #clientId = '';
  #startedAt = 0;
  #checks: Progress = [];
  #report: DiagnosisReport | undefined;
  #running: AbortController | undefined;
  #disposed = false;

  constructor(services: Services, kept?: vscode.WebviewPanel) {
    this.#services = services;
    const page = { name: 'diagnosis', title: vscode.l10n.t('Diagnosis') };
    this.#panel = kept ?? createPanel(diagnosisViewType, page, services.extensionUri);
    if (kept !== undefined) fillPanel(kept, page, services.extensionUri);
    this.#panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromDiagnosisPage(message)) void this.#receive(message);
    });
  }

  onDidDispose(listener: () => void): void {
    this.#panel.onDidDispose(() => {
      this.dispose();
      listener();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#running?.abort();
  }

  reveal(): void {
    this.#panel.reveal(undefined, false);
  }

  /** Names the API client; the checks are those of a person's click. */
  prepare(clientId: string): void {
    this.#clientId = clientId;
    this.#startedAt = this.#services.now();
    this.#post();
  }

  /** Checks it all, from the top. Undefined where a person stopped it. */
  async run(clientId: string): Promise<DiagnosisReport | undefined> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#clientId = clientId;
    this.#startedAt = this.#services.now();
    this.#checks = [];
    this.#report = undefined;
    this.#post();
    const stillThis = () => this.#running === running;
    try {
      const report = await runDiagnosis(this.#services, clientId, {
        signal: running.signal,
        onProgress: (checks) => {
          if (!stillThis()) return;
          this.#checks = checks;
          this.#post();
        },
      });
      if (stillThis()) this.#report = report;
      return report;
    } catch (error) {
      if (error instanceof WorkbenchError && error.code === 'cancelled') return undefined;
      throw error;
    } finally {
      if (stillThis()) {
        this.#running = undefined;
        this.#post();
      }
    }
  }

  #model(): DiagnosisModel {
    return {
      clientId: this.#clientId,
      clientName: clientName(this.#services, this.#clientId),
      environmentName: this.#report?.environment.name ?? this.#services.environments.active.name,
      checks: this.#checks,
      state: this.#running !== undefined ? 'running' : this.#report === undefined ? 'stopped' : 'done',
      time: formatTime(Math.floor(this.#startedAt / 1000)),
    };
  }

  #post(): void {
    const view = diagnosisView(this.#model(), localiser);
    const message: ToDiagnosisPage = { type: 'view', view, clientId: this.#clientId };
    void this.#panel.webview.postMessage(message);
  }

  async #receive(message: FromDiagnosisPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#post();
        return;
      case 'again':
        return this.#again();
      case 'stop':
        this.#running?.abort();
        return;
      case 'copyReport':
        return this.#copyReport();
      case 'fix':
        return this.#fix(message.id);
    }
  }

  async #again(): Promise<void> {
    try {
      await this.run(this.#clientId);
    } catch (error) {
      this.#services.log.error('The diagnosis broke off.', error);
      this.#services.ui.error(localiser.text(error instanceof Error ? error.message : String(error)));
    }
  }

  async #copyReport(): Promise<void> {
    if (this.#report === undefined) return;
    const { reportText } = await import('../../oauth/diagnosis/report-text.js');
    await this.#services.ui.copy(
      reportText({ ...this.#report, checks: this.#report.checks.map((check) => inWords(check, localiser)) }, localiser),
    );
    tellDone(vscode.l10n.t('Report copied'));
  }

  /** The page names a check; what mends it is looked up again here. */
  async #fix(checkId: string): Promise<void> {
    const check = this.#report?.checks.find(({ id }) => id === checkId);
    if (check?.fix === undefined) return;
    const fix = fixOf(check.fix, { clientId: this.#clientId, exchangeId: check.exchangeId }, localiser);
    await vscode.commands.executeCommand(fix.command, argumentOf(fix.argument));
    if (!this.#disposed) focusAgain(this.#panel);
    if (fix.changes) await this.#again();
  }
}

/** As a person's click on the API client; an exchange is shown by its id. */
function argumentOf(argument: Readonly<Record<string, unknown>>): unknown {
  if (Object.keys(argument).length === 0) return undefined;
  return 'exchangeId' in argument ? argument : { ...argument, interactive: true };
}
