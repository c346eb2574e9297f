import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { forgetEverything } from './forget-everything.js';

/** OneAPI: Delete API Client, with its tokens, its published JWKS and the credential that is kept here. */
export async function deleteClient(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const clientId =
    args === undefined
      ? await pickClient(services, targets, { title: vscode.l10n.t('Delete API Client') })
      : readArguments(clientArguments, args).clientId;
  const name = clientName(services, clientId);
  if (args === undefined) {
    await services.ui.confirm(vscode.l10n.t('Delete the API client "{0}"?', name), {
      detail: vscode.l10n.t('Its access tokens are revoked and its credential is forgotten. This cannot be undone.'),
      button: vscode.l10n.t('Delete'),
    });
  }
  const admin = await services.admin();
  const client = await admin.getClient(clientId);
  await admin.deleteClient(clientId);
  const environment = await services.environments.ready();
  await forgetEverything(services, environment.id, clientId);
  await unpublish(services, client.clientAuthentication.clientJWKsUrl ?? undefined);
  services.log.info(`Deleted the API client ${clientId}.`);
  await services.state.refresh(['clients', 'tokens']);
  if (args === undefined) tellDone(vscode.l10n.t('"{0}" was deleted', name));
}

/** Takes the keys of a deleted client from the mock's JWKS host, where they were there. */
export async function unpublish(services: Services, jwksUrl: string | undefined): Promise<void> {
  const { status } = services.mock;
  if (jwksUrl === undefined || (status.state !== 'running' && status.state !== 'attached')) return;
  const prefix = `${status.endpoints.jwks}/`;
  const name = jwksUrl.startsWith(prefix) ? jwksUrl.slice(prefix.length).split('/')[0] : undefined;
  if (name === undefined) return;
  const control = await services.mock.control();
  await control.unpublishJwks(decodeURIComponent(name)).catch((error: unknown) => {
    services.log.warn(`The JWKS ${name} is still published: ${error instanceof Error ? error.message : error}`);
  });
}
