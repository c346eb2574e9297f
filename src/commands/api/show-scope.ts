import * as vscode from 'vscode';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { pickScope } from './pick-scope.js';

/** OneAPI: Show in API Resources. Leads from a role of an API client to where it stands among the others, with who holds it. */
export async function showScope(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const scopeId = await pickScope(services, args, targets, vscode.l10n.t('Show in API Resources'));
  services.rows.show({ kind: 'scope', scopeId });
}
