import * as vscode from 'vscode';
import type { Services } from '../commands/services.js';
import type { Diagnostics } from './diagnostics/diagnostics.js';

/** Registers what the editor shows. Each part is loaded when it is first used: activation stays almost free. */
export function registerEditor(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(
      { scheme: '*' },
      {
        provideHover: async (document, position, cancellation) => {
          const { provideHover } = await import('./hover/provide-hover.js');
          return provideHover(services, document, position, cancellation);
        },
      },
    ),
    services.mock.onDidChangeStatus(({ state }) => {
      // A hover makes no request, so the keys that it verifies with are fetched beforehand.
      if (state === 'running' || state === 'attached') void services.verifier.prepare();
    }),
    registerDiagnostics(services),
    vscode.window.registerWebviewPanelSerializer('oneapi.inspector', {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const { restoreInspector } = await import('./inspector/show-inspector.js');
        await restoreInspector(services, panel, state);
      },
    }),
    vscode.window.registerWebviewPanelSerializer('oneapi.exchange', {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const { restoreExchange } = await import('./exchange/show-exchange.js');
        await restoreExchange(services, panel, state);
      },
    }),
    vscode.window.registerWebviewPanelSerializer('oneapi.diagnosis', {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const { restoreDiagnosis } = await import('./diagnosis/show-diagnosis.js');
        await restoreDiagnosis(services, panel, state);
      },
    }),
  );
}

/** Diagnostics start once there is a document that they may concern. */
function registerDiagnostics(services: Services): vscode.Disposable {
  let diagnostics: Promise<Diagnostics> | undefined;
  const started = () => {
    diagnostics ??= import('./diagnostics/diagnostics.js').then(({ Diagnostics: Kept }) => new Kept(services));
    return diagnostics;
  };
  const start = (document: vscode.TextDocument) => {
    if (vscode.workspace.getWorkspaceFolder(document.uri) === undefined) return;
    opened.dispose();
    void started();
  };
  const opened = vscode.workspace.onDidOpenTextDocument(start);
  for (const document of vscode.workspace.textDocuments) start(document);
  const fixes = vscode.languages.registerCodeActionsProvider(
    { scheme: '*' },
    {
      provideCodeActions: async (document, range) => {
        const { quickFixes } = await import('./diagnostics/quick-fixes.js');
        return diagnostics === undefined ? [] : quickFixes(services, await diagnostics, document, range);
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
  return vscode.Disposable.from(opened, fixes, { dispose: () => void diagnostics?.then((kept) => kept.dispose()) });
}
