import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { processTerminal } from '../../../src/cli/terminal.js';

/** A process that gets signals, at the second that a test says, and tells how it was ended. */
function fakeProcess() {
  const exits: number[] = [];
  const time = { seconds: 10 };
  const target = Object.assign(new EventEmitter(), {
    stdout: new EventEmitter(),
    stderr: new EventEmitter(),
    env: {},
    platform: 'linux',
    uptime: () => time.seconds,
    exit: (code: number) => void exits.push(code),
  });
  return { target, exits, time, terminal: processTerminal(target as unknown as NodeJS.Process) };
}

describe('The terminal of a process', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    it(`takes a second ${signal} right behind the first for the same one, as npm and timeout pass it on`, async () => {
      const { target, exits, time, terminal } = fakeProcess();
      const interrupted = terminal.interrupted();
      target.emit(signal);
      await interrupted;
      target.emit(signal);
      time.seconds += 0.4;
      target.emit('SIGTERM');
      assert.deepEqual(exits, []);
    });
  }

  it('ends at once where somebody asks again later', async () => {
    const { target, exits, time, terminal } = fakeProcess();
    const interrupted = terminal.interrupted();
    target.emit('SIGINT');
    await interrupted;
    time.seconds += 2;
    target.emit('SIGINT');
    assert.deepEqual(exits, [130]);
  });
});
