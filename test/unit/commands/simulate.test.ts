import assert from 'node:assert/strict';
import { Emitter } from '../../../src/commands/services/emitter.js';
import { createSimulation } from '../../../src/commands/services/simulation.js';
import type { MockStatus } from '../../../src/commands/services.js';
import { faultPresets, parseOffset, untilEnded } from '../../../src/commands/simulate/presets.js';
import { faultText, offsetText, simulationText, timesText } from '../../../src/commands/simulate/simulation-text.js';
import { english } from '../../../src/editor/localise.js';
import type { ChangeKind, Fault, MockControl } from '../../../src/oauth/mock-client.js';

describe('A time to shift the clock to', () => {
  for (const [text, seconds] of [
    ['+90m', 5400],
    ['-10m', -600],
    ['−10m', -600],
    ['2h 30m', 9000],
    ['1d', 86_400],
    ['45', 45],
    [' +7D ', 604_800],
    ['', undefined],
    ['soon', undefined],
    ['1y', undefined],
    ['+', undefined],
    ['99999d', undefined],
  ] as const) {
    it(`is ${seconds ?? 'refused'} for "${text}"`, () => assert.equal(parseOffset(text), seconds));
  }
});

describe('The faults to choose from', () => {
  it('have a label each, and differ', () => {
    for (const target of ['token', 'gateway', 'jwks'] as const) {
      const labels = faultPresets(target, undefined, english).map(({ label }) => label);
      assert.equal(new Set(labels).size, labels.length);
    }
  });

  it('answer 429 as the product does', () => {
    const tooMany = (product: string) => faultPresets('gateway', product, english)[0]!.fault;
    assert.equal(tooMany('ZPA').headers?.['retry-after'], '4s');
    assert.deepEqual(tooMany('ZIA').body, { message: 'Rate Limit (1/SECOND) exceeded', 'Retry-After': '1 seconds' });
  });
});

describe('What is simulated', () => {
  const fault = (change: Partial<Fault>): Fault => ({ id: 'fault-1', target: 'token', times: 1, ...change });

  it('is said in a few words', () => {
    const state = { offsetSeconds: 3600, faults: [fault({}), fault({})], settings: {}, switched: ['policy'] };
    assert.equal(simulationText(state, english), '+1 h · 2 faults · other rules');
  });

  it('has its time in the two largest units', () => {
    assert.equal(offsetText(-600, english), '−10 min');
    assert.equal(offsetText(93_784, english), '+1 d 2 h');
    assert.equal(offsetText(59, english), '+59 s');
  });

  it('names where a fault is, what it does and how often', () => {
    assert.equal(faultText(fault({ target: 'gateway', product: 'ZIA', status: 429 }), english), 'ZIA: HTTP 429');
    assert.equal(faultText(fault({ break: 'reset' }), english), 'Token endpoint: connection reset');
    assert.equal(timesText(fault({ times: 3 }), english), '3 more times');
    assert.equal(timesText(fault({ times: untilEnded - 5 }), english), 'until it is ended');
  });
});

describe('The simulation of a window', () => {
  function world() {
    const mock = { offsetSeconds: 0, faults: [] as Fault[], settings: { policy: 'strict', rateLimits: false } };
    const control = {
      clock: async () => ({ offsetSeconds: mock.offsetSeconds, now: 0 }),
      setClock: async (seconds: number) => {
        mock.offsetSeconds = seconds;
      },
      faults: async () => ({ total: mock.faults.length, records: [...mock.faults] }),
      removeFaults: async () => {
        mock.faults = [];
      },
      settings: async () => ({ ...mock.settings }),
      setSettings: async (change: object) => {
        mock.settings = { ...mock.settings, ...change };
      },
    } as unknown as MockControl;
    const statusChanged = new Emitter<MockStatus>();
    const dataChanged = new Emitter<readonly ChangeKind[]>();
    let running: MockControl | undefined = control;
    const simulation = createSimulation({
      mock: {
        status: { state: 'stopped' },
        running: async () => running,
        onDidChangeStatus: statusChanged.event,
        onDidChangeData: dataChanged.event,
      },
      onError: (error) => {
        throw error;
      },
    });
    const settled = async () => {
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    };
    const meet = async () => {
      statusChanged.fire({ state: 'running' } as MockStatus);
      await settled();
    };
    const stop = async () => {
      running = undefined;
      statusChanged.fire({ state: 'stopped' });
      await settled();
    };
    const changed = async (kind: ChangeKind) => {
      dataChanged.fire([kind]);
      await settled();
    };
    return { mock, simulation, control, meet, stop, changed };
  }

  it('is not active for a mock that behaves as it did when it was met', async () => {
    const { simulation, meet } = world();
    await meet();
    assert.equal(simulation.active, false);
  });

  it('follows what others made the mock do', async () => {
    const { mock, simulation, meet, changed } = world();
    await meet();
    mock.offsetSeconds = 3600;
    await changed('clock');
    assert.deepEqual([simulation.active, simulation.state.offsetSeconds], [true, 3600]);
    mock.offsetSeconds = 0;
    await changed('clock');
    assert.equal(simulation.active, false);
  });

  it('ends all at once, with the switches as they were', async () => {
    const { mock, simulation, control, meet } = world();
    await meet();
    await simulation.change(control, async () => {
      mock.offsetSeconds = 300;
      mock.faults = [{ id: 'fault-1', target: 'token', times: 2 }];
      await control.setSettings({ policy: 'zidentity', rateLimits: true });
    });
    assert.deepEqual(simulation.state.switched, ['policy', 'rateLimits']);
    await simulation.end();
    assert.equal(simulation.active, false);
    assert.deepEqual(mock, { offsetSeconds: 0, faults: [], settings: { policy: 'strict', rateLimits: false } });
  });

  it('is over when the mock is', async () => {
    const { mock, simulation, meet, changed, stop } = world();
    await meet();
    mock.faults = [{ id: 'fault-1', target: 'token', times: 2 }];
    await changed('faults');
    assert.equal(simulation.active, true);
    await stop();
    assert.equal(simulation.active, false);
  });
});
