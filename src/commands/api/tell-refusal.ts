import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import type { ApiAnswer } from '../../oauth/gateway-client.js';
import type { GatewayExplanation } from '../../oauth/gateway-explain.js';
import { commandIds } from '../ids.js';
import { clientName } from '../pick-client.js';
import { scopeChoices } from '../scopes.js';
import type { Services } from '../services.js';
import { rowOf } from '../target.js';
import type { Action } from '../ui.js';

/** What the gateway refused. */
export interface Refusal {
  clientId: string;
  status: number;
  explanation: GatewayExplanation;
  /** The API client has the role that its token lacks: the token is from before. */
  tokenIsOlder: boolean;
}

/** Why the gateway refused a call, by the token and by what is known of the API client now. */
export function refusalOf(
  services: Services,
  clientId: string,
  { status, explanation }: Pick<ApiAnswer, 'status' | 'explanation'>,
): Refusal | undefined {
  if (explanation === undefined) return undefined;
  const { missingRole } = explanation;
  if (missingRole === undefined || !hasRole(services, clientId, missingRole)) {
    return { clientId, status, explanation, tokenIsOlder: false };
  }
  const older = {
    explanation: vscode.l10n.t('The API client has a role for {0} by now, but its access token is older.', missingRole),
    remedy: vscode.l10n.t('Get a new token: a token keeps the roles that it was issued with.'),
  };
  return { clientId, status, explanation: { ...explanation, ...older }, tokenIsOlder: true };
}

/** Says why, with a button for what mends it. @param callAgain makes the same call with a new access token */
export function tellRefusal(services: Services, refusal: Refusal, callAgain: () => unknown): void {
  const { clientId, status, explanation, tokenIsOlder } = refusal;
  const again: Action = { label: vscode.l10n.t('Get New Token and Call Again'), run: callAgain };
  const roles: Action = {
    label: vscode.l10n.t('Choose Roles…'),
    run: () => vscode.commands.executeCommand(commandIds.clientRoles, rowOf({ kind: 'client', clientId })),
  };
  const lacksRole = status === 403 || explanation.missingRole !== undefined;
  const offered = tokenIsOlder ? [again] : lacksRole ? [roles] : status === 401 ? [again] : [];
  services.ui.warn(
    vscode.l10n.t(
      'HTTP {0} for {1}: {2} {3}',
      status,
      clientName(services, clientId),
      localiser.text(explanation.explanation),
      localiser.text(explanation.remedy),
    ),
    ...offered,
  );
}

function hasRole({ state }: Services, clientId: string, product: string): boolean {
  const { clients, resourceServers } = state.snapshot;
  const resources = clients.find(({ id }) => id === clientId)?.clientResources ?? [];
  const held = new Set(resources.flatMap(({ selectedScopes }) => selectedScopes.map(({ id }) => id)));
  return scopeChoices(resourceServers).some(({ id, service }) => service === product && held.has(id));
}
