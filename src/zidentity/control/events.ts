/** What changed, as listeners of `/_mock/v1/events` are told it. */
export type EventKind = 'clients' | 'tokens' | 'exchanges' | 'config' | 'clock' | 'faults';

export interface EventHub {
  /** Notes a change. Changes that follow each other closely are told together. */
  changed(kind: EventKind): void;
  /**
   * @param onClose called when there will be no further changes to tell
   * @returns how to stop listening
   */
  listen(listener: (kinds: EventKind[]) => void, onClose?: () => void): () => void;
  /** Ends every listener. */
  close(): void;
}

/** Milliseconds for which changes are gathered: a list that is read again five times a second looks live. */
const gatherMs = 200;

export function createEventHub(): EventHub {
  const listeners = new Set<{ tell: (kinds: EventKind[]) => void; onClose: (() => void) | undefined }>();
  const waiting = new Set<EventKind>();
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    timer = undefined;
    const kinds = [...waiting];
    waiting.clear();
    for (const listener of [...listeners]) listener.tell(kinds);
  }

  return {
    changed(kind) {
      if (listeners.size === 0) return;
      waiting.add(kind);
      timer ??= setTimeout(tell, gatherMs).unref();
    },
    listen(tell, onClose) {
      const listener = { tell, onClose };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearTimeout(timer);
      for (const listener of [...listeners]) listener.onClose?.();
      listeners.clear();
      waiting.clear();
    },
  };
}
