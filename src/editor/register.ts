import * as vscode from 'vscode';
import type { Services } from '../commands/services.js';

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
  );
}
