import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { unpublish } from './delete-client.js';
import { forgetEverything } from './forget-everything.js';

/** OneAPI: Forget Credential, and all else that this editor has of the API client, which itself stays. */
export async function forgetClient(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const clientId =
    args === undefined
      ? await pickClient(services, targets, { title: vscode.l10n.t('Forget Credential'), credential: true })
      : readArguments(clientArguments, args).clientId;
  if (args === undefined) {
    await services.ui.confirm(vscode.l10n.t('Forget the credential of "{0}"?', clientName(services, clientId)), {
      detail: vscode.l10n.t(
        'Its secret or private key, its tokens in memory, its variables in terminals and its keys at the mock are removed. The API client itself stays. A secret cannot be shown again.',
      ),
      button: vscode.l10n.t('Forget'),
    });
  }
  await unpublishKeys(services, clientId);
  await forgetEverything(services, services.environments.active.id, clientId);
  services.log.info(`Forgot the API client ${clientId}.`);
}

/** A JWKS that the mock hosts for a key that is gone would only look as if it still worked. */
async function unpublishKeys(services: Services, clientId: string): Promise<void> {
  if (services.environments.active.kind !== 'mock' || (await services.mock.running()) === undefined) return;
  const client = await (await services.admin()).getClient(clientId).catch(() => undefined);
  await unpublish(services, client?.clientAuthentication.clientJWKsUrl ?? undefined);
}
