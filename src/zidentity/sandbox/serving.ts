import { changeLists } from './change-lists.js';
import type { ItemId, Partition } from './collections.js';
import type { Problem, Service } from './conventions.js';
import { type Item, isItem, type SandboxAnswer, type SandboxRequest } from './item.js';
import { selectItems } from './item-query.js';
import { noObject, otherMethod } from './refusals.js';
import { readSearch } from './search-body.js';
import { serveSettings } from './serve-settings.js';
import { findTarget, idOf, type Reached } from './target.js';

/** Answers a request for items or settings in the service's conventions. */
export function serve(
  service: Service,
  partition: Partition,
  segments: string[],
  request: SandboxRequest,
): SandboxAnswer {
  const target = findTarget(service, partition, segments, request.method);
  if (target.kind === 'missing') return service.problem({ ...target, kind: 'not-found' });
  const { method } = request;
  if (target.kind === 'settings') return serveSettings({ service, partition, request, target });
  const handlers = itemHandlers[target.kind] ?? {};
  const withId = { ...target, id: target.kind === 'item' ? target.id : '' };
  return handlers[method]?.({ service, partition, request, target: withId }) ?? otherMethod(service, method, handlers);
}

/** What a handler works with. */
interface Serving {
  service: Service;
  partition: Partition;
  request: SandboxRequest;
  /** `id` is empty where no item is meant. */
  target: Reached & { id: string };
  /** What a search asks of an item besides what its query says. */
  filter?: (item: Item) => boolean;
}

type Handler = (serving: Serving) => SandboxAnswer;

const itemHandlers: Record<string, Record<string, Handler>> = {
  collection: { GET: listItems, POST: createItem, PUT: replaceNamedItem },
  item: { GET: readItem, PUT: replaceItem, PATCH: replaceItem, DELETE: deleteItem, POST: postItem },
  brief: { GET: listBrief },
  search: { GET: listItems, POST: searchItems },
  'bulk-create': { POST: createItems },
  count: { GET: countItems },
  'bulk-delete': { POST: deleteItems },
};

/** The items of the collection that belong to what the path shows of it. */
function inView({ partition, target }: Serving): Item[] {
  const entries = Object.entries(target.where);
  return partition
    .items(target.key)
    .filter((item) => entries.every(([field, value]) => String(item[field]) === String(value)))
    .filter((item) => entries.length > 0 || target.rule.hidden?.(item) !== true);
}

/** A search by POST says in its body what a list says in its query. */
function searchItems(serving: Serving): SandboxAnswer {
  const { query, filter } = readSearch(serving.request.body, serving.request.query);
  return pageOf({ ...serving, request: { ...serving.request, query }, filter }, (item) => item);
}

function shown(serving: Serving): Item[] {
  const { queryAliases, paging } = serving.target.rule;
  const items = inView(serving);
  const filtered = serving.filter === undefined ? items : items.filter(serving.filter);
  return selectItems(filtered, serving.request.query, { aliases: queryAliases, searchKey: paging?.searchKey });
}

function pageOf(serving: Serving, map: (item: Item) => Item, asArray = false): SandboxAnswer {
  const { service, request, target } = serving;
  const items = shown(serving);
  const paging = target.rule.paging ?? service;
  const { offset, size } = paging.page(request.query);
  const slice = items.slice(offset, offset + size).map(map);
  const property = asArray ? 'array' : (target.rule.list ?? service.listProperty(target.key));
  return {
    status: 200,
    body: paging.list({ items: slice, total: items.length, offset, size }, property),
  };
}

function listItems(serving: Serving): SandboxAnswer {
  return pageOf(serving, (item) => item);
}

/** The form of `lite` and `summary`: what a choice in a form needs. */
function listBrief(serving: Serving): SandboxAnswer {
  return pageOf(serving, ({ id, name }) => ({ id, name }), serving.target.rule.briefArray);
}

function countItems(serving: Serving): SandboxAnswer {
  return { status: 200, body: shown(serving).length };
}

function readItem({ service, partition, target }: Serving): SandboxAnswer {
  const item = partition.item(target.key, target.id);
  return item === undefined
    ? service.problem({ kind: 'not-found', key: target.key, id: target.id })
    : { status: 200, body: item };
}

function createItem(serving: Serving): SandboxAnswer {
  const { service, request, target } = serving;
  if (!isItem(request.body)) return service.problem(noObject);
  const made = make(serving, { ...request.body, ...target.where });
  return 'problem' in made ? service.problem(made.problem) : (target.rule.created ?? service.created)(made.item);
}

/** A list of new items at once: as a list, or in the one member of an object. */
function createItems(serving: Serving): SandboxAnswer {
  const { service, request, target } = serving;
  const { body } = request;
  const sent = Array.isArray(body) ? body : isItem(body) ? Object.values(body).find(Array.isArray) : undefined;
  if (sent === undefined || !sent.every(isItem)) {
    return service.problem({ kind: 'invalid', message: 'The body must be a list of objects.' });
  }
  const items: Item[] = [];
  for (const one of sent) {
    const made = make(serving, { ...one, ...target.where });
    if ('problem' in made) return service.problem(made.problem);
    items.push(made.item);
  }
  return { status: 201, body: items };
}

