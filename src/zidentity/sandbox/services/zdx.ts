import type { ActionRule, CollectionRule, Page, Problem, Service } from '../conventions.js';
import type { SandboxAnswer } from '../item.js';
import { queryNumber, queryValue } from '../item-query.js';
import { zdxSeed } from '../seed/zdx.js';
import { placeBelow } from './zia.js';

/** Lists that are plain arrays; all others stand in an object beside `next_offset`. */
const arrays: CollectionRule[] = [
  'active_geo',
  'administration/departments',
  'administration/locations',
  'apps',
  'apps/:id/metrics',
  'apps/:id/score',
  'apps/:id/users/:user/metrics',
  'devices/:id/apps',
  'devices/:id/apps/:app/call-quality-metrics',
  'devices/:id/apps/:app/cloudpath-probes',
  'devices/:id/apps/:app/web-probes',
  'devices/:id/deeptraces/:trace/events',
  'devices/:id/deeptraces/:trace/health-metrics',
  'devices/:id/deeptraces/:trace/top-processes',
  'devices/:id/events',
  'devices/:id/health-metrics',
].map((path) => ({ path, list: 'array', unique: [] }));

/** What a caller starts, and looks after by the id that it was given. */
const sessions: CollectionRule[] = [
  {
    path: 'devices/:id/deeptraces',
    list: 'array',
    unique: [],
    idField: 'trace_id',
    makeId: (n) => String(53_000_000 + n),
    defaults: (sent) => ({ status: 'not_started', expected_time_minutes: sent.session_length_minutes ?? 5 }),
  },
  {
    path: 'analysis',
    list: 'analysis',
    unique: [],
    idField: 'analysis_id',
    makeId: (n) => String(54_000_000 + n),
    defaults: () => ({ err_msg: '', result: { issue: 'No issue was found', confidence: 100, message: '', times: [] } }),
  },
];

/** Lists in an object, by the name of their property. */
const envelopes: CollectionRule[] = [
  { path: 'alerts/historical', list: 'alerts', unique: [] },
  { path: 'alerts/ongoing', list: 'alerts', unique: [] },
  { path: 'alerts/:id/affected_devices', list: 'devices', unique: [] },
  { path: 'apps/:id/users', list: 'users' },
  { path: 'devices', list: 'devices', unique: [] },
  { path: 'inventory/software', list: 'software', idField: 'software_key' },
  { path: 'users', list: 'users', unique: ['email'] },
  { path: 'snapshot/alert', list: 'snapshots', unique: [] },
];

const actions: ActionRule[] = [
  {
    method: 'GET',
    path: 'alerts/:id#',
    run: ({ partition, params: { id = '' }, service }) => {
      const alert =
        partition.item('alerts/ongoing', id) ?? partition.item('alerts/historical', id) ?? partition.item('alerts', id);
      if (alert !== undefined) return { status: 200, body: alert };
      return service.problem({ kind: 'not-found', key: 'alerts', id });
    },
  },
];

/** The form of ZDX's errors is a guess. */
function problem(problem: Problem): SandboxAnswer {
  const say = (status: number, code: string, message: string) => ({ status, body: { error: { code, message } } });
  switch (problem.kind) {
    case 'not-found':
      return say(404, 'not_found', `No ${problem.key} with the id ${problem.id}`);
    case 'duplicate':
      return say(409, 'conflict', `${problem.field} "${problem.value}" is already in use`);
    case 'invalid':
      return say(400, 'bad_request', problem.message);
    case 'full':
      return say(403, 'limit_exceeded', problem.message);
    case 'read-only':
      return say(403, 'forbidden', `The role only reads: ${problem.method} needs one that writes`);
    case 'method':
      return say(405, 'method_not_allowed', `The method ${problem.method} is not allowed`);
  }
}

/**
 * Zscaler Digital Experience. A list has `limit` entries; `next_offset` is what the next request sends as
 * `offset`, null at the end.
 */
export const zdx: Service = {
  product: 'ZDX',
  place: placeBelow('ZDX', '/zdx/v1/'),
  makeId: (n) => 50_000_000 + n,
  idPattern: /^\d{1,15}$/,
  listProperty: (key) => key.split('/').findLast((segment) => !/^\d+$/.test(segment)) ?? 'items',
  page(query) {
    const size = queryNumber(query, 'limit', 10, 1, 1000);
    const offset = Number(/^o(\d{1,9})$/.exec(queryValue(query, 'offset') ?? '')?.[1] ?? 0);
    return { offset, size };
  },
  list({ items, total, offset, size }: Page, property) {
    if (property === 'array') return items;
    const next = offset + size;
    return { [property]: items, next_offset: next < total ? `o${next}` : null };
  },
  stamp: (item, before, { now }) => ({ ...item, created_on: before?.created_on ?? now }),
  created: (item) => ({ status: 201, body: item }),
  updated: (item) => ({ status: 200, body: item }),
  deleted: () => ({ status: 204 }),
  problem,
  collections: [...envelopes, ...arrays, ...sessions],
  views: [],
  settings: [],
  actions,
  seed: zdxSeed,
};
