/** What {@link inspectJson} saw of a JSON text. */
export interface JsonShape {
  /** 1 for an object of plain values. */
  readonly depth: number;
  /** Names of members that occur more than once in the same object, at any depth, each once. */
  readonly duplicates: readonly string[];
}

interface Level {
  /** The names so far; undefined for an array. */
  readonly names: Set<string> | undefined;
  /** The next string is a name. */
  expectsName: boolean;
}

/**
 * Depth and duplicate names of a text that JSON.parse has accepted. JSON.parse itself keeps the last of two members
 * of one name and says nothing (RFC 7519 §4 lets a reader refuse them), so that a person can't see that another
 * reader may see another value.
 */
export function inspectJson(json: string): JsonShape {
  const levels: Level[] = [];
  const duplicates = new Set<string>();
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const level = levels.at(-1);
    switch (json[at]) {
      case '{':
      case '[':
        levels.push({ names: json[at] === '{' ? new Set() : undefined, expectsName: json[at] === '{' });
        depth = Math.max(depth, levels.length);
        break;
      case '}':
      case ']':
        levels.pop();
        break;
      case ',':
        if (level?.names) level.expectsName = true;
        break;
      case '"': {
        const end = endOfString(json, at);
        if (level?.names && level.expectsName) {
          const name = JSON.parse(json.slice(at, end + 1)) as string;
          if (level.names.has(name)) duplicates.add(name);
          level.names.add(name);
          level.expectsName = false;
        }
        at = end;
        break;
      }
    }
  }
  return { depth, duplicates: [...duplicates] };
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}
