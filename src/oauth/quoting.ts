/**
 * A text as a literal of another language, so that it means exactly that text and nothing in it is
 * run, expanded or ends the literal. Each takes any text; lone surrogates become U+FFFD, as UTF-8 has
 * no form for them.
 */

/** A word of a POSIX shell. Bare where nothing in it is special. */
export function shellWord(text: string): string {
  const safe = wellFormed(text).replaceAll('\0', '');
  return /^[\w@%+=:,./-]+$/.test(safe) && !/^[-=]/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}

/** A string of PowerShell. It takes typographic quotes for quotes. */
export function powershellString(text: string): string {
  return `'${wellFormed(text)
    .replaceAll('\0', '')
    .replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** A string of JSON, which is also one of Python, TypeScript and double-quoted YAML. */
export function jsonString(text: string): string {
  return JSON.stringify(wellFormed(text)).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, unicodeEscape);
}

/** An interpreted string of Go: its escapes are a superset of JSON's. */
export function goString(text: string): string {
  return jsonString(text);
}

/** Escapes of JSON that HCL does not have. */
const notInHcl: Readonly<Record<string, string>> = { b: '\\u0008', f: '\\u000c' };

/** A quoted template of HCL (Terraform), in which `${` and `%{` would begin an expression. */
export function hclString(text: string): string {
  return jsonString(text)
    .replaceAll(/\\(.)/g, (pair: string, letter: string) => notInHcl[letter] ?? pair)
    .replaceAll(/[$%](?=\{)/g, '$&$&');
}

/**
 * A value of an `.env` file. Single quotes keep `$` and `\` as they are in every common reader; where
 * the value has a single quote or line break itself, double quotes with escapes remain.
 */
export function dotenvValue(text: string): string {
  const safe = wellFormed(text).replaceAll('\0', '');
  if (/^[\w@%+=:,./-]+$/.test(safe)) return safe;
  if (!/['\r\n]/.test(safe)) return `'${safe}'`;
  const escaped = safe.replaceAll(/[\\"]/g, '\\$&').replaceAll(/\r\n|\r|\n/g, '\\n');
  return `"${escaped}"`;
}

/** Text for the inside of a `#` comment: one line. */
export function commentText(text: string): string {
  return wellFormed(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, 300);
}

function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
