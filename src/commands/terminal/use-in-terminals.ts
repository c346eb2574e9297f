import * as vscode from 'vscode';
import { clientArguments, readArguments } from '../arguments.js';
import { storedCredential } from '../client/copy-credential.js';
import { commandIds } from '../ids.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Credential, Services } from '../services.js';
import type { Target } from '../target.js';

/**
 * OneAPI: Use in Terminals: the integrated terminals of this window get the variables that SDKs and tools read. With
 * arguments it resolves to their names.
 */
export async function useInTerminals(
  services: Services,
  args?: unknown,
  targets?: readonly Target[],
): Promise<{ variables: readonly string[] }> {
  const clientId =
    args === undefined
      ? await pickClient(services, targets, { title: vscode.l10n.t('Use in Terminals'), credential: true })
      : readArguments(clientArguments, args).clientId;
  await services.environments.ready();
  const credential = await storedCredential(services, clientId);
  const variables = await services.terminals.use(clientId);
  services.log.info(`Terminals use the API client ${clientId}.`);
  if (args === undefined) tell(services, clientId, await signsEs256(credential));
  return { variables };
}

function tell({ ui, ...services }: Services, clientId: string, es256: boolean): void {
  const name = clientName({ ui, ...services }, clientId);
  const how = vscode.l10n.t(
    'New terminals have the variables of "{0}". A terminal that is open already has to be relaunched.',
    name,
  );
  const sdk = es256
    ? ` ${vscode.l10n.t('Its key is an EC key, which the official SDKs cannot use: they sign RS256 alone.')}`
    : '';
  ui.info(
    how + sdk,
    {
      label: vscode.l10n.t('New Terminal'),
      run: () => vscode.commands.executeCommand('workbench.action.terminal.new'),
    },
    { label: vscode.l10n.t('Stop Using'), run: () => vscode.commands.executeCommand(commandIds.terminalStopUsing) },
  );
}

async function signsEs256(credential: Credential): Promise<boolean> {
  if (credential.kind === 'secret') return false;
  const [{ readPrivateKey }, { algForKey }] = await Promise.all([
    import('../../keys/read.js'),
    import('../../keys/key-types.js'),
  ]);
  return algForKey(readPrivateKey(credential.privateKey)) === 'ES256';
}
