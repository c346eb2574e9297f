import type { Item } from './item.js';
import { comparesAs, operatorNames } from './operators.js';

/** Query keys that say how to list, not what. */
const notFilters = new Set(
  ['page', 'pageSize', 'offset', 'limit', 'search', 'sortBy', 'sortOrder', 'sort', 'order', 'includeOnly'].map((key) =>
    key.toLowerCase(),
  ),
);

/** The value of a query key whatever its case; the last where it is repeated. */
export function queryValue(query: URLSearchParams, name: string): string | undefined {
  let found: string | undefined;
  for (const [key, value] of query) if (key.toLowerCase() === name.toLowerCase()) found = value;
  return found;
}

/** A whole number of a query key, held to the bounds; the default where it is missing or no number. */
export function queryNumber(query: URLSearchParams, name: string, fallback: number, min: number, max: number): number {
  const value = queryValue(query, name);
  if (value === undefined || !/^\d{1,9}$/.test(value)) return fallback;
  return Math.min(max, Math.max(min, Number(value)));
}

export interface Selection {
  /** Query keys that mean a field of another name. */
  aliases?: Readonly<Record<string, string>> | undefined;
  searchKey?: string | undefined;
}

/**
 * The items that a list request asks for, before paging: `search` looks at all short texts of an item;
 * a key that names a field of the items filters by it; any other key is left alone, as services do with
 * parameters they do not know.
 */
export function selectItems(
  items: Item[],
  query: URLSearchParams,
  { aliases = {}, searchKey = 'search' }: Selection = {},
): Item[] {
  let selected = items;
  const search = queryValue(query, searchKey);
  if (search !== undefined && search !== '') selected = selected.filter(searchTest(search));
  for (const [key, value] of query) {
    if (notFilters.has(key.toLowerCase()) || key === searchKey || value === '') continue;
    const field = aliases[key] ?? key;
    if (!items.some((item) => isScalar(item[field]))) continue;
    selected = selected.filter((item) => fieldMatches(item[field], value, field));
  }
  return sortItems(selected, query);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Names are searched for, everything else must be equal, whatever the case. */
function fieldMatches(value: unknown, wanted: string, field: string): boolean {
  if (!isScalar(value)) return false;
  const [has, wants] = [String(value).toLowerCase(), wanted.toLowerCase()];
  return /name$/i.test(field) ? has.includes(wants) : has === wants;
}

const operatorForm = new RegExp(`^(\\w+)[\\s&+]+(${operatorNames})[\\s&+]+"?(.*?)"?$`, 'i');

/**
 * ZPA's clients write `name EQ "x"`, or replace the blanks of a name by `&`; all other services search
 * for the text as it stands.
 */
function searchTest(search: string): (item: Item) => boolean {
  const operator = operatorForm.exec(search);
  if (operator !== null) {
    const [, field = '', verb = '', wanted = ''] = operator;
    return (item) => comparesAs(verb, item[field], [wanted.replaceAll('&', ' ')]);
  }
  const text = search.toLowerCase();
  const words = text.split('&').filter((word) => word !== '');
  return (item) =>
    Object.values(item).some((value) => {
      if (typeof value !== 'string') return false;
      const has = value.toLowerCase();
      return has.includes(text) || (words.length > 1 && words.every((word) => has.includes(word)));
    });
}

function sortItems(items: Item[], query: URLSearchParams): Item[] {
  const field = queryValue(query, 'sortBy');
  if (field === undefined || !items.some((item) => isScalar(item[field]))) return items;
  const direction = /^desc/i.test(queryValue(query, 'sortOrder') ?? '') ? -1 : 1;
  return [...items].sort((a, b) => direction * compare(a[field], b[field]));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'en', { numeric: true });
}
