import type { FaultInput } from '../../oauth/mock-client.js';

/** What is to be simulated from now on. */
export interface Wanted {
  clockOffsetSeconds?: number | undefined;
  fault?: FaultInput | undefined;
  settings?: Record<string, unknown> | undefined;
  /** A fault that is to be removed, by its id. */
  remove?: string | undefined;
}
