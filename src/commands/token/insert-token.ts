import * as vscode from 'vscode';
import { insertAtCursor } from '../insert-text.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { tokenText } from './copy-token.js';

/** OneAPI: Insert Access Token at Cursor. Takes the same arguments as copying. */
export async function insertToken(services: Services, args?: unknown, targets?: readonly Target[]): Promise<void> {
  await insertAtCursor(await tokenText(services, args, targets, vscode.l10n.t('Insert Access Token')));
}
