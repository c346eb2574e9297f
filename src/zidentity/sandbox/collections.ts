import type { Item } from './item.js';

/** Bounds of what may be stored, so that a runaway script can't eat the process's memory. */
export interface SandboxBounds {
  itemsPerCollection: number;
  /** Collections and settings a partition. */
  collections: number;
  /** Partitions: one for each service, for ZPA one for each customer id. */
  partitions: number;
  /** Characters of JSON of everything that was stored. */
  totalCharacters: number;
}

export const sandboxBounds: SandboxBounds = {
  itemsPerCollection: 5_000,
  collections: 2_000,
  partitions: 200,
  totalCharacters: 64 * 1024 * 1024,
};

/** Says which bound a write would cross. */
export class SandboxFull extends Error {}

/** What all partitions share: how much is stored in sum. */
export interface Ledger {
  characters: number;
  bounds: SandboxBounds;
}

export type ItemId = string | number;

interface Collection {
  items: Map<string, Item>;
  /** The id of the newest item is this many after the service's first. */
  made: number;
}

/**
 * One service's resources (for ZPA: of one customer), by the path of their collection. Reading shares the
 * sample data; the first write to a collection copies it.
 */
export class Partition {
  private readonly written = new Map<string, Collection>();
  private readonly settings = new Map<string, Item>();
  /** Whether something was changed since it was activated last; ZIA and ZTW ask for activation. */
  pendingActivation = false;

  constructor(
    private readonly seed: ReadonlyMap<string, readonly Item[]>,
    private readonly ledger: Ledger,
    private readonly idOf: (key: string, item: Item) => string,
  ) {}

  has(key: string): boolean {
    return this.written.has(key) || this.seed.has(key);
  }

  items(key: string): Item[] {
    const written = this.written.get(key);
    return written === undefined ? [...(this.seed.get(key) ?? [])] : [...written.items.values()];
  }

  item(key: string, id: string): Item | undefined {
    const written = this.written.get(key);
    if (written !== undefined) return written.items.get(id);
    return this.seed.get(key)?.find((item) => this.idOf(key, item) === id);
  }

  /** Counts up at every call, from 1: the service makes its next id of it. */
  next(key: string): number {
    const collection = this.writable(key);
    collection.made += 1;
    return collection.made;
  }

  /** @throws SandboxFull */
  put(key: string, id: string, item: Item): void {
    const { items } = this.writable(key);
    const before = items.get(id);
    if (before === undefined && items.size >= this.ledger.bounds.itemsPerCollection) {
      throw new SandboxFull(
        `A collection of the sandbox holds ${this.ledger.bounds.itemsPerCollection} items at most.`,
      );
    }
    this.account(before, item);
    items.set(id, item);
  }

  delete(key: string, id: string): boolean {
    if (this.item(key, id) === undefined) return false;
    const { items } = this.writable(key);
    this.account(items.get(id), undefined);
    return items.delete(id);
  }

  setting(key: string): Item | undefined {
    return this.settings.get(key);
  }

  /** @throws SandboxFull */
  putSetting(key: string, value: Item): void {
    if (!this.settings.has(key)) this.checkRoom();
    this.account(this.settings.get(key), value);
    this.settings.set(key, value);
  }

  deleteSetting(key: string): boolean {
    this.account(this.settings.get(key), undefined);
    return this.settings.delete(key);
  }

  private writable(key: string): Collection {
    let collection = this.written.get(key);
    if (collection === undefined) {
      this.checkRoom();
      const seeded = this.seed.get(key) ?? [];
      collection = { items: new Map(seeded.map((item) => [this.idOf(key, item), item])), made: 0 };
      this.written.set(key, collection);
    }
    return collection;
  }

  private checkRoom(): void {
    if (this.written.size + this.settings.size >= this.ledger.bounds.collections) {
      throw new SandboxFull(`The sandbox keeps ${this.ledger.bounds.collections} paths of a service at most.`);
    }
  }

  private account(before: Item | undefined, after: Item | undefined): void {
    const size = (item: Item | undefined) => (item === undefined ? 0 : JSON.stringify(item).length);
    const characters = this.ledger.characters + size(after) - size(before);
    if (characters > this.ledger.bounds.totalCharacters && after !== undefined) {
      throw new SandboxFull('The sandbox is full. POST /_mock/v1/reset empties it.');
    }
    this.ledger.characters = Math.max(0, characters);
  }
}
