import assert from 'node:assert/strict';
import { Target } from './target.js';
import type { Sent } from './wire.js';

/** One row of the table. */
export interface Attack {
  /** The sentence that must be true. */
  name: string;
  /** Statuses of the answers, in order; none where the connection is to be ended without one. */
  expect: number | readonly number[];
  send: (target: Target) => Promise<Sent>;
  /** What else must hold. */
  and?: (sent: Sent, target: Target) => Promise<void> | void;
}

/** The answer to CONNECT for another vanity domain, which no request of this mock's own ever gets. */
const noSuchHost = 502;

/** Runs the rows against one mock; after each of them it must be as sound as before. */
export function table(title: string, attacks: readonly Attack[], start: () => Promise<Target> = () => Target.start()) {
  describe(title, () => {
    let target: Target;
    before(async () => {
      target = await start();
    });
    after(() => target.stop());

    for (const { name, expect, send, and } of attacks) {
      it(name, async () => {
        const sent = await send(target);
        const expected = typeof expect === 'number' ? [expect] : [...expect];
        assert.deepEqual(sent.statuses, expected, sent.text.slice(0, 500));
        const failures = sent.statuses.filter((status) => status >= 500 && status !== noSuchHost);
        assert.deepEqual(failures, []);
        await and?.(sent, target);
        await target.assertSound();
      });
    }
  });
}

/** The answer is JSON with these members. */
export function says(members: Record<string, unknown>): (sent: Sent) => void {
  return ({ text }) => {
    const body = JSON.parse(text) as Record<string, unknown>;
    for (const [name, value] of Object.entries(members)) assert.deepEqual(body[name], value, text);
  };
}

export const refusedClient = says({ error: 'invalid_client' });
export const refusedRequest = says({ error: 'invalid_request' });
