import * as v from 'valibot';
import * as vscode from 'vscode';
import { decodeJwt } from '../../jwt/decode.js';
import { readArguments, text } from '../arguments.js';
import type { Services } from '../services.js';
import { tellDone } from '../tell-done.js';

const copyArguments = v.union([v.strictObject({ token: text }), v.strictObject({ handle: text })]);

/** OneAPI: Copy Claims, of the token at the cursor, or with arguments of that one. Copies JSON. */
export async function copyClaims(services: Services, args?: unknown): Promise<void> {
  const { heldText, tokenAtCursor } = await import('../../editor/held-range.js');
  const given = args === undefined ? undefined : readArguments(copyArguments, args);
  const token =
    given === undefined ? tokenAtCursor().text : 'token' in given ? given.token : heldText(services, given.handle).text;
  await services.ui.copy(JSON.stringify(decodeJwt(token).payload, undefined, 2));
  tellDone(vscode.l10n.t('The claims were copied'));
}
