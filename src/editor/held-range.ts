import * as vscode from 'vscode';
import { WorkbenchError } from '../errors.js';
import { type HeldText, handlesOf } from './handles.js';
import { tokenAt } from './hover/token-at.js';

export interface HeldRange {
  document: vscode.TextDocument;
  range: vscode.Range;
  text: string;
}

/** The text that a hover or a quick fix holds under a name. @throws WorkbenchError `token-forgotten` */
export function heldText(services: object, handle: string): HeldText {
  const held = handlesOf(services).get(handle);
  if (held !== undefined) return held;
  throw new WorkbenchError('token-forgotten', vscode.l10n.t('The token is no longer in memory.'), {
    hint: vscode.l10n.t('Hover over it again, or paste it into the inspector.'),
  });
}

/**
 * Where a held text stands now: the document may have been edited since.
 *
 * @throws WorkbenchError `token-forgotten`, or `document-changed` where it stands there no more
 */
export async function heldRange(services: object, handle: string): Promise<HeldRange> {
  const { text, place } = heldText(services, handle);
  if (place !== undefined) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri, true));
    const { start, end } = place;
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    if (document.getText(range) === text) return { document, range, text };
    const offset = document.getText().indexOf(text);
    if (offset >= 0) {
      const moved = new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
      return { document, range: moved, text };
    }
  }
  throw new WorkbenchError('document-changed', vscode.l10n.t('The text has changed since, so nothing was replaced.'), {
    hint: vscode.l10n.t('Hover over it again and choose the action anew.'),
  });
}

/** The token that the cursor stands in. @throws WorkbenchError `token-not-here` */
export function tokenAtCursor(): HeldRange {
  const editor = vscode.window.activeTextEditor;
  const found = editor && tokenAt(editor.document, editor.selection.active);
  if (editor === undefined || found === undefined) {
    throw new WorkbenchError('token-not-here', vscode.l10n.t('There is no token at the cursor.'), {
      hint: vscode.l10n.t('Put the cursor into a token, then run the command again.'),
    });
  }
  const { token, start, end } = found;
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return { document: editor.document, range, text: token };
}
