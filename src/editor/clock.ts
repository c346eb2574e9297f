import type { Services } from '../commands/services.js';

/** Milliseconds by the mock's clock for the mock's own tokens, else by this computer's. */
export function clockOf({ state, now }: Pick<Services, 'state' | 'now'>, issuedByMock: boolean): number {
  return issuedByMock ? now() + state.snapshot.clockOffsetSeconds * 1000 : now();
}
