/** A document as far as a hover needs it: `vscode.TextDocument` fits, and so does an array in a test. */
export interface Lines {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** A position in a document: both from 0, `character` in UTF-16 code units. */
export interface Place {
  line: number;
  character: number;
}

/** A stretch of a document as one text, and the way back from offsets to positions. */
export interface Window {
  text: string;
  /** Offset of the position that was asked for. */
  offset: number;
  place(offset: number): Place;
}

/** Characters taken of a line to either side: the longest token there is. */
const maxSide = 64 * 1024;

/**
 * The text around a position: so many lines before and behind, of each line no more than 64 Ki characters to either
 * side. So the cost does not grow with the document.
 */
export function windowAround(lines: Lines, at: Place, before: number, behind: number): Window {
  const first = Math.max(0, at.line - before);
  const last = Math.min(lines.lineCount - 1, at.line + behind);
  const starts: { line: number; offset: number; character: number }[] = [];
  let text = '';
  let offset = 0;
  for (let line = first; line <= last; line++) {
    const whole = lines.lineAt(line).text;
    const character = line === at.line ? Math.max(0, at.character - maxSide) : 0;
    const part =
      whole.length <= maxSide
        ? whole.slice(character)
        : whole.slice(character, (line === at.line ? at.character : 0) + maxSide);
    starts.push({ line, offset: text.length, character });
    if (line === at.line) offset = text.length + at.character - character;
    text += line === last ? part : `${part}\n`;
  }
  return {
    text,
    offset,
    place(wanted) {
      const start = starts.findLast((candidate) => candidate.offset <= wanted) ?? starts[0]!;
      return { line: start.line, character: start.character + wanted - start.offset };
    },
  };
}
