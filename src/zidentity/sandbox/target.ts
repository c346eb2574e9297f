import type { Partition } from './collections.js';
import type { CollectionRule, Service } from './conventions.js';
import type { Item } from './item.js';
import { findByPath, matchPath } from './path-pattern.js';

/** A collection as a request reaches it: the rule for its path, and the part of it that the path shows. */
export interface Reached {
  key: string;
  rule: CollectionRule;
  /** Fields that all items of this view share. */
  where: Item;
}

type VerbKind = 'brief' | 'count' | 'search' | 'bulk-create' | 'bulk-delete';

export type Target =
  | ({ kind: 'collection' | VerbKind } & Reached)
  | ({ kind: 'item'; id: string } & Reached)
  | { kind: 'settings'; key: string; initial: Item }
  | { kind: 'missing'; key: string; id: string };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Last segments that name one object, not a collection, at services that have no list of such names. */
const settingsName =
  /(settings?|config|configuration|info|information|status|quota|preferences|exceptions|options|urls)$/i;

/** Last segments that ask something of the collection before them, whatever collection it is. */
const verbs: Readonly<Record<string, { methods: readonly string[]; kind: VerbKind }>> = {
  lite: { methods: ['GET'], kind: 'brief' },
  summary: { methods: ['GET'], kind: 'brief' },
  count: { methods: ['GET'], kind: 'count' },
  all: { methods: ['GET'], kind: 'search' },
  search: { methods: ['GET', 'POST'], kind: 'search' },
  bulk: { methods: ['POST'], kind: 'bulk-create' },
  bulkDelete: { methods: ['POST'], kind: 'bulk-delete' },
  'bulk-delete': { methods: ['POST'], kind: 'bulk-delete' },
};

/** Which kind of thing a path names. Tables first; then what is stored; then the shape of the names. */
export function findTarget(
  service: Service,
  partition: Partition,
  segments: readonly string[],
  method: string,
): Target {
  const key = segments.join('/');
  const missing = missingOwner(service, partition, segments);
  if (missing !== undefined) return missing;
  const settings = findByPath(service.settings, segments)?.entry;
  if (settings !== undefined) return { kind: 'settings', key, initial: settings.initial ?? {} };

  const direct = reach(service, segments, false);
  if (direct !== undefined) return { kind: 'collection', ...direct };

  const last = segments.at(-1) ?? '';
  const parents = segments.slice(0, -1);
  if (parents.length > 0) {
    const parent = reach(service, parents, true) ?? { key: '', rule: { path: '' }, where: {} };
    const verb = Object.hasOwn(verbs, last) ? verbs[last] : undefined;
    if (verb?.methods.includes(method) && !partition.has(key)) return { kind: verb.kind, ...parent };
    // GET …/lite/{id} is the item itself.
    const owner = parents.at(-1) === 'lite' ? (reach(service, parents.slice(0, -1), true) ?? parent) : parent;
    if (looksLikeId(service, owner.rule, last) || partition.item(owner.key, last) !== undefined) {
      return { kind: 'item', id: last, ...owner };
    }
  }

  if (partition.setting(key) !== undefined) return { kind: 'settings', key, initial: {} };
  const unknown = !partition.has(key);
  if (unknown && (method === 'PUT' || method === 'PATCH' || (method !== 'POST' && settingsName.test(last)))) {
    return { kind: 'settings', key, initial: {} };
  }
  return { kind: 'collection', key, rule: { path: key }, where: {} };
}

/** The collection that these segments name by a view or a rule; with `any`, by their path alone. */
function reach(service: Service, segments: readonly string[], any: boolean): Reached | undefined {
  const view = findByPath(service.views, segments);
  if (view !== undefined) {
    return {
      key: view.entry.of,
      rule: ruleFor(service, view.entry.of),
      where: view.entry.where(view.params),
    };
  }
  const rule = findByPath(service.collections, segments)?.entry;
  if (rule === undefined && !any) return undefined;
  return { key: segments.join('/'), rule: rule ?? { path: segments.join('/') }, where: {} };
}

/** The rule for a collection by its path; one that says nothing where no table knows it. */
export function ruleFor(service: Service, key: string): CollectionRule {
  return findByPath(service.collections, key.split('/'))?.entry ?? { path: key };
}

/** The id of an item as a path spells it. */
export function idOf(rule: CollectionRule, item: Item): string {
  return String(item[rule.idField ?? 'id']);
}

function looksLikeId(service: Service, rule: CollectionRule, segment: string): boolean {
  return (rule.idPattern ?? service.idPattern).test(segment) || uuid.test(segment);
}

/** `locations/77/sublocations` where there is no location 77: the answer is about the location. */
function missingOwner(service: Service, partition: Partition, segments: readonly string[]): Target | undefined {
  for (let at = 1; at < segments.length - 1; at += 1) {
    const owner = reach(service, segments.slice(0, at), true);
    const id = segments[at] ?? '';
    if (owner === undefined || !partition.has(owner.key) || !looksLikeId(service, owner.rule, id)) continue;
    if (partition.item(owner.key, id) === undefined) return { kind: 'missing', key: owner.key, id };
  }
  return undefined;
}

/** Whether a table of the service names the path, or one that it begins with. */
export function isListed(service: Service, segments: readonly string[]): boolean {
  const tables = [service.collections, service.views, service.settings, service.actions];
  return segments.some((_, at) => {
    const beginning = segments.slice(0, at + 1);
    return tables.some((table) => table.some(({ path }) => matchPath(path, beginning) !== undefined));
  });
}
