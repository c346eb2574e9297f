import { randomUUID } from 'node:crypto';
import { watch } from 'node:fs';
import * as vscode from 'vscode';
import type { MockEndpoints } from '../../oauth/environment.js';
import type { ViewId } from '../ids.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { disposeVirtualDocuments } from '../virtual-documents.js';
import { createUi } from '../vscode-ui.js';
import { requireTrust } from '../workspace-trust.js';
import { createAdminAccess } from './admin-access.js';
import { createContextKeys } from './context-keys.js';
import { createCredentials } from './credentials.js';
import { Emitter } from './emitter.js';
import { createEnvironmentState } from './environment-state.js';
import { createEnvironments } from './environments.js';
import { askForPort, mockSettings, tellOtherPort } from './mock/mock-settings.js';
import { createSupervisor } from './mock/supervisor.js';
import { createLog } from './output-log.js';
import { createRequestHistory } from './request-history.js';
import { createSimulation } from './simulation.js';
import { createTerminals } from './terminals.js';
import { createTokenVerifier } from './token-verifier.js';
import { createTokens } from './tokens.js';
import { createViewMemory } from './view-memory.js';

/** Puts together what every command, tree and editor feature is handed. Nothing is started or read here. */
export function createServices(context: vscode.ExtensionContext): Services & { end(): Promise<void> } {
  const now = Date.now;
  const log = createLog();
  const ui = createUi();
  const fetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request);
  const contextKeys = createContextKeys((key, value) => void vscode.commands.executeCommand('setContext', key, value));

  let mockAdminToken: string | undefined;
  const mock = createSupervisor({
    folder: context.globalStorageUri.fsPath,
    startMock: async (options) => (await import('../../zidentity/start.js')).startMock(options),
    controlOf: async (endpoints: Pick<MockEndpoints, 'http'>, adminToken) => {
      mockAdminToken = adminToken;
      const { MockControl } = await import('../../oauth/mock-client.js');
      return new MockControl({ base: endpoints.http, adminToken, fetch });
    },
    settings: mockSettings,
    mayStart: () => requireTrust('mock'),
    askForPort: (port) => askForPort(ui, port),
    tellOtherPort: (taken, port) => tellOtherPort(ui, taken, port),
    tellWarning: (message) => ui.warn(message),
    watch(folder, onChange) {
      const watcher = watch(folder, (_, name) => onChange(name ?? ''));
      watcher.on('error', (error) => log.warn(`The folder of the mock is not watched any more: ${error.message}`));
      return () => watcher.close();
    },
    log,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const environments = createEnvironments({
    state: context.globalState,
    mock: {
      endpoints: () =>
        mock.status.state === 'running' || mock.status.state === 'attached' ? mock.status.endpoints : undefined,
      start: () => mock.start(),
    },
  });
  const credentials = createCredentials(context.secrets, context.globalState);
  const requests = createRequestHistory();
  const tokens = createTokens({
    environments,
    credentials,
    mock: () => mock.running(),
    record: requests.add,
    fetch,
    now,
    randomId: randomUUID,
  });
  const admin = createAdminAccess({ environments, mockAdminToken: () => mockAdminToken, tokens, fetch });
  const state = createEnvironmentState({
    environments,
    credentials,
    tokens,
    mock,
    admin,
    views: createViewMemory(context.workspaceState),
    log,
    now,
  });
  const terminals = createTerminals({
    collection: context.environmentVariableCollection,
    describe: (client) => {
      context.environmentVariableCollection.description =
        client === undefined
          ? undefined
          : vscode.l10n.t('the OneAPI client "{0}" ({1})', client.name, client.environmentName);
    },
    environments,
    credentials,
    mock,
    onError: (error) => log.error('The variables of terminals could not be set.', error),
  });
  const wantedRows = new Emitter<Target | ViewId>();
  return {
    version: String(context.extension.packageJSON.version),
    extensionUri: context.extensionUri,
    log,
    ui,
    contextKeys,
    environments,
    state,
    credentials,
    tokens,
    mock,
    terminals,
    simulation: createSimulation({
      mock,
      onError: (error) => log.error('What the mock simulates could not be read.', error),
    }),
    verifier: createTokenVerifier({ environments, fetch, log, now }),
    rows: {
      show: (target) => wantedRows.fire(target),
      focus: (view) => wantedRows.fire(view),
      onDidWant: wantedRows.event,
    },
    requests,
    admin,
    fetch,
    now,
    async end() {
      disposeVirtualDocuments();
      await mock.dispose();
      log.dispose();
    },
  };
}
