import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids.js';
import type { Services } from '../../commands/services.js';
import { showUnseenInLines } from '../escape.js';
import { handlesOf } from '../handles.js';
import { localiser } from '../localiser.js';
import { tokenFactsOf } from '../token-facts-of.js';
import { createPanel, fillPanel, focusAgain } from '../webview-panel.js';
import { comparisonOf, emptyContent, type Shown, shownOf } from './inspector-content.js';
import type { InspectorState } from './inspector-state.js';
import { inspectorLabels } from './labels.js';
import {
  type FromInspectorPage,
  type InspectorContent,
  type InspectorView,
  isFromInspectorPage,
  maxPastedLength,
  type ToInspectorPage,
} from './messages.js';

export const inspectorViewType = 'oneapi.inspector';

/** The one panel that shows tokens and keys. The text stays here; the page gets what is to be seen of it. */
export class InspectorPanel implements vscode.Disposable {
  readonly #services: Services;
  readonly #panel: vscode.WebviewPanel;
  readonly #subscriptions: vscode.Disposable[] = [];
  #text: string | undefined;
  #shown: Shown;
  /** A comparison, shown in place of the token until somebody goes back. */
  #comparison: InspectorContent | undefined;
  #state: InspectorState = {};
  /** By whose keys a token is verified; undefined for all. */
  #environmentId: string | undefined;
  #posted = '';
  #disposed = false;

