import { type Ledger, Partition, type SandboxBounds, SandboxFull, sandboxBounds } from './collections.js';
import type { ActionRule, Place, Rewritten, Service } from './conventions.js';
import type { Item, SandboxAnswer, SandboxRequest } from './item.js';
import { findByPath, matchPath } from './path-pattern.js';
import { otherMethod } from './refusals.js';
import { serve } from './serving.js';
import { idOf, isListed, ruleFor } from './target.js';

export interface Sandbox {
  /** What the service behind the gateway answers; undefined where no service knows the path. */
  answer(request: SandboxRequest): SandboxAnswer | undefined;
  /** Whether the request changes nothing, so that a role that only reads may make it. */
  reads(method: string, path: string): boolean;
  /** How the service words its refusal of a role that only reads; undefined where no service knows the path. */
  readOnly(method: string, path: string): SandboxAnswer | undefined;
  /** Forgets what was stored: the sample data is back. */
  reset(): void;
}

/** Stores resources in the conventions of each service. It does not check what they contain, as a service would. */
export function createSandbox(services: readonly Service[], bounds: SandboxBounds = sandboxBounds): Sandbox {
  const seeds = new Map<Service, Map<string, readonly Item[]>>();
  let partitions = new Map<string, Partition>();
  let ledger: Ledger = { characters: 0, bounds };

  function find(path: string): { service: Service; place: Place } | undefined {
    for (const service of services) {
      const place = service.place(path);
      if (place !== undefined) return { service, place };
    }
    return undefined;
  }

  function partitionOf(service: Service, { partition: name }: Place): Partition {
    let partition = partitions.get(name);
    if (partition !== undefined) return partition;
    if (partitions.size >= bounds.partitions) {
      throw new SandboxFull(`The sandbox keeps ${bounds.partitions} customers at most.`);
    }
    let seed = seeds.get(service);
    if (seed === undefined) {
      seed = new Map(Object.entries(service.seed()));
      seeds.set(service, seed);
    }
    partition = new Partition(seed, ledger, (key, item) => idOf(ruleFor(service, key), item));
    partitions.set(name, partition);
    return partition;
  }

  return {
    answer(sent) {
      const found = find(sent.path);
      if (found === undefined || found.place.segments.length === 0) return undefined;
      const { service, place } = found;
      try {
        const partition = partitionOf(service, place);
        const meant: Rewritten = service.rewrite?.(place.segments, sent) ?? {
          segments: place.segments,
          method: sent.method,
        };
        const request = { ...sent, method: meant.method };
        const action = findAction(service, meant.segments, meant.method);
        const plain =
          action === undefined
            ? (actionAlone(service, partition, meant) ?? serve(service, partition, meant.segments, request))
            : action.entry.run({ request, params: action.params, partition, service });
        const answer = meant.answer?.(plain) ?? plain;
        if (isListed(service, meant.segments)) return answer;
        // The path is in no table of ours: said so, for a typing mistake looks just like an empty collection.
        return { ...answer, headers: { ...answer.headers, 'x-mock-sandbox': 'unlisted-path' } };
      } catch (error) {
        if (error instanceof SandboxFull) return service.problem({ kind: 'full', message: error.message });
        throw error;
      }
    },
    reads(method, path) {
      if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return true;
      if (method === 'POST' && readingVerb.test(path)) return true;
      const found = find(path);
      return found !== undefined && findAction(found.service, found.place.segments, method)?.entry.reads === true;
    },
    readOnly: (method, path) => find(path)?.service.problem({ kind: 'read-only', method }),
    reset() {
      partitions = new Map();
      ledger = { characters: 0, bounds };
    },
  };
}

/** A POST to such a path asks and changes nothing. */
const readingVerb = /\/(search|validate\w*)$/;

/** A path that stands in full in another table is meant before one with a placeholder. */
function findAction(service: Service, segments: readonly string[], method: string) {
  const key = segments.join('/');
  const named = service.settings.some(({ path }) => path === key);
  return findByPath<ActionRule>(
    service.actions,
    segments,
    (action) => action.method === method && !(named && action.path.includes(':')),
  );
}

/** The answer to a method that a path with nothing but actions does not take; nothing is kept there. */
function actionAlone(service: Service, partition: Partition, { segments, method }: Rewritten) {
  const actions = service.actions.filter(({ path }) => matchPath(path, segments) !== undefined);
  if (actions.length === 0 || partition.has(segments.join('/'))) return undefined;
  const kept = [...service.collections, ...service.views, ...service.settings];
  const isItem = findByPath(kept, segments.slice(0, -1)) !== undefined;
  if (isItem || findByPath(kept, segments) !== undefined) return undefined;
  return otherMethod(service, method, Object.fromEntries(actions.map((action) => [action.method, action])));
}
