import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import type { AdminApiClient } from '../../oauth/admin-client.js';
import { readArguments, text } from '../arguments.js';
import { commandIds } from '../ids.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import { rowOf, type Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { changeAuthentication } from './change-authentication.js';
import { storedCredential } from './copy-credential.js';

const replaceArguments = v.strictObject({
  clientId: text,
  keyType: v.optional(v.picklist(['RSA-2048', 'RSA-3072', 'RSA-4096', 'EC-P256'])),
});

/**
 * OneAPI: Replace Key Pair: a new one (RSA of 2048 bits unless another is asked for), whose public half is registered in
 * place of the old one. The private key goes to SecretStorage.
 *
 * @throws WorkbenchError `client-has-no-key`, `jwks-hosted-elsewhere`
 */
export async function replaceKey(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const given = args === undefined ? undefined : readArguments(replaceArguments, args);
  const title = vscode.l10n.t('Replace Key Pair');
  const clientId = given?.clientId ?? (await pickClient(services, targets, { title, auth: ['JWKS', 'PUBKEYCERT'] }));
  const client = await (await services.admin()).getClient(clientId);
  const auth = keyMethod(services, client);
  const replace = async (signal?: AbortSignal) => {
    await changeAuthentication(services, clientId, { auth, keyType: given?.keyType }, signal);
  };
  if (given !== undefined) return replace();
  await services.ui.confirm(vscode.l10n.t('Make a new key pair for "{0}"?', client.name), {
    detail: vscode.l10n.t(
      'The new public key is registered in place of the old one, and the private key is kept in the secret storage of this editor. Programs that sign with the old key are refused from then on.',
    ),
    button: vscode.l10n.t('Replace the Key'),
  });
  await services.ui.progress(vscode.l10n.t('Changing the credential…'), (_, signal) => replace(signal));
  tell(services, client);
}

function keyMethod(services: Services, client: AdminApiClient): 'JWKS' | 'PUBKEYCERT' {
  const { authType } = client.clientAuthentication;
  if (authType !== 'JWKS' && authType !== 'PUBKEYCERT') {
    throw new WorkbenchError('client-has-no-key', `"${client.name}" authenticates by a secret.`, {
      hint: 'Edit the API client and change its authentication first.',
    });
  }
  if (authType === 'JWKS' && services.environments.active.kind === 'tenant') {
    throw new WorkbenchError('jwks-hosted-elsewhere', `The JWKS of "${client.name}" is on a web server of your own.`, {
      hint: 'Generate a JWKS, publish it at the JWKS URL, and import the API client with the new private key.',
    });
  }
  return authType;
}

/** A program outside of the editor needs the new private key as well. */
function tell(services: Services, { id, name }: AdminApiClient): void {
  services.ui.info(
    vscode.l10n.t(
      'A new key pair of "{0}" was made and registered. Programs of yours that sign as this API client need the new private key.',
      name,
    ),
    {
      label: vscode.l10n.t('Copy Private Key'),
      run: async () => {
        const credential = await storedCredential(services, id);
        if (credential.kind !== 'key') return;
        await services.ui.copy(credential.privateKey, { secret: true });
        tellDone(vscode.l10n.t('The private key was copied'));
      },
    },
    {
      label: vscode.l10n.t('Get Access Token'),
      run: () => vscode.commands.executeCommand(commandIds.tokenGet, rowOf({ kind: 'client', clientId: id })),
    },
  );
}
