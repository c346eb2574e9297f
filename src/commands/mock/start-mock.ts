import * as v from 'valibot';
import * as vscode from 'vscode';
import type { MockEndpoints } from '../../oauth/environment.js';
import { readArguments } from '../arguments.js';
import { commandIds } from '../ids.js';
import type { Services } from '../services.js';

const startArguments = v.strictObject({
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))),
});

/** OneAPI: Start Mock. Resolves to its addresses; also where it runs already. */
export async function startMock(services: Services, args?: unknown): Promise<MockEndpoints> {
  if (args !== undefined) return services.mock.start(readArguments(startArguments, args));
  const before = services.mock.status.state;
  const endpoints = await services.ui.progress(vscode.l10n.t('Starting the mock…'), () =>
    services.mock.start({ interactive: true }),
  );
  const text =
    before === 'running' || before === 'attached'
      ? vscode.l10n.t('The mock of ZIdentity runs already, at {0}.', endpoints.http)
      : vscode.l10n.t('The mock of ZIdentity runs at {0}.', endpoints.http);
  services.ui.info(text, {
    label: vscode.l10n.t('Connection Settings'),
    run: () => vscode.commands.executeCommand(commandIds.connectionShow),
  });
  return endpoints;
}
