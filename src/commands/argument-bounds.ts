/** Bounds of an argument object, which another extension, a task, a keybinding or a link may have made. */
export const ARGUMENT_BOUNDS = {
  /** Objects and lists inside each other. */
  depth: 64,
  /** Members and items in all. */
  values: 100_000,
  /** Characters of all texts and names in all; the body of an API call is the longest of them. */
  characters: 16 * 1024 * 1024,
} as const;

/** What of an argument object is beyond the bounds; undefined where nothing is. A circle nests for ever. */
export function beyondBounds(given: unknown): keyof typeof ARGUMENT_BOUNDS | undefined {
  const waiting: [value: unknown, depth: number][] = [[given, 1]];
  let values = 0;
  let characters = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string') characters += value.length;
    if (characters > ARGUMENT_BOUNDS.characters) return 'characters';
    if (typeof value !== 'object' || value === null) continue;
    if (depth > ARGUMENT_BOUNDS.depth) return 'depth';
    for (const name of Object.keys(value)) {
      values += 1;
      if (values > ARGUMENT_BOUNDS.values) return 'values';
      if (!Array.isArray(value)) characters += name.length;
      waiting.push([(value as Record<string, unknown>)[name], depth + 1]);
    }
  }
  return characters > ARGUMENT_BOUNDS.characters ? 'characters' : undefined;
}
