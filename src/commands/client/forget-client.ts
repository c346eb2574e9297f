import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

/** OneAPI: Forget Credential. The API client stays as it is in its environment. */
export async function forgetClient(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const clientId =
    args === undefined
      ? await pickClient(services, targets, { title: vscode.l10n.t('Forget Credential'), credential: true })
      : readArguments(clientArguments, args).clientId;
  if (args === undefined) {
    await services.ui.confirm(vscode.l10n.t('Forget the credential of "{0}"?', clientName(services, clientId)), {
      detail: vscode.l10n.t(
        'It is deleted from the secret storage of this editor. The API client itself stays. A secret cannot be shown again.',
      ),
      button: vscode.l10n.t('Forget'),
    });
  }
  await services.credentials.forget(services.environments.active.id, clientId);
}
