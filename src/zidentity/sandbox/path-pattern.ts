/**
 * Matches the segments of a path against a pattern of the same number of segments. `:name` takes any one
 * segment, `:name#` one of digits, `:name~` one that is no number. Returns what was taken, or undefined.
 *
 * @example matchPath('locations/:id/sublocations', ['locations', '7', 'sublocations']) // { id: '7' }
 */
export function matchPath(pattern: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = pattern.split('/');
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== segment) return undefined;
    } else if (part.endsWith('#') || part.endsWith('~')) {
      if (/^\d+$/.test(segment) !== part.endsWith('#')) return undefined;
      params[part.slice(1, -1)] = segment;
    } else {
      params[part.slice(1)] = segment;
    }
  }
  return params;
}

/** The first entry whose pattern matches, with what it took. */
export function findByPath<T extends { path: string }>(
  entries: readonly T[],
  segments: readonly string[],
  accept: (entry: T) => boolean = () => true,
): { entry: T; params: Record<string, string> } | undefined {
  for (const entry of entries) {
    if (!accept(entry)) continue;
    const params = matchPath(entry.path, segments);
    if (params !== undefined) return { entry, params };
  }
  return undefined;
}
