import * as vscode from 'vscode';
import { type CommandId, commandIds } from '../ids.js';
import type { Services } from '../services.js';

/** The menu of the status-bar item. */
export async function mockMenu(services: Services): Promise<void> {
  const { status } = services.mock;
  const row = (icon: string, label: string, value: CommandId, detail?: string) => ({
    icon,
    label,
    value,
    ...(detail === undefined ? {} : { detail }),
  });
  const start = row('play', vscode.l10n.t('Start Mock'), commandIds.mockStart);
  const settings = row(
    'plug',
    vscode.l10n.t('Show Connection Settings'),
    commandIds.connectionShow,
    vscode.l10n.t('Environment variables for SDKs, curl, Terraform and others'),
  );
  const exchanges = row('arrow-swap', vscode.l10n.t('Show Exchanges'), commandIds.exchangeShow);
  const simulate = row(
    'beaker',
    vscode.l10n.t('Simulate…'),
    commandIds.simulate,
    vscode.l10n.t('Faults, a shifted clock, other rules'),
  );
  const stop = row('debug-stop', vscode.l10n.t('Stop Mock'), commandIds.mockStop);
  const reset = row('clear-all', vscode.l10n.t('Reset Mock…'), commandIds.mockReset);
  const environment = row('globe', vscode.l10n.t('Switch Environment…'), commandIds.environmentSwitch);
  const log = row('output', vscode.l10n.t('Show Log'), commandIds.logShow);
  const several = services.environments.list().length > 1 ? [environment] : [];
  const items =
    status.state === 'running'
      ? [settings, exchanges, simulate, stop, reset, ...several, log]
      : status.state === 'attached'
        ? [settings, exchanges, simulate, reset, ...several, log]
        : [start, ...several, log];
  const id = await services.ui.pick<CommandId>(items, {
    title: vscode.l10n.t('Mock of ZIdentity'),
    placeholder: placeholder(services),
  });
  await vscode.commands.executeCommand(id);
}

function placeholder({ mock }: Services): string {
  const { status } = mock;
  if (status.state === 'running') return vscode.l10n.t('Running at {0}', status.endpoints.http);
  if (status.state === 'attached') {
    return vscode.l10n.t('Run by process {0} at {1}', status.pid, status.endpoints.http);
  }
  return vscode.l10n.t('Stopped');
}
