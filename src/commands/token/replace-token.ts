import * as v from 'valibot';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { decodeJwt } from '../../jwt/decode.js';
import { readArguments, text } from '../arguments.js';
import type { Services } from '../services.js';

const replaceArguments = v.strictObject({ handle: text });

/** OneAPI: Replace with Fresh Token: asks for a new token of the same API client and puts it in the old one's place. */
export async function replaceToken(services: Services, args?: unknown): Promise<{ jti: string; expiresAt: number }> {
  const [{ heldRange, tokenAtCursor }, { tokenFactsOf }] = await Promise.all([
    import('../../editor/held-range.js'),
    import('../../editor/token-facts-of.js'),
  ]);
  const {
    document,
    range,
    text: old,
  } = args === undefined ? tokenAtCursor() : await heldRange(services, readArguments(replaceArguments, args).handle);
  if (document.getText(range) !== old) {
    throw new WorkbenchError(
      'token-in-pieces',
      'The token is written in several pieces, so that it can not be replaced.',
      {
        hint: 'Get an access token and insert it by hand.',
      },
    );
  }
  const { client } = tokenFactsOf(decodeJwt(old).payload, services);
  if (client === undefined) {
    throw new WorkbenchError(
      'credential-missing',
      'The credential of the API client of this token is not stored here.',
      {
        hint: 'Import the API client with its secret or private key, then try again.',
      },
    );
  }
  const version = document.version;
  const token = await services.ui.progress(vscode.l10n.t('Getting an access token of {0}…', client.name), (_, signal) =>
    services.tokens.obtain(client.id, { environmentId: client.environmentId, signal }),
  );
  if (document.version !== version && document.getText(range) !== old) {
    throw new WorkbenchError('document-changed', 'The text was changed meanwhile, so nothing was replaced.', {
      hint: 'Run the command again.',
    });
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, token.accessToken);
  await vscode.workspace.applyEdit(edit);
  return { jti: token.jti, expiresAt: token.expiresAt };
}
