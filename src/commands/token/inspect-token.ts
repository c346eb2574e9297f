import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

const inspectArguments = v.union([
  v.strictObject({ token: text }),
  v.strictObject({ jti: text }),
  v.strictObject({ handle: text }),
  v.strictObject({ text }),
]);

/**
 * OneAPI: Inspect Token. Of a tree row, the selection, the token at the cursor, else an empty inspector to paste into. With arguments it
 * resolves to the decoded and verified result that it shows.
 */
export async function inspectToken(services: Services, args?: unknown, targets?: readonly Target[]): Promise<unknown> {
  const { showInspector } = await import('../../editor/inspector/show-inspector.js');
  if (args !== undefined) return showInspector(services, readArguments(inspectArguments, args));
  const target = targets?.[0];
  if (target?.kind === 'token') return showInspector(services, { jti: target.jti });
  const selected = await selectedText();
  return showInspector(services, selected === undefined ? {} : { text: selected });
}

/** The selection, or the token that the cursor stands in. */
async function selectedText(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const selected = editor.document.getText(editor.selection).trim();
  if (selected !== '') return selected;
  const { tokenAt } = await import('../../editor/hover/token-at.js');
  return tokenAt(editor.document, editor.selection.active)?.token;
}
