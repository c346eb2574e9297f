import type { ActionContext, ActionRule } from '../conventions.js';
import { type Item, isItem, type SandboxAnswer } from '../item.js';
import { ofItem } from './of-item.js';

/** Groups whose members are added and removed by their ids, at a path of its own. */
const groups: readonly [group: string, members: string][] = [
  ['endPointDlpResourceGroups', 'dlpEndpointResource'],
  ['endPointApplicationGroups', 'endPointApplications/customApp'],
];

export const ziaMemberActions: ActionRule[] = [
  ...groups.flatMap(([group, members]): ActionRule[] => [
    {
      method: 'GET',
      path: `${group}/:id#/resources`,
      run: (context) => ofItem(context, group, (item) => ({ status: 200, body: membersOf(item) })),
    },
    {
      method: 'PUT',
      path: `${group}/:id#/resources`,
      run: (context) => ofItem(context, group, (item, id) => changeMembers(context, item, { group, members, id })),
    },
  ]),
  { method: 'GET', path: 'dlpEndpointResource/:id#/groups', run: groupsOf },
];

function membersOf(group: Item): Item[] {
  return Array.isArray(group.resources) ? group.resources.filter(isItem) : [];
}

/** `{"resourcesToBeAdded": [ids], "resourcesToBeDeleted": [ids]}`; an id of nothing is left out. */
function changeMembers(
  { partition, request: { body } }: ActionContext,
  item: Item,
  { group, members, id }: { group: string; members: string; id: string },
): SandboxAnswer {
  const named = (field: string) => {
    const ids = isItem(body) ? body[field] : undefined;
    return new Set((Array.isArray(ids) ? ids : []).map(String));
  };
  const [added, removed] = [named('resourcesToBeAdded'), named('resourcesToBeDeleted')];
  const kept = membersOf(item).filter((member) => !removed.has(String(member.id)) && !added.has(String(member.id)));
  const found = [...added].map((one) => partition.item(members, one)).filter((one) => one !== undefined);
  const resources = [...kept, ...found];
  const changed = { ...item, resources, resourceCount: resources.length };
  partition.put(group, id, changed);
  partition.pendingActivation = true;
  return { status: 200, body: changed };
}

/** The groups that a resource is a member of, as id and name. */
function groupsOf({ partition, params: { id = '' }, service }: ActionContext): SandboxAnswer {
  if (partition.item('dlpEndpointResource', id) === undefined) {
    return service.problem({ kind: 'not-found', key: 'dlpEndpointResource', id });
  }
  const holding = partition
    .items('endPointDlpResourceGroups')
    .filter((group) => membersOf(group).some((member) => String(member.id) === id));
  return { status: 200, body: holding.map((group) => ({ id: group.id, name: group.name })) };
}
