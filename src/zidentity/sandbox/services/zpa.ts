import { numbered, type Page, type Problem, type Service } from '../conventions.js';
import type { SandboxAnswer } from '../item.js';
import { queryNumber } from '../item-query.js';
import { zpaSeed } from '../seed/zpa.js';
import { zpaActions } from './zpa-actions.js';
import { zpaCollections, zpaSettings, zpaViews } from './zpa-tables.js';

const customer = /^\/zpa\/(mgmtconfig|userconfig|cbiconfig|waap-pra-config)\/(?:[^/]+\/)*?customers\/([^/]+)\/(.+)$/;
const noCustomer = /^\/zpa\/(mgmtconfig|userconfig|cbiconfig|waap-pra-config)\/(?:v\d+\/)?(?:admin\/)?(.+)$/;

/** ZPA's form of an error. The ids of all but `resource.not.found` are guesses. */
function problem(problem: Problem): SandboxAnswer {
  const say = (status: number, id: string, reason: string, params: string[] = []) => ({
    status,
    body: { id, reason, params },
  });
  switch (problem.kind) {
    case 'not-found':
      return say(404, 'resource.not.found', `Resource not found: ${problem.key} ${problem.id}`, [problem.id]);
    case 'duplicate':
      return say(400, 'duplicate.name', `${problem.field} "${problem.value}" is already in use`, [problem.value]);
    case 'invalid':
      return say(400, 'bad.request', problem.message);
    case 'full':
      return say(400, 'limit.exceeded', problem.message);
    case 'read-only':
      return say(403, 'authz.permission.denied', `The role only reads: ${problem.method} needs one that writes`);
    case 'method':
      return say(405, 'method.not.allowed', `Request method '${problem.method}' not supported`);
  }
}

/**
 * Zscaler Private Access. Recorded live answers: POST 201 with the object, PUT and DELETE 204 without, lists
 * in an envelope whose numbers are strings, times in epoch seconds as strings, ids of 18 digits.
 */
export const zpa: Service = {
  product: 'ZPA',
  /** Any customer id will do; each has data of its own. The versions of the API share theirs. */
  place(path) {
    const mine = customer.exec(path);
    if (mine !== null) {
      const [, api = '', id = '', rest = ''] = mine;
      return { partition: `ZPA ${id}`, api, segments: withApi(api, rest) };
    }
    const [, api, rest] = noCustomer.exec(path) ?? [];
    return api === undefined || rest === undefined
      ? undefined
      : { partition: 'ZPA', api, segments: withApi(api, rest) };
  },
  makeId: (n) => String(288_000_000_000_100_000n + BigInt(n)),
  idPattern: /^\d{5,20}$/,
  listProperty: () => 'list',
  page: (query) => numbered(queryNumber(query, 'page', 1, 1, 999_999_999), queryNumber(query, 'pagesize', 20, 1, 500)),
  list({ items, total, size }: Page, property) {
    if (property === 'array') return items;
    return { totalPages: String(Math.ceil(total / size)), totalCount: String(total), [property]: items };
  },
  // What has no value is left out of recorded answers.
  stamp: (item, before, { now }) => ({
    ...Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null)),
    creationTime: before?.creationTime ?? String(now),
    modifiedTime: String(now),
    modifiedBy: '288000000000000001',
    microtenantName: 'Default',
    readOnly: false,
    zscalerManaged: false,
  }),
  created: (item) => ({ status: 201, body: item }),
  updated: () => ({ status: 204 }),
  deleted: () => ({ status: 204 }),
  problem,
  collections: zpaCollections,
  views: zpaViews,
  settings: zpaSettings,
  actions: zpaActions,
  seed: zpaSeed,
};

/** Isolation has `profiles` too: what belongs to it stands below `cbi`. */
function withApi(api: string, rest: string): string[] {
  const segments = rest.split('/').filter(Boolean);
  return api === 'cbiconfig' ? ['cbi', ...segments] : segments;
}
