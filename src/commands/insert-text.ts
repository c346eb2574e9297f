import * as vscode from 'vscode';
import { WorkbenchError } from '../errors.js';

/** The text editor that a person works in. @throws WorkbenchError `no-editor` */
export function openEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined) return editor;
  throw new WorkbenchError('no-editor', vscode.l10n.t('No text editor is open to insert into.'), {
    hint: vscode.l10n.t('Open a file and put the cursor where the text should go.'),
  });
}

/** Puts text in the place of every selection of the active editor, where the person goes on. */
export async function insertAtCursor(text: string): Promise<void> {
  const editor = openEditor();
  const done = await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
  if (!done) {
    throw new WorkbenchError('editor-read-only', vscode.l10n.t('This document cannot be changed.'), {
      hint: vscode.l10n.t('Open a document that can be edited.'),
    });
  }
  // The focus is still on the row that was chosen from.
  const { document, viewColumn } = editor;
  if (viewColumn !== undefined) await vscode.window.showTextDocument(document, viewColumn);
}
