import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { type Check, type CheckId, checkIds, diagnose } from './diagnosis.js';

/**
 * OneAPI: Diagnose API Client: a checklist that runs from top to bottom. With arguments it resolves to the checks.
 */
export async function diagnoseClient(
  services: Services,
  args?: unknown,
  targets?: readonly Target[],
): Promise<readonly Check[]> {
  if (args !== undefined) {
    const checks: Check[] = [];
    for await (const check of diagnose(services, readArguments(clientArguments, args).clientId)) checks.push(check);
    return checks;
  }
  const clientId = await pickClient(services, targets, { title: vscode.l10n.t('Diagnose API Client') });
  return new Checklist(services, clientId).run();
}

interface Row extends vscode.QuickPickItem {
  id: CheckId;
}

/** The checklist as a list at the top of the window; it stays until it is closed. */
class Checklist {
  readonly #box = vscode.window.createQuickPick<Row>();
  readonly #services: Services;
  readonly #clientId: string;
  readonly #titles = titles();
  readonly #checks: Check[] = [];
  readonly #stopped = new AbortController();
  readonly #copy: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('copy'),
    tooltip: vscode.l10n.t('Copy Report'),
  };

  constructor(services: Services, clientId: string) {
    this.#services = services;
    this.#clientId = clientId;
    const box = this.#box;
    box.title = vscode.l10n.t('Diagnosis of {0}', clientName(services, clientId));
    box.placeholder = vscode.l10n.t('Each line is checked, from the top');
    box.buttons = [this.#copy];
    box.matchOnDetail = true;
    box.ignoreFocusOut = true;
    box.onDidTriggerButton(() => void this.#copyReport());
    box.onDidAccept(() => this.#explain(box.activeItems[0]?.id));
    box.onDidHide(() => {
      this.#stopped.abort();
      box.dispose();
    });
  }

  async run(): Promise<readonly Check[]> {
    const box = this.#box;
    box.busy = true;
    this.#draw();
    box.show();
    try {
      for await (const check of diagnose(this.#services, this.#clientId, this.#stopped.signal)) {
        this.#checks.push(check);
        this.#draw();
      }
    } catch (error) {
      box.hide();
      throw error;
    }
    box.busy = false;
    const failed = this.#checks.filter(({ outcome }) => outcome === 'failed').length;
    box.placeholder =
      failed === 0
        ? vscode.l10n.t('Nothing is wrong')
        : vscode.l10n.t('{0} checks failed; Enter tells more of a line', failed);
    return this.#checks;
  }

  #draw(): void {
    const active = this.#box.activeItems[0]?.id;
    this.#box.items = checkIds.map((id, index) => this.#row(id, index));
    const again = this.#box.items.find((row) => row.id === active);
    if (again !== undefined) this.#box.activeItems = [again];
  }

  #row(id: CheckId, index: number): Row {
    const check = this.#checks.find((one) => one.id === id);
    const icon =
      check === undefined
        ? index === this.#checks.length
          ? 'loading~spin'
          : 'circle-outline'
        : { passed: 'pass-filled', failed: 'error', 'not-run': 'circle-slash' }[check.outcome];
    const remedy = check?.hint === undefined || check.hint === '' ? '' : ` → ${check.hint}`;
    return {
      id,
      label: `$(${icon}) ${this.#titles[id]}`,
      detail: check === undefined ? ' ' : `${check.detail}${remedy}`,
      alwaysShow: true,
    };
  }

  #explain(id: CheckId | undefined): void {
    const check = this.#checks.find((one) => one.id === id);
    if (check === undefined) return;
    const text = check.hint === undefined ? check.detail : `${check.detail} ${check.hint}`;
    const { ui } = this.#services;
    if (check.outcome === 'failed') ui.warn(text);
    else ui.info(text);
  }

  async #copyReport(): Promise<void> {
    const words = { passed: 'ok', failed: 'FAILED', 'not-run': 'not run' } as const;
    const lines = this.#checks.map(({ id, outcome, detail, hint }) =>
      [`${words[outcome].padEnd(8)}${this.#titles[id]}: ${detail}`, ...(hint ? [`        ${hint}`] : [])].join('\n'),
    );
    await this.#services.ui.copy([`${this.#box.title}`, ...lines, ''].join('\n'));
    vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('The report was copied')}`, 4000);
  }
}

function titles(): Readonly<Record<CheckId, string>> {
  return {
    registration: vscode.l10n.t('Registered and Active'),
    credential: vscode.l10n.t('Credential'),
    key: vscode.l10n.t('Key type and size'),
    publicKey: vscode.l10n.t('Public key at ZIdentity'),
    secret: vscode.l10n.t('Secret not expired'),
    name: vscode.l10n.t('Host name'),
    connection: vscode.l10n.t('Connection'),
    tls: vscode.l10n.t('TLS certificate'),
    clock: vscode.l10n.t('Clocks'),
    token: vscode.l10n.t('Access token'),
    roles: vscode.l10n.t('Roles'),
    gateway: vscode.l10n.t('Gateway accepts the token'),
  };
}
