import type { Memento } from 'vscode';
import type { TokenViewFilter } from '../services.js';

/** Workspace state: what the views of an environment are narrowed to. */
const viewsKey = 'oneapi.views';

/** What a person has narrowed the views to; it outlives the window. */
export interface ViewMemory {
  of(environmentId: string): NarrowedViews;
  set(environmentId: string, views: NarrowedViews): void;
}

export interface NarrowedViews {
  tokenFilter: TokenViewFilter;
  tokenSearch: string;
  clientSearch: string;
}

const times = ['issuedFrom', 'issuedTo', 'expiresFrom', 'expiresTo'] as const;
const statuses = ['ACTIVE', 'REVOKED', 'EXPIRED'] as const;

/** Keeps the filters of one environment, the last that was narrowed, in workspace state. */
export function createViewMemory(state: Pick<Memento, 'get' | 'update'>): ViewMemory {
  return {
    of(environmentId) {
      const stored = state.get<Record<string, unknown>>(viewsKey);
      const own = stored?.environmentId === environmentId ? stored : {};
      return {
        tokenFilter: filterIn(own.tokenFilter),
        tokenSearch: textIn(own.tokenSearch),
        clientSearch: textIn(own.clientSearch),
      };
    },
    set(environmentId, { tokenFilter, tokenSearch, clientSearch }) {
      void state.update(viewsKey, { environmentId, tokenFilter, tokenSearch, clientSearch });
    },
  };
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What was stored may be of another version. */
function filterIn(value: unknown): TokenViewFilter {
  if (typeof value !== 'object' || value === null) return {};
  const stored = value as Record<string, unknown>;
  const status = statuses.find((one) => one === stored.status);
  return {
    ...(status === undefined ? {} : { status }),
    ...(typeof stored.clientId === 'string' ? { clientId: stored.clientId } : {}),
    ...Object.fromEntries(times.flatMap((name) => (Number.isInteger(stored[name]) ? [[name, stored[name]]] : []))),
  };
}