function make(serving: Serving, sent: Item, wantedId?: string): { item: Item } | { problem: Problem } {
  const { service, partition, request, target } = serving;
  const { rule, key } = target;
  const problem = duplicate(partition, target, sent, undefined);
  if (problem !== undefined) return { problem };
  const idField = rule.idField ?? 'id';
  const { [idField]: _ignored, ...rest } = sent;
  const id = wantedId === undefined ? freeId(serving) : asNumber(wantedId);
  const defaults = rule.defaults?.(sent, inView(serving)) ?? {};
  const given = Object.entries(rest).filter(([field, value]) => value !== null || !(field in defaults));
  const stamped = service.stamp({ [idField]: id, ...defaults, ...Object.fromEntries(given) }, undefined, request);
  const item = withEchoes(stamped, rule.echoes);
  partition.put(key, String(id), item);
  partition.pendingActivation = true;
  return { item };
}

function withEchoes(item: Item, echoes: Readonly<Record<string, string>> = {}): Item {
  const repeated = Object.entries(echoes).map(([field, of]) => [field, item[of]]);
  return { ...item, ...Object.fromEntries(repeated) };
}

function freeId({ service, partition, target: { key, rule } }: Serving): ItemId {
  const makeId = rule.makeId ?? service.makeId;
  let id = makeId(partition.next(key));
  while (partition.item(key, String(id)) !== undefined) id = makeId(partition.next(key));
  return id;
}

/** Ids that a caller chose are numbers at the services where a path may choose them. */
function asNumber(id: string): ItemId {
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}

/** A POST to an item changes it; at a few collections it is how an item of this id is made. */
function postItem(serving: Serving): SandboxAnswer {
  const { service, partition, request, target } = serving;
  const { key, id, rule } = target;
  if (rule.createdById !== true || partition.item(key, id) !== undefined) return replaceItem(serving);
  if (!isItem(request.body)) return service.problem(noObject);
  const made = make(serving, { ...request.body, ...target.where }, id);
  return 'problem' in made ? service.problem(made.problem) : (target.rule.created ?? service.created)(made.item);
}

/** A PUT to the collection that names the item in its body. */
function replaceNamedItem(serving: Serving): SandboxAnswer {
  const { service, request, target } = serving;
  const id = isItem(request.body) ? request.body[target.rule.idField ?? 'id'] : undefined;
  if (typeof id !== 'string' && typeof id !== 'number') return service.problem({ kind: 'method', method: 'PUT' });
  return replaceItem({ ...serving, target: { ...target, id: String(id) } });
}

function replaceItem({ service, partition, request, target }: Serving): SandboxAnswer {
  const { rule, key, id } = target;
  const before = partition.item(key, id);
  if (before === undefined) return service.problem({ kind: 'not-found', key, id });
  if (!isItem(request.body)) return service.problem(noObject);
  const base = request.method === 'PUT' ? {} : before;
  const sent: Item = { ...base, ...changeLists(request.body, before, request.query), ...target.where };
  const problem = duplicate(partition, target, sent, id);
  if (problem !== undefined) return service.problem(problem);
  const idField = rule.idField ?? 'id';
  const { [idField]: _ignored, ...rest } = sent;
  const item = withEchoes(service.stamp({ [idField]: before[idField], ...rest }, before, request), rule.echoes);
  partition.put(key, id, item);
  partition.pendingActivation = true;
  return service.updated(item);
}

function deleteItem({ service, partition, target }: Serving): SandboxAnswer {
  if (!partition.delete(target.key, target.id)) {
    return service.problem({ kind: 'not-found', key: target.key, id: target.id });
  }
  partition.pendingActivation = true;
  return service.deleted();
}

function deleteItems({ service, partition, request, target }: Serving): SandboxAnswer {
  const ids = isItem(request.body) ? request.body.ids : request.body;
  if (!Array.isArray(ids)) return service.problem({ kind: 'invalid', message: 'The body must be {"ids": […]}.' });
  const deleted = ids.filter((id) => partition.delete(target.key, String(id)));
  if (deleted.length > 0) partition.pendingActivation = true;
  return { status: 200, body: { ids: deleted } };
}

function duplicate(
  partition: Partition,
  { key, rule }: Reached,
  sent: Item,
  except: string | undefined,
): Problem | undefined {
  for (const field of rule.unique ?? ['name']) {
    const value = sent[field];
    if (typeof value !== 'string' || value === '') continue;
    const taken = partition.items(key).find((item) => item[field] === value && idOf(rule, item) !== except);
    if (taken !== undefined) return { kind: 'duplicate', key, field, value };
  }
  return undefined;
}
