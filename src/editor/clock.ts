import type { Services } from '../commands/services.js';

/** Milliseconds by the mock's clock for what the mock issues and judges, else by this computer's. */
export function clockOf({ state, now }: Pick<Services, 'state' | 'now'>, byMock: boolean): number {
  return byMock ? now() + state.snapshot.clockOffsetSeconds * 1000 : now();
}
