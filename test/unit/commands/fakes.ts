import type { Memento, SecretStorage } from 'vscode';

/** Global state in memory, as VS Code keeps it: values are copied. */
export function fakeMemento(): Pick<Memento, 'get' | 'update'> & { stored: Map<string, string> } {
  const stored = new Map<string, string>();
  return {
    stored,
    get<T>(key: string, fallback?: T): T {
      const text = stored.get(key);
      return text === undefined ? (fallback as T) : (JSON.parse(text) as T);
    },
    async update(key: string, value: unknown) {
      stored.set(key, JSON.stringify(value));
    },
  };
}

export function fakeSecrets(): Pick<SecretStorage, 'get' | 'store' | 'delete'> & { stored: Map<string, string> } {
  const stored = new Map<string, string>();
  return {
    stored,
    get: async (key) => stored.get(key),
    store: async (key, value) => void stored.set(key, value),
    delete: async (key) => void stored.delete(key),
  };
}
