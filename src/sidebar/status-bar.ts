import * as vscode from 'vscode';
import { commandIds } from '../commands/ids.js';
import type { MockStatus, MockSupervisor } from '../commands/services.js';
import { localiser } from '../editor/localiser.js';

/** The one status-bar item: whether the mock runs, and on which port. A click opens its menu. */
export function createStatusBar(mock: MockSupervisor): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('oneapi.mock', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('OneAPI Mock');
  item.command = commandIds.mockMenu;
  const show = (status: MockStatus) => {
    const { text, tooltip } = statusText(status);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: tooltip, role: 'button' };
  };
  show(mock.status);
  item.show();
  return vscode.Disposable.from(item, mock.onDidChangeStatus(show));
}

function statusText(status: MockStatus): { text: string; tooltip: string } {
  switch (status.state) {
    case 'running':
      return {
        text: `$(vm-running) OneAPI :${status.port}`,
        tooltip: vscode.l10n.t('The mock of ZIdentity runs on port {0}', status.port),
      };
    case 'attached':
      return {
        text: `$(vm-connect) OneAPI :${status.port}`,
        tooltip: vscode.l10n.t('The mock of ZIdentity on port {0} is run by process {1}', status.port, status.pid),
      };
    case 'starting':
      return { text: '$(loading~spin) OneAPI', tooltip: vscode.l10n.t('The mock of ZIdentity is starting') };
    case 'stopped':
      return {
        text: '$(vm-outline) OneAPI',
        tooltip:
          status.error === undefined
            ? vscode.l10n.t('The mock of ZIdentity is stopped')
            : vscode.l10n.t('The mock of ZIdentity is stopped: {0}', localiser.text(status.error.message)),
      };
  }
}
