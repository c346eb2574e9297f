import * as vscode from 'vscode';
import { CancelledError } from '../../oauth/errors.js';
import { commandIds } from '../ids.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

/** The active token that a command is for: that of the tree row, the last one of the row's client, or a picked one. */
export async function pickToken(
  services: Services,
  targets: readonly Target[] | undefined,
  title: string,
): Promise<string> {
  const target = targets?.[0];
  if (target?.kind === 'token') return target.jti;
  await services.environments.ready();
  await services.state.refresh(['tokens']);
  const { tokens, clockOffsetSeconds } = services.state.snapshot;
  const nowSeconds = services.now() / 1000 + clockOffsetSeconds;
  const active = tokens.records.filter(
    ({ status, clientId, expiresAt }) =>
      status === 'ACTIVE' && expiresAt > nowSeconds && (target?.kind !== 'client' || clientId === target.clientId),
  );
  if (active.length === 0) {
    services.ui.info(vscode.l10n.t('There is no active access token.'), {
      label: vscode.l10n.t('Get Access Token'),
      run: () => vscode.commands.executeCommand(commandIds.tokenGet),
    });
    throw new CancelledError(title);
  }
  if (active.length === 1) return active[0]!.jti;
  return services.ui.pick(
    active.map(({ jti, clientName, clientId, expiresAt }) => ({
      label: clientName === '' ? clientId : clientName,
      description: jti,
      detail: vscode.l10n.t('expires in {0} minutes', Math.max(1, Math.round((expiresAt - nowSeconds) / 60))),
      value: jti,
    })),
    { title, placeholder: vscode.l10n.t('Which access token?') },
  );
}

/** The tokens of several chosen rows, those that are known to be inactive left out, else the one that is picked. */
export async function pickTokens(
  services: Services,
  targets: readonly Target[] | undefined,
  title: string,
): Promise<string[]> {
  const rows = (targets ?? []).flatMap((target) => (target.kind === 'token' ? [target.jti] : []));
  const inactive = new Set(
    services.state.snapshot.tokens.records.flatMap(({ jti, status }) => (status === 'ACTIVE' ? [] : [jti])),
  );
  const active = rows.filter((jti) => !inactive.has(jti));
  // Where all are, the one that was clicked says why it cannot be done.
  const chosen = active.length > 0 ? active : rows.slice(0, 1);
  return chosen.length > 0 ? chosen : [await pickToken(services, targets, title)];
}
