import type { ContextKeys } from '../ids.js';
import type { ContextKeyWriter } from '../services.js';

/** Writes context keys where their value changed; `write` is VS Code's `setContext`. */
export function createContextKeys(write: (key: string, value: unknown) => void): ContextKeyWriter {
  const written = new Map<keyof ContextKeys, unknown>();
  return {
    set(key, value) {
      if (written.has(key) && written.get(key) === value) return;
      written.set(key, value);
      write(key, value);
    },
  };
}
