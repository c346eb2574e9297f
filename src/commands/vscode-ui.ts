import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { WorkbenchError } from '../errors.js';
import { CancelledError } from '../oauth/errors.js';
import { cancellable } from './cancellable.js';
import { createClipboard } from './clipboard.js';
import { settingIds } from './ids.js';
import { setting } from './services/mock/mock-settings.js';
import { tellDone } from './tell-done.js';
import type { Action, Ui } from './ui.js';
import { showVirtualDocument } from './virtual-documents.js';
import { inputBox } from './vscode-input-box.js';
import { quickPick, runSteps } from './vscode-prompts.js';
import { requireTrust } from './workspace-trust.js';

/** Asks and tells a person by VS Code's own means. */
export function createUi(): Ui {
  const clipboard = createClipboard({
    read: () => vscode.env.clipboard.readText(),
    write: (text) => vscode.env.clipboard.writeText(text),
    clearAfterSeconds: () => setting(settingIds.clearClipboardAfter),
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    cleared: () => tellDone(vscode.l10n.t('What was copied is secret: the clipboard was cleared')),
  });
  return {
    pick: (items, options) => quickPick(items, { ...options, many: false }).then(([value]) => value!),
    pickMany: (items, options) => quickPick(items, { ...options, many: true }),
    input: (options) => inputBox(options),
    async confirm(message, { detail, button }) {
      const answer = await vscode.window.showWarningMessage(
        message,
        { modal: true, ...(detail === undefined ? {} : { detail }) },
        button,
      );
      if (answer !== button) throw new CancelledError(message);
    },
    steps: runSteps,
    info: (message, ...actions) => tell(vscode.window.showInformationMessage, message, actions),
    warn: (message, ...actions) => tell(vscode.window.showWarningMessage, message, actions),
    error: (message, ...actions) => tell(vscode.window.showErrorMessage, message, actions),
    async progress(title, task, options = {}) {
      const location = options.view === undefined ? vscode.ProgressLocation.Notification : { viewId: options.view };
      return vscode.window.withProgress({ location, title, cancellable: true }, (progress, cancellation) => {
        const onCancel = (cancel: () => void) => void cancellation.onCancellationRequested(cancel);
        return cancellable(title, onCancel, (signal) => task((message) => progress.report({ message }), signal));
      });
    },
    copy: (text, { secret = false } = {}) => (secret ? clipboard.copySecret(text) : clipboard.copy(text)),
    showText: showVirtualDocument,
    async openText(content, language) {
      const document = await vscode.workspace.openTextDocument({ content, language });
      await vscode.window.showTextDocument(document, { preview: false });
    },
    async saveDialog({ title, fileName, filters }) {
      const uri = await vscode.window.showSaveDialog({
        title,
        defaultUri: vscode.Uri.joinPath(folderOnDisk(), fileName),
        ...(filters === undefined ? {} : { filters }),
      });
      return localPath(uri, title);
    },
    async openDialog({ title, filters }) {
      requireTrust('file');
      const uris = await vscode.window.showOpenDialog({
        title,
        canSelectMany: false,
        defaultUri: folderOnDisk(),
        ...(filters && { filters }),
      });
      return localPath(uris?.[0], title);
    },
    async openFiles({ title, filters }) {
      requireTrust('file');
      const uris = await vscode.window.showOpenDialog({
        title,
        canSelectMany: true,
        defaultUri: folderOnDisk(),
        ...(filters && { filters }),
      });
      if (uris === undefined || uris.length === 0) throw new CancelledError(title);
      return uris.map((uri) => localPath(uri, title));
    },
  };
}

function localPath(uri: vscode.Uri | undefined, what: string): string {
  if (uri === undefined) throw new CancelledError(what);
  if (uri.scheme === 'file') return uri.fsPath;
  throw new WorkbenchError('not-on-disk', `${uri.toString(true)} is not on a disk.`, {
    hint: 'Choose a place on disk: keys and certificates are read and written there alone.',
  });
}

/** That of the workspace, or where that is a virtual one, the person's own. */
function folderOnDisk(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder?.uri ?? vscode.Uri.file(homedir());
}

/** Shows a message and runs what is chosen; nobody waits for it, so that a command ends when its work is done. */
function tell(
  show: (message: string, ...items: string[]) => Thenable<string | undefined>,
  message: string,
  actions: readonly Action[],
): void {
  void show(message, ...actions.map(({ label }) => label)).then((chosen) =>
    actions.find(({ label }) => label === chosen)?.run(),
  );
}
