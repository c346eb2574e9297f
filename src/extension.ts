import * as vscode from 'vscode';
import { viewIds } from './commands/ids.js';

export function activate(context: vscode.ExtensionContext): { version: string } {
  for (const id of Object.values(viewIds)) {
    context.subscriptions.push(
      vscode.window.registerTreeDataProvider(id, {
        getChildren: () => [],
        getTreeItem: (item: vscode.TreeItem) => item,
      }),
    );
  }
  return { version: String(context.extension.packageJSON.version) };
}
