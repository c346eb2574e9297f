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

/** Characters taken of the line itself to either side: the longest token there is. */
const maxSide = 64 * 1024;
/** Characters taken of each other line: one line of a key, or one piece of a token. */
const maxOther = 4096;
/** Characters taken of all other lines before, and of all behind. */
const maxOthers = 32 * 1024;

/**
 * The text around a position: so many lines before and behind, of the line itself no more than 64 Ki characters to
 * either side, of each other one 4 Ki, of all others 32 Ki. So the cost does not grow with the document.
 */
export function windowAround(lines: Lines, at: Place, before: number, behind: number): Window {
  const first = farthest(lines, at.line, -1, Math.max(0, at.line - before));
  const last = farthest(lines, at.line, 1, Math.min(lines.lineCount - 1, at.line + behind));
  const starts: { line: number; offset: number; character: number }[] = [];
  const parts: string[] = [];
  let length = 0;
  let offset = 0;
  for (let line = first; line <= last; line++) {
    const here = line === at.line;
    const character = here ? Math.max(0, at.character - maxSide) : 0;
    const part = lines.lineAt(line).text.slice(character, here ? at.character + maxSide : maxOther);
    starts.push({ line, offset: length, character });
    if (here) offset = length + at.character - character;
    parts.push(part);
    length += part.length + 1;
  }
  return {
    text: parts.join('\n'),
    offset,
    place(wanted) {
      const start = starts.findLast((candidate) => candidate.offset <= wanted) ?? starts[0]!;
      return { line: start.line, character: start.character + wanted - start.offset };
    },
  };
}

/** The last line to be taken in one direction: at the limit, or where there is enough. */
function farthest(lines: Lines, from: number, step: 1 | -1, limit: number): number {
  let left = maxOthers;
  let line = from;
  while (line !== limit && left > 0) {
    line += step;
    left -= Math.min(lines.lineAt(line).text.length, maxOther);
  }
  return line;
}
