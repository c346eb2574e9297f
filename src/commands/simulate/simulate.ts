import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArguments, text } from '../arguments.js';
import { commandIds } from '../ids.js';
import type { Services, SimulationState } from '../services.js';
import { tellDone } from '../tell-done.js';
import { askSimulation } from './ask-simulation.js';
import type { Wanted } from './wanted.js';

const simulateArguments = v.strictObject({
  /** By how many seconds the mock's clock is ahead; negative for behind, 0 for right. */
  clockOffsetSeconds: v.optional(v.pipe(v.number(), v.integer('it is no whole number'))),
  fault: v.optional(
    v.strictObject({
      target: v.picklist(['token', 'gateway', 'jwks']),
      product: v.optional(text),
      times: v.optional(v.number()),
      status: v.optional(v.number()),
      headers: v.optional(v.record(v.string(), v.string())),
      body: v.optional(v.unknown()),
      delayMs: v.optional(v.number()),
      break: v.optional(v.picklist(['reset', 'truncate'])),
    }),
  ),
  /** Switches of the mock, e.g. `{policy: 'strict', rateLimits: true}`. */
  settings: v.optional(v.record(v.string(), v.unknown())),
});

/** OneAPI: Simulate: faults, a shifted clock, another policy. Resolves to what the mock simulates now. */
export async function simulate(services: Services, args?: unknown): Promise<SimulationState> {
  const control = await services.mock.control();
  const wanted =
    args === undefined ? await askSimulation(services, control) : (readArguments(simulateArguments, args) as Wanted);
  if (wanted === 'end') {
    await vscode.commands.executeCommand(commandIds.simulateEnd);
    return services.simulation.state;
  }
  await services.simulation.change(control, async () => {
    if (wanted.clockOffsetSeconds !== undefined) await control.setClock(wanted.clockOffsetSeconds);
    if (wanted.settings !== undefined) await control.setSettings(wanted.settings);
    if (wanted.fault !== undefined) await control.addFault(wanted.fault);
    if (wanted.remove !== undefined) await control.removeFaults(wanted.remove);
  });
  const { simulation } = services;
  services.log.info(`The mock simulates: ${JSON.stringify(summaryOf(simulation.state))}`);
  if (args === undefined) {
    tellDone(
      simulation.active ? vscode.l10n.t('The mock simulates it now') : vscode.l10n.t('Nothing is simulated any more'),
    );
  }
  return simulation.state;
}

function summaryOf({ offsetSeconds, faults, switched }: SimulationState) {
  return { offsetSeconds, faults: faults.length, switched };
}
