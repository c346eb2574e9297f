import * as vscode from 'vscode';
import { withoutIcons } from '../editor/escape.js';

/**
 * A short message at the bottom, for what was done as asked. No screen reader reads that by itself: whoever has told
 * VS Code to be at its best for one gets a notification.
 */
export function tellDone(message: string): void {
  const support = vscode.workspace.getConfiguration('editor').get('accessibilitySupport');
  if (support === 'on') void vscode.window.showInformationMessage(message);
  else vscode.window.setStatusBarMessage(`$(check) ${withoutIcons(message)}`, 4000);
}
