import * as vscode from 'vscode';
import { WorkbenchError } from '../errors.js';

const refusals = {
  mock: () =>
    new WorkbenchError('workspace-not-trusted', 'The mock is not started from a workspace that you do not trust.', {
      hint: 'Trust this workspace, or start the mock in another window: this one then uses it, too.',
    }),
  file: () =>
    new WorkbenchError('workspace-not-trusted', 'No key file is read in a workspace that you do not trust.', {
      hint: 'Trust this workspace, or do it in another window.',
    }),
};

/**
 * What the restricted mode of VS Code leaves out: a server, and files with keys. Decoding and all that needs neither works.
 *
 * @throws WorkbenchError `workspace-not-trusted`
 */
export function requireTrust(what: keyof typeof refusals): void {
  if (!vscode.workspace.isTrusted) throw refusals[what]();
}
