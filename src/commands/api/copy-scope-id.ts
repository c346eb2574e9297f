import * as vscode from 'vscode';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { pickScope } from './pick-scope.js';

/** Copy Scope ID, of a role in the API Resources view or of an API client. */
export async function copyScopeId(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  await services.ui.copy(await pickScope(services, args, targets, vscode.l10n.t('Copy Scope ID')));
  if (args === undefined) tellDone(vscode.l10n.t('The scope ID was copied'));
}
