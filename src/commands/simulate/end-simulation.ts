import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { tellDone } from '../tell-done.js';

/** OneAPI: End Simulation: no faults, the right time, and the switches as this window found them. */
export async function endSimulation({ simulation, log }: Services, args?: unknown): Promise<void> {
  await simulation.end();
  log.info('The simulation was ended.');
  if (args === undefined) tellDone(vscode.l10n.t('The mock behaves as usual again'));
}
