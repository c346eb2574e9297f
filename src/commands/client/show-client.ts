import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

/** OneAPI: Show in API Clients. Leads to the row of an API client, from a role that it holds for one. */
export async function showClient(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const clientId =
    args === undefined
      ? await pickClient(services, targets, { title: vscode.l10n.t('Show in API Clients') })
      : readArguments(clientArguments, args).clientId;
  // A search might hide the row.
  if (services.state.snapshot.clientSearch !== '') services.state.setClientSearch('');
  services.rows.show({ kind: 'client', clientId });
}
