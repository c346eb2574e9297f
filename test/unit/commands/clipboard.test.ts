import assert from 'node:assert/strict';
import { createClipboard } from '../../../src/commands/clipboard.js';

function world({ seconds = 60, readable = true } = {}) {
  const state = { text: 'before', cleared: 0, timers: [] as { ms: number; run: () => void }[] };
  const clipboard = createClipboard({
    read: async () => {
      if (!readable) throw new Error('NotAllowedError');
      return state.text;
    },
    write: async (text) => {
      state.text = text;
    },
    clearAfterSeconds: () => seconds,
    later(ms, run) {
      const timer = { ms, run };
      state.timers.push(timer);
      return () => {
        state.timers = state.timers.filter((one) => one !== timer);
      };
    },
    cleared: () => {
      state.cleared++;
    },
  });
  /** Lets the timers fire and what they began end. */
  const wait = async () => {
    for (const { run } of state.timers) run();
    await new Promise(setImmediate);
  };
  return { clipboard, state, wait };
}

describe('the clipboard', () => {
  it('loses a secret after the time of the setting', async () => {
    const { clipboard, state, wait } = world({ seconds: 90 });
    await clipboard.copySecret('s3cret');
    assert.equal(state.text, 's3cret');
    assert.deepEqual(
      state.timers.map(({ ms }) => ms),
      [90_000],
    );
    await wait();
    assert.deepEqual([state.text, state.cleared], ['', 1]);
  });

  it('keeps what a person copied after the secret', async () => {
    const { clipboard, state, wait } = world();
    await clipboard.copySecret('s3cret');
    state.text = 'copied elsewhere';
    await wait();
    assert.deepEqual([state.text, state.cleared], ['copied elsewhere', 0]);
  });

  it('counts anew for the next secret', async () => {
    const { clipboard, state, wait } = world();
    await clipboard.copySecret('first');
    await clipboard.copySecret('second');
    assert.equal(state.timers.length, 1);
    await wait();
    assert.equal(state.text, '');
  });

  it('keeps a secret where the setting is 0', async () => {
    const { clipboard, state } = world({ seconds: 0 });
    await clipboard.copySecret('s3cret');
    assert.deepEqual([state.text, state.timers.length], ['s3cret', 0]);
  });

  it('keeps what is no secret', async () => {
    const { clipboard, state } = world();
    await clipboard.copySecret('s3cret');
    await clipboard.copy('an id');
    assert.deepEqual([state.text, state.timers.length], ['an id', 0]);
  });

  it('is left alone where it cannot be read', async () => {
    const { clipboard, state, wait } = world({ readable: false });
    await clipboard.copySecret('s3cret');
    await wait();
    assert.deepEqual([state.text, state.cleared], ['s3cret', 0]);
  });
});
