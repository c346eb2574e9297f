import type { Partition } from './collections.js';
import type { Problem, Service } from './conventions.js';
import { type Item, isItem, type SandboxAnswer, type SandboxRequest } from './item.js';
import { selectItems } from './item-query.js';
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
  if (target.kind === 'settings') {
    const handler = settingsHandlers[method];
    return handler?.({ service, partition, request, target }) ?? service.problem({ kind: 'method', method });
  }
  const handler = itemHandlers[target.kind]?.[method];
  const withId = { ...target, id: target.kind === 'item' ? target.id : '' };
  return handler?.({ service, partition, request, target: withId }) ?? service.problem({ kind: 'method', method });
}

/** What a handler works with. */
interface Serving {
  service: Service;
  partition: Partition;
  request: SandboxRequest;
  /** `id` is empty where no item is meant. */
  target: Reached & { id: string };
}

interface SettingsServing extends Omit<Serving, 'target'> {
  target: { key: string; initial: Item };
}

type Handler<S> = (serving: S) => SandboxAnswer;

const itemHandlers: Record<string, Record<string, Handler<Serving>>> = {
  collection: { GET: listItems, POST: createItem },
  item: { GET: readItem, PUT: replaceItem, PATCH: replaceItem, DELETE: deleteItem, POST: replaceItem },
  lite: { GET: listLite },
  count: { GET: countItems },
  'bulk-delete': { POST: deleteItems },
};

const settingsHandlers: Record<string, Handler<SettingsServing>> = {
  GET: readSettings,
  PUT: writeSettings,
  PATCH: writeSettings,
  POST: writeSettings,
  DELETE: clearSettings,
};

function shown({ partition, request, target }: Serving): Item[] {
  const entries = Object.entries(target.where);
  const items = partition
    .items(target.key)
    .filter((item) => entries.every(([field, value]) => String(item[field]) === String(value)))
    .filter((item) => entries.length > 0 || target.rule.hidden?.(item) !== true);
  return selectItems(items, request.query, target.rule.queryAliases);
}

function pageOf(serving: Serving, map: (item: Item) => Item): SandboxAnswer {
  const { service, request, target } = serving;
  const items = shown(serving);
  const { page, size } = service.page(request.query);
  const slice = items.slice((page - 1) * size, page * size).map(map);
  const property = target.rule.list ?? service.listProperty(target.key);
  return {
    status: 200,
    body: service.list({ items: slice, total: items.length, page, size, query: request.query }, property),
  };
}

function listItems(serving: Serving): SandboxAnswer {
  return pageOf(serving, (item) => item);
}

function listLite(serving: Serving): SandboxAnswer {
  return pageOf(serving, ({ id, name }) => ({ id, name }));
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

function createItem({ service, partition, request, target }: Serving): SandboxAnswer {
  if (!isItem(request.body)) return service.problem(noObject);
  const { rule, key, where } = target;
  const sent: Item = { ...request.body, ...where };
  const problem = duplicate(partition, target, sent, undefined);
  if (problem !== undefined) return service.problem(problem);
  const idField = rule.idField ?? 'id';
  let id = (rule.makeId ?? service.makeId)(partition.next(key));
  while (partition.item(key, String(id)) !== undefined) id = (rule.makeId ?? service.makeId)(partition.next(key));
  const { [idField]: _ignored, ...rest } = sent;
  const item = service.stamp({ [idField]: id, ...rest, ...rule.defaults?.(sent) }, undefined, request);
  partition.put(key, String(id), item);
  partition.pendingActivation = true;
  return service.created(item);
}

function replaceItem({ service, partition, request, target }: Serving): SandboxAnswer {
  const { rule, key, id } = target;
  const before = partition.item(key, id);
  if (before === undefined) return service.problem({ kind: 'not-found', key, id });
  if (!isItem(request.body)) return service.problem(noObject);
  const sent: Item = { ...(request.method === 'PUT' ? {} : before), ...request.body, ...target.where };
  const problem = duplicate(partition, target, sent, id);
  if (problem !== undefined) return service.problem(problem);
  const idField = rule.idField ?? 'id';
  const { [idField]: _ignored, ...rest } = sent;
  const item = service.stamp({ [idField]: before[idField], ...rest }, before, request);
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

function readSettings({ partition, target }: SettingsServing): SandboxAnswer {
  return { status: 200, body: partition.setting(target.key) ?? target.initial };
}

function writeSettings({ service, partition, request, target }: SettingsServing): SandboxAnswer {
  if (!isItem(request.body)) return service.problem(noObject);
  const before = partition.setting(target.key) ?? target.initial;
  const value = request.method === 'PATCH' ? { ...before, ...request.body } : request.body;
  partition.putSetting(target.key, value);
  partition.pendingActivation = true;
  return service.updated(value);
}

function clearSettings({ service, partition, target }: SettingsServing): SandboxAnswer {
  partition.deleteSetting(target.key);
  return service.deleted();
}

const noObject: Problem = { kind: 'invalid', message: 'The body must be a JSON object.' };

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
