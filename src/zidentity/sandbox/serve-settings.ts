import { changeLists } from './change-lists.js';
import type { Partition } from './collections.js';
import type { Service } from './conventions.js';
import { type Item, isItem, type SandboxAnswer, type SandboxRequest } from './item.js';
import { noObject, otherMethod } from './refusals.js';

/** What a handler of a path that holds one object works with. */
interface SettingsServing {
  service: Service;
  partition: Partition;
  request: SandboxRequest;
  target: { key: string; initial: Item };
}

const settingsHandlers: Record<string, (serving: SettingsServing) => SandboxAnswer> = {
  GET: readSettings,
  PUT: writeSettings,
  PATCH: writeSettings,
  POST: writeSettings,
  DELETE: clearSettings,
};

/** Answers what was PUT last, or what there is from the start. */
export function serveSettings(serving: SettingsServing): SandboxAnswer {
  const { method } = serving.request;
  return settingsHandlers[method]?.(serving) ?? otherMethod(serving.service, method, settingsHandlers);
}

function readSettings({ partition, target }: SettingsServing): SandboxAnswer {
  return { status: 200, body: partition.setting(target.key) ?? target.initial };
}

function writeSettings({ service, partition, request, target }: SettingsServing): SandboxAnswer {
  if (!isItem(request.body)) return service.problem(noObject);
  const before = partition.setting(target.key) ?? target.initial;
  const sent = changeLists(request.body, before, request.query);
  const value = request.method === 'PATCH' ? { ...before, ...sent } : sent;
  partition.putSetting(target.key, value);
  partition.pendingActivation = true;
  return service.updated(value);
}

function clearSettings({ service, partition, target }: SettingsServing): SandboxAnswer {
  partition.deleteSetting(target.key);
  return service.deleted();
}
