import type { MockControl } from '../../oauth/mock-client.js';
import type { MockSupervisor, Simulation, SimulationState } from '../services.js';
import { Emitter } from './emitter.js';

export interface SimulationOptions {
  mock: Pick<MockSupervisor, 'status' | 'running' | 'onDidChangeStatus' | 'onDidChangeData'>;
  onError: (error: unknown) => void;
}

const nothing: SimulationState = { offsetSeconds: 0, faults: [], settings: {}, switched: [] };

/** Follows what the mock simulates, whoever made it do so: its clock, its faults and its switches. */
export function createSimulation({ mock, onError }: SimulationOptions): Simulation {
  const changed = new Emitter<void>();
  let state = nothing;
  /** The switches as they were when this window met the mock. */
  let baseline: Readonly<Record<string, unknown>> = {};
  let reading: Promise<void> = Promise.resolve();

  function set(next: SimulationState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    changed.fire();
  }

  async function read(meets: boolean): Promise<void> {
    const control = await mock.running();
    if (control === undefined) return set(nothing);
    const [{ offsetSeconds }, faults, settings] = await Promise.all([
      control.clock(),
      control.faults(),
      control.settings(),
    ]);
    if (meets) baseline = settings;
    set({
      offsetSeconds,
      faults: faults.records,
      settings,
      switched: Object.keys(settings).filter((name) => settings[name] !== baseline[name]),
    });
  }

  /** One reading after another, so that an old answer never comes after a newer one. */
  function refresh(meets = false): Promise<void> {
    reading = reading.then(() => read(meets)).catch(onError);
    return reading;
  }

  mock.onDidChangeStatus(({ state: status }) => {
    if (status !== 'starting') void refresh(true);
  });
  mock.onDidChangeData((kinds) => {
    if (kinds.some((kind) => kind === 'clock' || kind === 'faults' || kind === 'config')) void refresh();
  });

  async function change(control: MockControl, apply: (control: MockControl) => Promise<void>): Promise<void> {
    try {
      await apply(control);
    } finally {
      await refresh();
    }
  }

  return {
    get state() {
      return state;
    },
    get active() {
      return state.offsetSeconds !== 0 || state.faults.length > 0 || state.switched.length > 0;
    },
    onDidChange: changed.event,
    change,
    async end() {
      const control = await mock.running();
      if (control === undefined) return;
      await change(control, async () => {
        await Promise.all([control.setClock(0), control.removeFaults()]);
        const back = Object.fromEntries(state.switched.map((name) => [name, baseline[name]]));
        if (state.switched.length > 0) await control.setSettings(back);
      });
    },
  };
}
