/** A string or template literal of a source text; each `${…}` of a template is a numbered place, as in `l10n.t`. */
export interface Literal {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands before a slash that begins a regular expression, not a division. */
const beforeRegex = /(?:^|[=(,:[!&|?{};\n>]|\breturn|\bcase|\btypeof)\s*$/;

/**
 * Every string and template literal of a TypeScript source, also those within the `${…}` of a template, without what
 * stands in comments and regular expressions. It reads as much of the language as this project's formatted source has.
 */
export function findLiterals(source: string): Literal[] {
  const literals: Literal[] = [];
  let at = 0;

  /** Reads code up to the brace that ends a template's place, or to the end. */
  function code(): void {
    for (let depth = 0; at < source.length; ) {
      const next = source[at]!;
      if (source.startsWith('//', at)) skipPast('\n');
      else if (source.startsWith('/*', at)) skipPast('*/');
      else if (next === '/' && beforeRegex.test(source.slice(Math.max(0, at - 40), at))) {
        skip(/\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\/\w*/y);
      } else if (next === "'" || next === '"') quoted();
      else if (next === '`') template();
      else {
        if (next === '{') depth++;
        if (next === '}' && depth-- === 0) return;
        at++;
      }
    }
  }

  function skipPast(end: string): void {
    const index = source.indexOf(end, at);
    at = index < 0 ? source.length : index + end.length;
  }

  function skip(pattern: RegExp): string {
    pattern.lastIndex = at;
    const [found] = pattern.exec(source) ?? [source[at]!];
    at += found.length;
    return found;
  }

  function quoted(): void {
    const start = at;
    const found = skip(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y);
    literals.push({ text: unescaped(found.slice(1, -1)), start, end: at });
  }

  function template(): void {
    const start = at++;
    let text = '';
    for (let places = 0; at < source.length && source[at] !== '`'; ) {
      if (source.startsWith('${', at)) {
        at += 2;
        code();
        at++;
        text += `{${places++}}`;
      } else text += unescaped(skip(/\\(?:u\{[\da-f]+\}|.)|[^\\`$]+|\$/isy));
    }
    at++;
    literals.push({ text, start, end: at });
  }

  code();
  return literals;
}

/** What the escapes of a literal stand for. */
export function unescaped(body: string): string {
  const named: Record<string, string> = { n: '\n', t: '\t', r: '\r', 0: '\0', b: '\b', f: '\f', v: '\v' };
  return body.replaceAll(
    /\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|(.))/gi,
    (_, long?: string, short?: string, byte?: string, letter = '') => {
      const code = long ?? short ?? byte;
      return code === undefined ? (named[letter] ?? letter) : String.fromCodePoint(Number.parseInt(code, 16));
    },
  );
}
