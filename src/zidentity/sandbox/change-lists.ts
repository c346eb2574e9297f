import type { Item } from './item.js';

/**
 * `?action=ADD_TO_LIST` and `REMOVE_FROM_LIST` change the lists of an item or of settings by what the body's lists hold;
 * `?override=false` adds to them.
 */
export function changeLists(body: Item, before: Item, query: URLSearchParams): Item {
  const action = query.get('override') === 'false' ? 'ADD_TO_LIST' : query.get('action');
  if (action !== 'ADD_TO_LIST' && action !== 'REMOVE_FROM_LIST') return body;
  const changed: Item = { ...before, ...body };
  for (const [field, value] of Object.entries(body)) {
    const had = before[field];
    if (!Array.isArray(value) || !Array.isArray(had)) continue;
    changed[field] =
      action === 'ADD_TO_LIST' ? [...new Set([...had, ...value])] : had.filter((one) => !value.includes(one));
  }
  return changed;
}
