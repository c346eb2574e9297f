import type { ActionContext } from '../conventions.js';
import type { Item, SandboxAnswer } from '../item.js';

/** Runs an action on the item that `:id` of its path names; where there is none, the service says so. */
export function ofItem(
  { partition, params, service }: ActionContext,
  key: string,
  run: (item: Item, id: string) => SandboxAnswer,
): SandboxAnswer {
  const id = params.id ?? '';
  const item = partition.item(key, id);
  return item === undefined ? service.problem({ kind: 'not-found', key, id }) : run(item, id);
}
