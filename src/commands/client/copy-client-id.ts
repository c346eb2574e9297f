import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';

/** OneAPI: Copy Client ID. */
export async function copyClientId(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const clientId =
    args === undefined
      ? await pickClient(services, targets, { title: vscode.l10n.t('Copy Client ID') })
      : readArguments(clientArguments, args).clientId;
  await services.ui.copy(clientId);
  if (args === undefined) tellDone(vscode.l10n.t('The client ID was copied'));
}
