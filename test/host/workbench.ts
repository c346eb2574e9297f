import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OneApiWorkbench } from '../../src/extension.js';

/** The extension under test, activated. */
export async function activated(): Promise<OneApiWorkbench> {
  const extension = vscode.extensions.getExtension<OneApiWorkbench>('oneapi-workbench.oneapi-workbench');
  assert.ok(extension, 'VS Code does not know the extension');
  return extension.activate();
}

/** Runs a command with one argument object, as tests, keybindings and other extensions do. */
export async function run<T = unknown>(command: string, args: object): Promise<T> {
  await activated();
  return vscode.commands.executeCommand<T>(command, args);
}
