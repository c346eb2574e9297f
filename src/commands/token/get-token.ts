import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { commandIds } from '../ids.js';
import { clientName, pickClient } from '../pick-client.js';
import type { HeldToken, Services } from '../services.js';
import { rowOf, type Target } from '../target.js';

export interface GottenToken {
  accessToken: string;
  jti: string;
  /** Epoch seconds. */
  expiresAt: number;
}

/** OneAPI: Get Access Token. Always asks for a new one. */
export async function getToken(services: Services, args?: unknown, targets?: readonly Target[]): Promise<GottenToken> {
  if (args !== undefined) {
    const { clientId } = readArguments(clientArguments, args);
    await services.environments.ready();
    return answer(await services.tokens.obtain(clientId));
  }
  const clientId = await pickClient(services, targets, {
    title: vscode.l10n.t('Get Access Token'),
    credential: true,
  });
  const token = await services.ui.progress(
    vscode.l10n.t('Getting an access token of {0}…', clientName(services, clientId)),
    (_, signal) => services.tokens.obtain(clientId, { signal }),
  );
  offerUse(services, token);
  return answer(token);
}

function answer({ accessToken, jti, expiresAt }: HeldToken): GottenToken {
  return { accessToken, jti, expiresAt };
}

function offerUse(services: Services, token: HeldToken): void {
  const row = rowOf({ kind: 'token', jti: token.jti, clientId: token.clientId });
  const action = (label: string, id: string) => ({ label, run: () => vscode.commands.executeCommand(id, row) });
  const minutes = Math.round((token.expiresAt - services.now() / 1000) / 60);
  services.ui.info(
    vscode.l10n.t(
      'Got an access token of {0}, good for {1} minutes.',
      clientName(services, token.clientId),
      Math.max(minutes, 1),
    ),
    action(vscode.l10n.t('Copy'), commandIds.tokenCopy),
    action(vscode.l10n.t('Inspect'), commandIds.tokenInspect),
    action(vscode.l10n.t('Insert'), commandIds.tokenInsert),
  );
}
