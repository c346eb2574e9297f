import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import { tellDone } from '../client/change-client.js';
import { scopeChoices } from '../scopes.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

/** Copy Scope ID, in the API Resources view. */
export async function copyScopeId(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const target = targets?.[0];
  const scopeId =
    args !== undefined
      ? readArguments(v.strictObject({ scopeId: text }), args).scopeId
      : target?.kind === 'scope'
        ? target.scopeId
        : await pickScope(services);
  await services.ui.copy(scopeId);
  if (args === undefined) tellDone(vscode.l10n.t('The scope ID was copied'));
}

function pickScope({ ui, state }: Services): Promise<string> {
  return ui.pick(
    scopeChoices(state.snapshot.resourceServers).map(({ id, name, service }) => ({
      label: name,
      description: service,
      detail: id,
      value: id,
    })),
    { title: vscode.l10n.t('Copy Scope ID') },
  );
}
