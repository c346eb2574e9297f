import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import { forgetEverything } from '../client/forget-everything.js';
import type { Services } from '../services.js';

/** OneAPI: Remove Environment, with the credentials that are kept for it. The tenant itself is not touched. */
export async function removeEnvironment(services: Services, args?: unknown): Promise<void> {
  const id = args === undefined ? await ask(services) : readArguments(v.strictObject({ id: text }), args).id;
  await services.environments.remove(id);
  await forgetEverything(services, id);
}

async function ask({ environments, credentials, ui }: Services): Promise<string> {
  const tenants = environments.list().filter(({ kind }) => kind === 'tenant');
  const id = await ui.pick(
    tenants.map((entry) => ({ label: entry.name, description: entry.environment?.issuer ?? '', value: entry.id })),
    { title: vscode.l10n.t('Remove Environment') },
  );
  const name = tenants.find((entry) => entry.id === id)?.name ?? id;
  await ui.confirm(vscode.l10n.t('Remove the environment "{0}"?', name), {
    detail: vscode.l10n.t(
      'The credentials of {0} API clients that are kept for it are forgotten. The tenant itself is not touched.',
      credentials.known(id).length,
    ),
    button: vscode.l10n.t('Remove'),
  });
  return id;
}
