import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tellDone } from '../tell-done.js';
import { pickToken } from './pick-token.js';

export const tokenArguments = v.union([v.strictObject({ jti: text }), v.strictObject({ clientId: text })]);

/** OneAPI: Copy Access Token. With `{jti}` that one; with `{clientId}` the client's last one, or a new one. */
export async function copyToken(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  const token = await tokenText(services, args, targets, vscode.l10n.t('Copy Access Token'));
  await services.ui.copy(token, { secret: true });
  if (args === undefined) {
    tellDone(vscode.l10n.t('The access token was copied'));
  }
}

/** The token that is meant by arguments or rows. */
export async function tokenText(
  services: Services,
  args: unknown,
  targets: readonly Target[] | undefined,
  title: string,
): Promise<string> {
  if (args === undefined) return services.tokens.text(await pickToken(services, targets, title));
  const given = readArguments(tokenArguments, args);
  await services.environments.ready();
  if ('jti' in given) return services.tokens.text(given.jti);
  return (await services.tokens.fresh(given.clientId)).accessToken;
}
