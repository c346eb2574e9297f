/** A name with the literal value it is given, as far as that stands on one line. */
export interface Assignment {
  /** As it is written, e.g. `ZSCALER_VANITY_DOMAIN` or `vanityDomain`. */
  name: string;
  nameStart: number;
  nameEnd: number;
  value: string;
  /** Offsets of the value in the text, without its quotes. */
  start: number;
  end: number;
}

/** Characters of a text that are looked at; a configuration has a thousandth of it. */
export const maxTextLength = 1024 * 1024;

/** Characters of a line that are looked at; a longer line is minified or data. */
const maxLineLength = 4000;

/** Characters of a value; with a longer one the assignment is passed over. */
const maxValueLength = 256;

/** Calls `visit` with each line and its offset, bounded in every direction. */
export function forEachLine(text: string, visit: (line: string, offset: number, number: number) => void): void {
  const limit = Math.min(text.length, maxTextLength);
  let offset = 0;
  for (let number = 0; offset < limit; number++) {
    const found = text.indexOf('\n', offset);
    const end = found === -1 || found > limit ? limit : found;
    visit(text.slice(offset, Math.min(end, offset + maxLineLength)), offset, number);
    offset = end + 1;
  }
}

/**
 * Literals that are assigned to a name on one line, in the forms of `.env`, shell, YAML, HCL, JSON and
 * source: `NAME=value`, `name: "value"`, `"name": 'value'`, `WithName("value")`,
 * `getenv("NAME", "value")`. Bare words count where `bareWords` is true, as in `.env` and YAML; in
 * source they are expressions. Every quantifier is bounded, so the time is linear in the line.
 *
 * @param names alternatives of a regular expression without groups
 */
export function assignmentsIn(line: string, offset: number, names: string, bareWords: boolean): Assignment[] {
  const found: Assignment[] = [];
  for (const match of line.matchAll(patternFor(names))) {
    const name = match[1]!;
    const quoted = match[2] ?? match[3] ?? match[4];
    const value = quoted ?? match[5]!;
    if (quoted === undefined && !bareWords) continue;
    const end = offset + match.index + match[0].length - (quoted === undefined ? 0 : 1);
    const nameStart = offset + match.index;
    found.push({ name, nameStart, nameEnd: nameStart + name.length, value, start: end - value.length, end });
  }
  return found;
}

const patterns = new Map<string, RegExp>();

function patternFor(names: string): RegExp {
  let pattern = patterns.get(names);
  if (pattern === undefined) {
    pattern = new RegExp(
      `(?<![\\w-])(${names})(?!\\w)["'\`\\])]{0,2}[ \\t]{0,40}(?:=>|:=|[:=(,])[ \\t]{0,40}(?:"([^"]{0,${maxValueLength}})"|'([^']{0,${maxValueLength}})'|\`([^\`]{0,${maxValueLength}})\`|([^\\s"'\`,;)#]{1,${maxValueLength}}))`,
      'gi',
    );
    patterns.set(names, pattern);
  }
  return pattern;
}

/** Whether a value is filled in elsewhere: an expansion, a template, or a word that says "put yours here". */
export function isPlaceholder(value: string): boolean {
  return (
    value === '' ||
    /^\$|\$[{(]|\{\{|^<[^>]*>$|^%[^%]*%$|^\*+$|…|^\.{2,}$/.test(value) ||
    /^(?:x{3,}|changeme|change_me|todo|none|null|undefined|secret|example|placeholder|redacted)$/i.test(value) ||
    /\b(?:your|my)[-_ ]?(?:own|client|zscaler|vanity|secret|private|api|id|cloud|domain)|placeholder|_here$/i.test(
      value,
    )
  );
}
