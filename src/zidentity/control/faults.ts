import { LIMITS } from '../limits.js';

export type FaultTarget = 'token' | 'gateway' | 'jwks';

/** What goes wrong with the next requests that match. Without status, body, break: only the delay or headers. */
export interface Fault {
  id: string;
  target: FaultTarget;
  /** With target `gateway`: only this product, by its short name. */
  product?: string;
  /** Requests that it still applies to. */
  times: number;
  status?: number;
  headers?: Record<string, string>;
  /** A string is sent as it is, anything else as JSON. */
  body?: unknown;
  delayMs?: number;
  /** `reset`: the connection is reset. `truncate`: the answer ends in the middle. */
  break?: 'reset' | 'truncate';
}

export interface FaultEngine {
  /** Takes the oldest fault that matches, once: its `times` goes down, and at none left it is gone. */
  take(target: FaultTarget, product?: string): Fault | undefined;
  /** Whether `take` would find one. */
  waiting(target: FaultTarget, product?: string): boolean;
  list(): Fault[];
  /** Undefined where too many wait already. */
  add(fault: Omit<Fault, 'id'>): Fault | undefined;
  remove(id: string): boolean;
  clear(): void;
}

/** @param onChange called after every change of the list, a taken fault included */
export function createFaultEngine(onChange: () => void): FaultEngine {
  const faults = new Map<string, Fault>();
  let lastId = 0;

  function find(target: FaultTarget, product: string | undefined): Fault | undefined {
    if (faults.size === 0) return undefined;
    for (const fault of faults.values()) {
      if (fault.target !== target) continue;
      if (fault.product === undefined || fault.product.toUpperCase() === product?.toUpperCase()) return fault;
    }
    return undefined;
  }

  return {
    take(target, product) {
      const fault = find(target, product);
      if (fault === undefined) return undefined;
      const taken = { ...fault };
      fault.times -= 1;
      if (fault.times <= 0) faults.delete(fault.id);
      onChange();
      return taken;
    },
    waiting: (target, product) => find(target, product) !== undefined,
    list: () => [...faults.values()].map((fault) => ({ ...fault })),
    add(fault) {
      if (faults.size >= LIMITS.faults) return undefined;
      lastId += 1;
      const added = { id: `fault-${lastId}`, ...fault };
      faults.set(added.id, added);
      onChange();
      return { ...added };
    },
    remove(id) {
      const removed = faults.delete(id);
      if (removed) onChange();
      return removed;
    },
    clear() {
      if (faults.size === 0) return;
      faults.clear();
      onChange();
    },
  };
}
