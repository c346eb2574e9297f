import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { changeClient } from './change-client.js';

/** OneAPI: Disable API Client. Its tokens are revoked with it, so a person is asked. */
export async function disableClient(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const clientId =
    args === undefined
      ? await pickClient(services, targets, { title: vscode.l10n.t('Disable API Client') })
      : readArguments(clientArguments, args).clientId;
  if (args === undefined) {
    await services.ui.confirm(vscode.l10n.t('Disable "{0}"?', clientName(services, clientId)), {
      detail: vscode.l10n.t('It gets no more access tokens, and its active ones are revoked.'),
      button: vscode.l10n.t('Disable'),
    });
  }
  const { name } = await changeClient(services, clientId, { status: false });
  if (args === undefined) tellDone(vscode.l10n.t('"{0}" is inactive', name));
}
