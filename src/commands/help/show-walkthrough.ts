import * as vscode from 'vscode';

/** OneAPI: Open Walkthrough. */
export async function showWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    'oneapi-workbench.oneapi-workbench#oneapi.start',
    false,
  );
}
