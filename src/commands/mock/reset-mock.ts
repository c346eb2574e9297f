import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments } from '../arguments.js';
import { mockEnvironmentId } from '../services/environments.js';
import type { Services } from '../services.js';

/** OneAPI: Reset Mock. Empties its tenant and forgets the credentials that belonged to it. */
export async function resetMock(services: Services, args?: unknown): Promise<void> {
  if (args === undefined) {
    await services.ui.confirm(vscode.l10n.t('Reset the mock?'), {
      detail: vscode.l10n.t(
        'All its API clients, their credentials and all issued tokens are deleted. This cannot be undone.',
      ),
      button: vscode.l10n.t('Reset'),
    });
  } else {
    readArguments(v.strictObject({}), args);
  }
  await (await services.mock.control()).reset();
  await services.credentials.forgetAll(mockEnvironmentId);
  await services.state.refresh();
}
