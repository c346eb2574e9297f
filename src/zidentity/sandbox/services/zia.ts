import { numbered, type Page, type Problem, type Service } from '../conventions.js';
import type { Item, SandboxAnswer } from '../item.js';
import { queryNumber } from '../item-query.js';
import { ziaSeed } from '../seed/zia.js';
import { ziaActions } from './zia-actions.js';
import { ziaCollections, ziaSettings, ziaViews } from './zia-tables.js';

/** The official SDKs ask for up to 10,000 items a page, and take a shorter page for the last one. */
const page = (query: URLSearchParams) =>
  numbered(queryNumber(query, 'page', 1, 1, 999_999_999), queryNumber(query, 'pageSize', 100, 1, 10_000));

/** ZIA's form of an error, which ZTW shares. */
export function codeAndMessage(problem: Problem): SandboxAnswer {
  const say = (status: number, code: string, message: string) => ({ status, body: { code, message } });
  switch (problem.kind) {
    case 'not-found':
      return say(404, 'RESOURCE_NOT_FOUND', 'RESOURCE_NOT_FOUND');
    case 'duplicate':
      return say(409, 'DUPLICATE_ITEM', `DUPLICATE_ITEM: ${problem.field} "${problem.value}" is already in use`);
    case 'invalid':
      return say(400, 'INVALID_INPUT_ARGUMENT', problem.message);
    case 'full':
      return say(403, 'LIMIT_EXCEEDED', problem.message);
    case 'read-only':
      // The code is that of a role without the functional scope that a call needs, as the official SDKs note it.
      return say(403, 'RBA_LIMITED', `The role only reads: ${problem.method} needs one that writes`);
    case 'method':
      return say(405, 'METHOD_NOT_ALLOWED', `Request method '${problem.method}' not supported`);
  }
}

/** What ZIA and ZTW have in common: whole numbers as ids, plain arrays, answers that repeat the object. */
export const wholeNumberService = {
  idPattern: /^\d{1,15}$/,
  listProperty: () => 'array',
  page,
  list: ({ items }: Page) => items,
  created: (item: Item): SandboxAnswer => ({ status: 200, body: item }),
  updated: (item: Item): SandboxAnswer => ({ status: 200, body: item }),
  deleted: (): SandboxAnswer => ({ status: 204 }),
  problem: codeAndMessage,
};

/** Zscaler Internet Access. Recorded live answers: POST 200, PUT 200, DELETE 204, lists as plain arrays. */
export const zia: Service = {
  ...wholeNumberService,
  product: 'ZIA',
  place: placeBelow('ZIA', '/zia/api/v1/'),
  makeId: (n) => 3_000_000 + n,
  stamp: (item, before, request) => {
    const by = { id: 24_000_100, name: `oauth-${request.clientId}$@24000001.zscaler.net` };
    return { ...item, lastModifiedTime: request.now, lastModifiedBy: by, createdBy: before?.createdBy ?? by };
  },
  collections: ziaCollections,
  views: ziaViews,
  settings: ziaSettings,
  actions: ziaActions,
  seed: ziaSeed,
};

/** A service whose paths all begin alike and whose data is one. */
export function placeBelow(partition: string, root: string): Service['place'] {
  return (path) =>
    path.startsWith(root) ? { partition, segments: path.slice(root.length).split('/').filter(Boolean) } : undefined;
}
