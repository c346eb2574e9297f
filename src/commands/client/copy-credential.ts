import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { clientArguments, readArguments } from '../arguments.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Credential, Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';

/** OneAPI: Copy Secret or Private Key, for a program that is to use the API client. */
export async function copyCredential(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const clientId =
    args === undefined
      ? await pickClient(services, targets, { title: vscode.l10n.t('Copy Secret or Private Key'), credential: true })
      : readArguments(clientArguments, args).clientId;
  const credential = await storedCredential(services, clientId);
  const isSecret = credential.kind === 'secret';
  if (args === undefined) {
    await services.ui.confirm(
      isSecret
        ? vscode.l10n.t('Copy the secret of "{0}" to the clipboard?', clientName(services, clientId))
        : vscode.l10n.t('Copy the private key of "{0}" to the clipboard?', clientName(services, clientId)),
      {
        detail: vscode.l10n.t('Whoever has it can sign in as this API client. Other programs can read the clipboard.'),
        button: vscode.l10n.t('Copy'),
      },
    );
  }
  await services.ui.copy(isSecret ? credential.secret : credential.privateKey, { secret: true });
  if (args === undefined) {
    tellDone(isSecret ? vscode.l10n.t('The secret was copied') : vscode.l10n.t('The private key was copied'));
  }
}

/** @throws WorkbenchError `credential-missing` */
export async function storedCredential(
  { environments, credentials }: Pick<Services, 'environments' | 'credentials'>,
  clientId: string,
  environmentId = environments.active.id,
): Promise<Credential> {
  const credential = await credentials.get(environmentId, clientId);
  if (credential !== undefined) return credential;
  const name = environments.list().find(({ id }) => id === environmentId)?.name ?? environmentId;
  throw new WorkbenchError('credential-missing', `No credential of ${clientId} is stored for ${name}.`, {
    hint: 'Import the API client with its secret or private key, or add a new one.',
  });
}
