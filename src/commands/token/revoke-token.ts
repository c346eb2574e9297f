import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import { onlyAtMock } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { pickTokens } from './pick-token.js';

const revokeArguments = v.strictObject({ jti: text });

/** OneAPI: Revoke Token, one or several chosen rows. Asks once; with `{jti}` not at all. */
export async function revokeToken(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const given = args === undefined ? undefined : readArguments(revokeArguments, args);
  onlyAtMock(services, 'Revoking a token');
  const title = vscode.l10n.t('Revoke Token');
  const jtis = given === undefined ? await pickTokens(services, targets, title) : [given.jti];
  if (given === undefined) {
    await services.ui.confirm(
      jtis.length === 1
        ? vscode.l10n.t('Revoke this access token?')
        : vscode.l10n.t('Revoke {0} access tokens?', jtis.length),
      {
        detail: vscode.l10n.t('API calls with it are refused from then on. This cannot be undone.'),
        button: vscode.l10n.t('Revoke'),
      },
    );
  }
  const control = await services.mock.control();
  const failures: unknown[] = [];
  for (const jti of jtis) {
    try {
      await control.revoke(jti);
      services.tokens.markRevoked(jti);
      services.log.info(`Revoked the token ${jti}.`);
    } catch (error) {
      // One that has expired meanwhile must not leave the others usable.
      failures.push(error);
    }
  }
  await services.state.refresh(['tokens']);
  if (failures.length > 0) throw failures[0];
}
