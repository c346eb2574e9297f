import assert from 'node:assert/strict';
import { cancellable } from '../../../src/commands/cancellable.js';

describe('A task with a Cancel button', () => {
  it('ends at once when it is pressed, even where the task never ends', async () => {
    let press = () => {};
    let signal: AbortSignal | undefined;
    const running = cancellable(
      'Waiting',
      (cancel) => {
        press = cancel;
      },
      (given) => {
        signal = given;
        return new Promise(() => {});
      },
    );
    press();
    await assert.rejects(running, { code: 'cancelled' });
    assert.equal(signal?.aborted, true);
  });

  it('gives its result, or its fault, where nobody presses it', async () => {
    assert.equal(
      await cancellable(
        'It',
        () => {},
        async () => 5,
      ),
      5,
    );
    await assert.rejects(
      cancellable(
        'It',
        () => {},
        () => Promise.reject(new Error('away')),
      ),
      /away/,
    );
  });

  it('that fails after it was pressed is silent', async () => {
    let press = () => {};
    let fail = (_: Error) => {};
    const running = cancellable(
      'It',
      (cancel) => {
        press = cancel;
      },
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    );
    press();
    fail(new Error('late'));
    await assert.rejects(running, { code: 'cancelled' });
  });
});
