import * as vscode from 'vscode';
import { commandIds } from '../../commands/ids.js';
import type { Services } from '../../commands/services.js';
import { WorkbenchError } from '../../errors.js';
import { handlesOf } from '../handles.js';
import { type Diagnostics, rangeOf } from './diagnostics.js';
import type { Finding, Fix } from './finding.js';
import { clientIdBeside } from './secret-reference.js';

/** The quick fixes of the problems at a range. */
export async function quickFixes(
  services: Services,
  diagnostics: Diagnostics,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  const actions: vscode.CodeAction[] = [];
  for (const diagnostic of diagnostics.at(document, range)) {
    const finding = diagnostics.findingOf(diagnostic);
    if (finding === undefined) continue;
    for (const fix of finding.fixes) {
      const action = await quickFix(services, document, diagnostic, finding, fix);
      if (action !== undefined) actions.push(action);
    }
    actions.push(turnOff(diagnostic, finding));
  }
  return actions;
}

async function quickFix(
  services: Services,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  finding: Finding,
  fix: Fix,
): Promise<vscode.CodeAction | undefined> {
  const action = new vscode.CodeAction(fix.label, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = fix === finding.fixes[0];
  switch (fix.kind) {
    case 'replace':
      action.edit = replacement(document, rangeOf(document, finding), fix.text);
      return action;
    case 'pkcs8': {
      const edit = await pkcs8(document, finding);
      if (edit === undefined) return undefined;
      action.edit = edit;
      return action;
    }
    case 'freshToken':
      action.command = {
        command: commandIds.tokenReplace,
        title: fix.label,
        arguments: [{ handle: hold(services, document, rangeOf(document, finding)) }],
      };
      return action;
    case 'replaceKey':
      action.command = {
        command: commandIds.keyReplace,
        title: fix.label,
        arguments: [{ clientId: clientBeside(services, document, finding) ?? '', interactive: true }],
      };
      return action;
    case 'move':
      action.command = {
        command: commandIds.secretMove,
        title: fix.label,
        arguments: [{ handle: hold(services, document, rangeOf(document, finding)), kind: finding.code }],
      };
      return action;
  }
}

function replacement(document: vscode.TextDocument, range: vscode.Range, text: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  return edit;
}

async function pkcs8(document: vscode.TextDocument, finding: Finding): Promise<vscode.WorkspaceEdit | undefined> {
  const { pkcs8Edit } = await import('./pkcs8-edit.js');
  try {
    const edit = pkcs8Edit(document.getText(), document.offsetAt(document.positionAt(finding.start)));
    if (edit === undefined) return undefined;
    const range = new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end));
    return replacement(document, range, edit.text);
  } catch (error) {
    // A key that can't be read can't be converted; the problem itself stays.
    if (error instanceof WorkbenchError) return undefined;
    throw error;
  }
}

/** The API client that the file names near the problem, where the environment has it; else the person is asked. */
function clientBeside({ state }: Services, document: vscode.TextDocument, { start }: Finding): string | undefined {
  const beside = clientIdBeside(document.getText(), start);
  return state.snapshot.clients.find(({ id }) => id === beside)?.id;
}

function hold(services: Services, document: vscode.TextDocument, range: vscode.Range): string {
  const { start, end } = range;
  return handlesOf(services).hold(document.getText(range), { uri: document.uri.toString(), start, end });
}

function turnOff(diagnostic: vscode.Diagnostic, { check }: Finding): vscode.CodeAction {
  const title = vscode.l10n.t('Open the Setting of This Check');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { command: 'workbench.action.openSettings', title, arguments: [`oneapi.diagnostics.${check}`] };
  return action;
}
