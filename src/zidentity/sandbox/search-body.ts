import { type Item, isItem } from './item.js';
import { comparesAs } from './operators.js';

/** A search by POST, in the terms of a list that is asked for by GET. */
export interface Search {
  /** The query with page and order from the body. */
  query: URLSearchParams;
  filter: (item: Item) => boolean;
}

/**
 * Reads the body of ZPA's searches as the official SDKs send it: `{"filterBy": {"filterGroups": [{"filters":
 * [{"filterName", "operator", "value" or "values"}], "operator"}], "operator"}, "pageBy": {"page", "pageSize"},
 * "sortBy": {"sortName", "sortOrder"}}`. What it does not say, the query may.
 */
export function readSearch(body: unknown, given: URLSearchParams): Search {
  const { pageBy, sortBy, filterBy } = isItem(body) ? body : {};
  const query = new URLSearchParams(given);
  const take = (from: unknown, field: string, key: string) => {
    const value = isItem(from) ? from[field] : undefined;
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') query.set(key, String(value));
  };
  take(pageBy, 'page', 'page');
  take(pageBy, 'pageSize', 'pagesize');
  take(sortBy, 'sortName', 'sortBy');
  take(sortBy, 'sortOrder', 'sortOrder');
  return { query, filter: (item) => passes(item, filterBy, 'filterGroups', passesGroup) };
}

function passesGroup(item: Item, group: unknown): boolean {
  return passes(item, group, 'filters', passesFilter);
}

/** All of the parts, or one where they are joined by OR; no part at all asks for nothing. */
function passes(item: Item, of: unknown, field: string, test: (item: Item, part: unknown) => boolean): boolean {
  const parts = isItem(of) && Array.isArray(of[field]) ? of[field] : [];
  if (parts.length === 0) return true;
  const any = isItem(of) && String(of.operator).toUpperCase() === 'OR';
  return any ? parts.some((part) => test(item, part)) : parts.every((part) => test(item, part));
}

function passesFilter(item: Item, filter: unknown): boolean {
  if (!isItem(filter) || typeof filter.filterName !== 'string') return true;
  const several = Array.isArray(filter.values) && filter.values.length > 0 ? filter.values : undefined;
  const wanted = several ?? (filter.value === undefined ? [] : [filter.value]);
  return (
    wanted.length === 0 || comparesAs(String(filter.operator ?? 'EQ'), item[filter.filterName], wanted.map(String))
  );
}
