import type { Area } from './http/area.js';

/** Everything that the mock serves, and on which of its hosts. */
export function areas(): Area[] {
  return [];
}
