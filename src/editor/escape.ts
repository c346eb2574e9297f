/**
 * Characters that change how the text around them is shown, or are not seen at all: controls, format characters
 * (bidirectional overrides among them), line and paragraph separators, private use and lone surrogates.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text with every invisible character written as `\u{…}`, so that what is shown is what is there. */
export function showUnseen(text: string): string {
  return text.replaceAll(unseen, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** As {@link showUnseen}, but line breaks and tabs of our own layout stay. */
export function showUnseenInLines(text: string): string {
  return text.replaceAll(unseen, (character) =>
    character === '\n' || character === '\t' ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

/** At most `length` characters, with an ellipsis where something was left out; never half a surrogate pair. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

/**
 * Text of a stranger as literal Markdown text: no emphasis, link, image, HTML, autolink, codicon or code can come
 * out of it, on one line.
 */
export function markdownText(text: string): string {
  return (
    showUnseen(text)
      // CommonMark §2.4: any ASCII punctuation may be escaped by a backslash.
      .replaceAll(/[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g, '\\$&')
      // GitHub's autolinks know no backslash: a zero-width space would change the text, an entity does not.
      .replaceAll(/\b(w)ww(?=\\\.)/gi, (match, first: string) => `&#${first.charCodeAt(0)};${match.slice(1)}`)
      .replaceAll(/\b(h|f|m)(?=(?:ttps?|tp|ailto|ttp)\\:)/gi, (match) => `&#${match.charCodeAt(0)};`)
  );
}

/** Text for a label in which `$(…)` would become an icon, as it would in the name of a stranger. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}

/** A fenced code block that the text cannot end: its fence is longer than any run of backticks inside. */
export function fenced(text: string, language: string): string {
  const shown = showUnseenInLines(text);
  const longest = (shown.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** Text as inline code. Outside of code blocks a newline would end the paragraph, so there is none. */
export function inlineCode(text: string): string {
  const shown = showUnseen(text);
  if (shown.trim() === '') return markdownText(shown);
  const longest = (shown.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  // A space beside a backtick is stripped again by CommonMark §6.1.
  return shown.startsWith('`') || shown.endsWith('`') ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}
