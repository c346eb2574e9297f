import * as vscode from 'vscode';
import { commandIds } from '../commands/ids.js';
import type { Simulation } from '../commands/services.js';
import { localiser } from '../editor/localiser.js';

/**
 * Shows in the status bar that the mock does not behave as usual: what it simulates, and beside it one click to end
 * that. Nothing is there otherwise.
 */
export function createSimulationItems(simulation: Simulation): vscode.Disposable {
  const l10n = localiser;
  const what = vscode.window.createStatusBarItem('oneapi.simulation', vscode.StatusBarAlignment.Left, -2);
  what.name = l10n.t('OneAPI Simulation');
  what.command = commandIds.simulate;
  const end = vscode.window.createStatusBarItem('oneapi.simulation.end', vscode.StatusBarAlignment.Left, -3);
  end.name = l10n.t('End OneAPI Simulation');
  end.text = '$(close)';
  end.tooltip = l10n.t('End the simulation');
  end.command = commandIds.simulateEnd;
  end.accessibilityInformation = { label: end.tooltip, role: 'button' };
  for (const item of [what, end]) {
    item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    item.color = new vscode.ThemeColor('statusBarItem.warningForeground');
  }

  const show = () => {
    if (!simulation.active) {
      what.hide();
      end.hide();
      return;
    }
    void describe();
  };
  /** Its words are loaded when something is simulated, which is rare. */
  const describe = async () => {
    const { simulationLines, simulationText } = await import('../commands/simulate/simulation-text.js');
    if (!simulation.active) return;
    const text = simulationText(simulation.state, l10n);
    what.text = `$(beaker) ${text}`;
    what.tooltip = [
      l10n.t('The mock simulates:'),
      ...simulationLines(simulation.state, l10n),
      l10n.t('Click to change it.'),
    ].join('\n');
    what.accessibilityInformation = { label: l10n.t('The mock simulates: {0}', text), role: 'button' };
    what.show();
    end.show();
  };
  show();
  return vscode.Disposable.from(what, end, simulation.onDidChange(show));
}
