import * as v from 'valibot';
import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import { momentText } from '../../editor/time-text.js';
import { readArguments, text } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

const removeArguments = v.strictObject({ clientId: text, secretId: text });

/** OneAPI: Remove Secret. */
export async function removeSecret(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const { clientId, secretId } =
    args === undefined ? await ask(services, targets) : readArguments(removeArguments, args);
  await (await services.admin()).deleteSecret(clientId, secretId);
  const { id } = services.environments.active;
  const stored = await services.credentials.get(id, clientId);
  if (stored?.kind === 'secret' && stored.secretId === secretId) await services.credentials.forget(id, clientId);
  await services.state.loadSecrets(clientId);
}

async function ask(
  services: Services,
  targets: readonly Target[] | undefined,
): Promise<{ clientId: string; secretId: string }> {
  const title = vscode.l10n.t('Remove Secret');
  const target = targets?.[0];
  const chosen = target?.kind === 'secret' ? target : await pickSecret(services, targets, title);
  await services.ui.confirm(vscode.l10n.t('Remove this secret?'), {
    detail: vscode.l10n.t('Programs that use it get no more access tokens. This cannot be undone.'),
    button: vscode.l10n.t('Remove'),
  });
  return chosen;
}

async function pickSecret(
  services: Services,
  targets: readonly Target[] | undefined,
  title: string,
): Promise<{ clientId: string; secretId: string }> {
  const clientId = await pickClient(services, targets, { title, auth: ['SECRET'] });
  const secrets = await (await services.admin()).listSecrets(clientId);
  const secretId = await services.ui.pick(
    secrets.map(({ id, expiresAt }) => ({
      label: id,
      ...(expiresAt === undefined
        ? {}
        : { description: vscode.l10n.t('expires {0}', momentText(expiresAt, services.now(), localiser)) }),
      value: id,
    })),
    { title, placeholder: vscode.l10n.t('Which secret?') },
  );
  return { clientId, secretId };
}