  constructor(services: Services, kept?: vscode.WebviewPanel) {
    this.#services = services;
    this.#shown = { content: emptyContent('start', localiser), nowMs: services.now() };
    const page = { name: 'inspector', title: vscode.l10n.t('Inspector') };
    this.#panel = kept ?? createPanel(inspectorViewType, page, services.extensionUri);
    if (kept !== undefined) fillPanel(kept, page, services.extensionUri);
    this.#subscriptions.push(
      this.#panel.webview.onDidReceiveMessage((message: unknown) => {
        if (isFromInspectorPage(message)) void this.#receive(message);
      }),
      services.state.onDidChange(() => void this.#refresh()),
      services.tokens.onDidChange(() => void this.#refresh()),
      services.environments.onDidChange(() => void this.#refresh()),
      services.mock.onDidChangeStatus(() => void this.#mockChanged()),
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
    this.#text = undefined;
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Shows a token, a client assertion or key material, and says what it showed. */
  async show(text: string): Promise<Shown> {
    this.#text = text;
    this.#comparison = undefined;
    this.#shown = await shownOf(this.#services, text, localiser, this.#environmentId);
    const { inspection, token } = this.#shown;
    this.#state = {
      handle: handlesOf(this.#services).hold(token ?? text),
      ...(inspection?.jti !== undefined && inspection.issuedByMock ? { jti: inspection.jti } : {}),
    };
    this.#post();
    return this.#shown;
  }

  reveal(): void {
    this.#panel.reveal(undefined, false);
  }

  /** After a reload of the window: what can be had again is, and else it is said that the token is gone. */
  async restore(state: InspectorState): Promise<void> {
    this.#state = state;
    const held = state.handle === undefined ? undefined : handlesOf(this.#services).get(state.handle);
    if (held !== undefined) {
      await this.show(held.text);
      return;
    }
    const reason = state.handle === undefined && state.jti === undefined ? 'start' : 'forgotten';
    this.#shown = { content: emptyContent(reason, localiser), nowMs: this.#services.now() };
    this.#post();
    await this.#mockChanged();
  }

  /** The mock can tell an active token again, once it runs. */
  async #mockChanged(): Promise<void> {
    const { jti } = this.#state;
    if (this.#text !== undefined || jti === undefined) return;
    const control = await this.#services.mock.running();
    const token = await control?.token(jti).then(
      ({ jwt }) => jwt,
      () => undefined,
    );
    if (token !== undefined && this.#text === undefined && !this.#disposed) await this.show(token);
  }

  async #refresh(): Promise<void> {
    const text = this.#text;
    if (text === undefined) return;
    const shown = await shownOf(this.#services, text, localiser, this.#environmentId);
    if (text !== this.#text || this.#disposed) return;
    this.#shown = shown;
    this.#postIfChanged();
  }

  async #receive(message: FromInspectorPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#post();
      case 'inspect':
        await this.show(message.text);
        return;
      case 'compare':
        return this.#compare(message.text);
      case 'clipboard': {
        const text = (await vscode.env.clipboard.readText()).slice(0, maxPastedLength);
        if (message.purpose === 'compare') return this.#compare(text);
        await this.show(text);
        return;
      }
      case 'back':
        this.#comparison = undefined;
        return this.#post();
      case 'environment':
        this.#environmentId = message.id === '' ? undefined : message.id;
        return this.#refresh();
      case 'copy':
        return this.#copy(message.what);
      case 'action':
        return this.#act(message.id);
    }
  }

  async #compare(text: string): Promise<void> {
    if (this.#shown.token === undefined) return;
    this.#comparison = await comparisonOf(this.#shown.token, text, localiser);
    this.#post();
  }

  async #copy(what: string): Promise<void> {
    const { inspection, token } = this.#shown;
    if (inspection === undefined || token === undefined) return;
    const { l10n } = vscode;
    const texts: Record<string, [text: string, said: string]> = {
      token: [token, l10n.t('Token copied')],
      header: [jsonOf(inspection.header), l10n.t('Header copied')],
      claims: [jsonOf(inspection.payload), l10n.t('Claims copied')],
    };
    const chosen = Object.hasOwn(texts, what) ? texts[what] : undefined;
    if (chosen === undefined) return;
    await this.#services.ui.copy(chosen[0], { secret: what === 'token' });
    this.#send({ type: 'copied', what: chosen[1] });
    vscode.window.setStatusBarMessage(chosen[1], 2000);
  }

  async #act(id: string): Promise<void> {
    const { inspection } = this.#shown;
    if (inspection === undefined) return;
    const { clientId, jti } = inspection;
    if (id === 'copyToken') await this.#copy('token');
    if (id === 'exchanges') await vscode.commands.executeCommand(commandIds.exchangeShow, { clientId, jti });
    if (id === 'revoke') {
      await vscode.commands.executeCommand(commandIds.tokenRevoke, { jti, interactive: true });
      if (!this.#disposed) focusAgain(this.#panel);
    }
    if (id === 'renew') await this.#renew(inspection.payload);
  }

  async #renew(payload: Record<string, unknown>): Promise<void> {
    const { client } = tokenFactsOf(payload, this.#services);
    if (client === undefined) return;
    const result = await vscode.commands.executeCommand(commandIds.tokenGet, { clientId: client.id });
    const token = (result as { accessToken?: unknown } | undefined)?.accessToken;
    if (typeof token === 'string') await this.show(token);
  }

  /** A choice only where there is one to make, and for what its keys can verify. */
  #environments(): InspectorView['environments'] {
    const { inspection } = this.#shown;
    const list = this.#services.environments.list();
    if (list.length < 2 || inspection === undefined || inspection.assertion !== undefined) return [];
    const all = { id: '', name: vscode.l10n.t('All environments'), chosen: this.#environmentId === undefined };
    return [all, ...list.map(({ id, name }) => ({ id, name, chosen: id === this.#environmentId }))];
  }

  #message(): Extract<ToInspectorPage, { type: 'view' }> {
    const content = this.#comparison ?? this.#shown.content;
    return {
      type: 'view',
      view: {
        labels: inspectorLabels(localiser),
        nowMs: this.#shown.nowMs,
        environments: this.#environments(),
        content,
      },
      state: this.#state,
    };
  }

  #post(): void {
    const message = this.#message();
    this.#posted = JSON.stringify(message.view.content);
    this.#send(message);
  }

  /** A page that is drawn anew loses its selection; so only where something is different. */
  #postIfChanged(): void {
    if (JSON.stringify(this.#message().view.content) !== this.#posted) this.#post();
  }

  #send(message: ToInspectorPage): void {
    if (!this.#disposed) void this.#panel.webview.postMessage(message);
  }
}

function jsonOf(value: unknown): string {
  return showUnseenInLines(JSON.stringify(value, undefined, 2));
}
