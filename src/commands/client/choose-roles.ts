import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import { commandIds } from '../ids.js';
import { clientName, pickClient } from '../pick-client.js';
import { pickScopes } from '../pick-scopes.js';
import { clientResourcesOf, scopeChoices, scopesNamed } from '../scopes.js';
import type { Services } from '../services.js';
import { rowOf, type Target } from '../target.js';
import { changeClient } from './change-client.js';

const rolesArguments = v.strictObject({ clientId: text, scopes: v.array(text) });

/** OneAPI: Choose Roles. Replaces the roles of an API client; counts for tokens issued from then on. */
export async function chooseRoles(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const title = vscode.l10n.t('Choose Roles');
  const given = args === undefined ? undefined : readArguments(rolesArguments, args);
  const clientId = given?.clientId ?? (await pickClient(services, targets, { title }));
  const admin = await services.admin();
  const choices = scopeChoices(await admin.listResourceServers());
  if (given !== undefined) {
    await changeClient(services, clientId, { clientResources: clientResourcesOf(scopesNamed(given.scopes, choices)) });
    return;
  }
  const client = await admin.getClient(clientId);
  const selected = (client.clientResources ?? []).flatMap(({ selectedScopes }) => selectedScopes.map(({ id }) => id));
  const scopes = await pickScopes(services.ui, choices, { title: `${title}: ${client.name}`, selected });
  await changeClient(services, clientId, { clientResources: clientResourcesOf(scopes) });
  services.ui.info(
    vscode.l10n.t(
      'The roles of "{0}" count for access tokens issued from now on; tokens that are out keep what they had.',
      clientName(services, clientId),
    ),
    ...(services.credentials.known(services.environments.active.id).some(({ id }) => id === clientId)
      ? [
          {
            label: vscode.l10n.t('Get Access Token'),
            run: () => vscode.commands.executeCommand(commandIds.tokenGet, rowOf({ kind: 'client', clientId })),
          },
        ]
      : []),
  );
}
