import type { ItemId, Partition } from './collections.js';
import type { Item, SandboxAnswer, SandboxRequest } from './item.js';

/** Where a path leads: whose data, and the segments below the service's root. */
export interface Place {
  /** Names a partition: the service, for ZPA with the customer id. */
  partition: string;
  segments: string[];
  /** The API's own name where one product has several, e.g. `cbiconfig` of ZPA. */
  api?: string;
}

/** What is special about one collection. Everything that is not said follows the service's conventions. */
export interface CollectionRule {
  path: string;
  /** The fields of which no two items may share a value; `name` where nothing is said. */
  unique?: readonly string[];
  /** The field that holds the id; `id` where nothing is said. */
  idField?: string;
  /** Makes the id of the nth new item, where it is not the service's usual one. */
  makeId?: (n: number) => ItemId;
  /** What an id in a path looks like, where it is not the service's usual one. */
  idPattern?: RegExp;
  /** `array`, or the property that holds the list, where it is not the service's usual form. */
  list?: string;
  /** Query keys that mean a field of another name. */
  queryAliases?: Readonly<Record<string, string>>;
  /** Items that the list leaves out; they are reached in another way. */
  hidden?: (item: Item) => boolean;
  /** A POST to `…/{id}` makes the item of this id. */
  createdById?: boolean;
  /** Fields that a new item gets; `siblings` are the items of the same view. What the caller sent wins. */
  defaults?: (sent: Item, siblings: readonly Item[]) => Item;
  /** What the answer to a POST says, where it is not the whole item in the service's usual form. */
  created?: (item: Item) => SandboxAnswer;
  /** Whether `summary` is a plain array, where the service's lists are not. */
  briefArray?: boolean;
  /** Fields that repeat another one under a second name: `{ groupId: 'id' }`. */
  echoes?: Readonly<Record<string, string>>;
  /** How its pages are asked for and shown, where it is not the service's usual way. */
  paging?: Paging;
}

/** Which page of a list a query asks for, and how it is wrapped. */
export interface Paging {
  page(query: URLSearchParams): PageAsked;
  list(page: Page, property: string): unknown;
  /** The query key that searches, where it is not `search`. */
  searchKey?: string;
}

export interface PageAsked {
  /** Items before the page. */
  offset: number;
  size: number;
}

/** The page of a number that counts from 1. */
export function numbered(page: number, size: number): PageAsked {
  return { offset: (page - 1) * size, size };
}

/** A path that shows a part of another collection; what is created under it gets the same fields. */
export interface ViewRule {
  path: string;
  of: string;
  where: (params: Record<string, string>) => Item;
}

/** A path that answers an object: what was PUT last, or this. */
export interface SettingsRule {
  path: string;
  initial?: Item;
}

/** What an action has at hand. */
export interface ActionContext {
  request: SandboxRequest;
  params: Record<string, string>;
  partition: Partition;
  service: Service;
}

/** A path that does something else than keep items. */
export interface ActionRule {
  method: string;
  path: string;
  /** It changes nothing, though its method looks like it: a role that reads may call it. */
  reads?: boolean;
  run: (context: ActionContext) => SandboxAnswer;
}

export interface Page extends PageAsked {
  items: Item[];
  total: number;
}

/** What went wrong, for a service to say in its own words. */
export type Problem =
  | { kind: 'not-found'; key: string; id: string }
  | { kind: 'duplicate'; key: string; field: string; value: string }
  | { kind: 'invalid'; message: string }
  | { kind: 'full'; message: string }
  | { kind: 'read-only'; method: string }
  | { kind: 'method'; method: string };

/** What a path with a verb in it means, and how its answer differs from that of the plain path. */
export interface Rewritten {
  segments: string[];
  method: string;
  answer?: (answer: SandboxAnswer) => SandboxAnswer;
}

/** The conventions of one service: all that the engine has to know of it. */
export interface Service extends Paging {
  /** The product as roles name it. */
  product: string;
  place(path: string): Place | undefined;
  /** Reads a path with a verb in it as what it means: `webTrustedNetwork/7/delete` as a DELETE of the item. */
  rewrite?(segments: string[], request: SandboxRequest): Rewritten;
  /** Makes the id of the nth new item of any collection. */
  makeId(n: number): ItemId;
  /** What an id in a path looks like. */
  idPattern: RegExp;
  /** The property that holds the list of a collection, `array` for none. */
  listProperty(key: string): string;
  /** Adds what the service itself notes on an item. `before` is the item that an update replaces. */
  stamp(item: Item, before: Item | undefined, request: SandboxRequest): Item;
  created(item: Item): SandboxAnswer;
  updated(item: Item): SandboxAnswer;
  deleted(): SandboxAnswer;
  problem(problem: Problem): SandboxAnswer;
  collections: readonly CollectionRule[];
  views: readonly ViewRule[];
  settings: readonly SettingsRule[];
  actions: readonly ActionRule[];
  seed(): Record<string, Item[]>;
}

/** The paths that a text lists, divided by white space: the form in which long tables can be read. */
export function paths(text: string): string[] {
  return text.trim().split(/\s+/);
}
