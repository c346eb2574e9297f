import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { changeClient } from './change-client.js';

/** OneAPI: Enable API Client. */
export async function enableClient(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const clientId =
    args === undefined
      ? await pickClient(services, targets, { title: vscode.l10n.t('Enable API Client') })
      : readArguments(clientArguments, args).clientId;
  const { name } = await changeClient(services, clientId, { status: true });
  if (args === undefined) tellDone(vscode.l10n.t('"{0}" is active', name));
}
