import type * as vscode from 'vscode';
import { catalogue } from './commands/catalogue.js';
import { type CommandId, commandIds } from './commands/ids.js';
import { registerCommand } from './commands/run-command.js';
import { createServices } from './commands/services/create-services.js';
import { registerEditor } from './editor/register.js';
import type { MockEndpoints } from './oauth/environment.js';
import { registerSidebar } from './sidebar/register.js';

/** What other extensions get from `vscode.extensions.getExtension('…').activate()`. */
export interface OneApiWorkbench {
  readonly version: string;
  readonly mock: {
    /** Starts the mock of ZIdentity, or finds it running. */
    start(): Promise<MockEndpoints>;
    stop(): Promise<void>;
  };
  /** An access token of an API client of the active environment that is good for a while. `expiresAt` in epoch seconds. */
  getAccessToken(clientId: string): Promise<{ accessToken: string; expiresAt: number }>;
}

let end: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): OneApiWorkbench {
  const services = createServices(context);
  end = () => services.end();
  for (const id of Object.values(commandIds) as CommandId[]) {
    context.subscriptions.push(registerCommand(services, id, catalogue[id]));
  }
  context.subscriptions.push(registerSidebar(services), registerEditor(services));
  // After activation: a mock that another window runs is shown as running.
  setImmediate(() => void services.mock.resume({ attachOnly: true }));
  return {
    version: services.version,
    mock: { start: () => services.mock.start(), stop: () => services.mock.stop() },
    async getAccessToken(clientId) {
      const { accessToken, expiresAt } = await services.tokens.fresh(clientId);
      return { accessToken, expiresAt };
    },
  };
}

/** Stops the mock with the window that started it. */
export function deactivate(): Promise<void> | undefined {
  return end?.();
}
