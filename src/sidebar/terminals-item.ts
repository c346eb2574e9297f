import * as vscode from 'vscode';
import { commandIds } from '../commands/ids.js';
import type { Terminals } from '../commands/services.js';
import { withoutIcons } from '../editor/escape.js';

/** Shows in the status bar whose variables the terminals have, as long as they have any. A click ends it. */
export function createTerminalsItem(terminals: Terminals): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('oneapi.terminals', vscode.StatusBarAlignment.Left, -1);
  item.name = vscode.l10n.t('OneAPI Client in Terminals');
  item.command = commandIds.terminalStopUsing;
  const show = () => {
    const { current } = terminals;
    if (current === undefined) {
      item.hide();
      return;
    }
    item.text = `$(terminal) ${withoutIcons(current.name)}`;
    item.tooltip = vscode.l10n.t(
      'Integrated terminals have the variables of "{0}" ({1}). Click to stop using it.',
      current.name,
      current.environmentName,
    );
    item.accessibilityInformation = { label: item.tooltip, role: 'button' };
    item.show();
  };
  show();
  return vscode.Disposable.from(item, terminals.onDidChange(show));
}
