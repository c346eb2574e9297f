import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { HttpStatusError } from '../../oauth/errors.js';
import { clientArguments, readArguments } from '../arguments.js';
import type { Services } from '../services.js';

/**
 * OneAPI: Load API Clients from Tenant. Reads the tenant's lists through its admin API with the tokens of an API client
 * that has a ZIAM role. `{clientId}` names it; it is remembered.
 */
export async function loadEnvironment(services: Services, args?: unknown): Promise<void> {
  const { environments, credentials } = services;
  const { active } = environments;
  if (active.kind === 'mock') {
    if (args !== undefined) readArguments(v.partial(clientArguments), args);
    await environments.ready();
    return services.state.refresh();
  }
  const known = credentials.known(active.id);
  const clientId = args === undefined ? await ask(services, known) : readArguments(clientArguments, args).clientId;
  await environments.setAdminClient(active.id, clientId);
  await services.ui.progress(vscode.l10n.t('Reading the API clients of {0}…', active.name), (_, signal) =>
    services.state.list(signal),
  );
  const { error } = services.state.snapshot;
  if (error !== undefined) throw explained(error);
}

async function ask({ ui, environments }: Services, known: readonly { id: string; name: string }[]): Promise<string> {
  const { active } = environments;
  if (known.length === 0) {
    throw new WorkbenchError('admin-client-missing', `No API client of ${active.name} is known here.`, {
      hint: 'Import one that has a ZIAM role (View Only to read, Super Admin to change) first.',
    });
  }
  return ui.pick(
    known.map(({ id, name }) => ({ label: name, description: id, picked: id === active.adminClientId, value: id })),
    {
      title: vscode.l10n.t('Load API Clients from Tenant'),
      placeholder: vscode.l10n.t('Which API client has a ZIAM role? An access token of it is used to read the lists'),
    },
  );
}

/** What a refusal means here: the token was good, the role is missing. */
function explained(error: Error): Error {
  if (!(error instanceof HttpStatusError) || (error.status !== 401 && error.status !== 403)) return error;
  return new WorkbenchError('admin-role-missing', 'The tenant refused to list its API clients with this API client.', {
    hint: 'Give it a ZIAM role in the admin portal: View Only reads, Super Admin also changes. A new role counts for tokens issued afterwards.',
    cause: error,
  });
}
