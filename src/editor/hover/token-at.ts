import { findJwtAt } from '../../jwt/find.js';
import { findSplitJwtAt } from '../../jwt/find-split.js';
import { type Lines, type Place, type Window, windowAround } from './lines.js';

/** A token in a document. */
export interface TokenAt {
  token: string;
  kind: 'jws' | 'jwe';
  start: Place;
  end: Place;
  /** It is written in several pieces, so that nothing can simply take its place. */
  split: boolean;
}

/** Lines to either side that a token in pieces may take. */
const splitLines = 40;
/** Fewer characters in a row are a word, not a piece of a token. */
const pieceAround = /^[A-Za-z0-9_.-]{4}|[A-Za-z0-9_.-]{4}$/;

/** The token at a position, be it in one piece or over several literals and lines. */
export function tokenAt(lines: Lines, at: Place): TokenAt | undefined {
  const line = windowAround(lines, at, 0, 0);
  const whole = findJwtAt(line.text, line.offset);
  if (whole === undefined) return isPieceAround(line) ? piecesIn(lines, at) : undefined;
  const { token, kind, start, end } = whole;
  const inOnePiece = { token, kind, start: line.place(start), end: line.place(end), split: false };
  return goesOn(line.text, end) ? (piecesIn(lines, at) ?? inOnePiece) : inOnePiece;
}

/** Whether another literal may follow, with the rest of a signature that is broken there. */
function goesOn(line: string, end: number): boolean {
  return /^["'`]\s{0,200}(?:$|[+.&|\\"'`])|^\\$/.test(line.slice(end, end + 210));
}

function isPieceAround({ text, offset }: Window): boolean {
  const near = [text.slice(Math.max(0, offset - 4), offset), text.slice(offset, offset + 4)];
  return near.some((characters) => pieceAround.test(characters));
}

function piecesIn(lines: Lines, at: Place): TokenAt | undefined {
  const window = windowAround(lines, at, splitLines, splitLines);
  const found = findSplitJwtAt(window.text, window.offset);
  if (found === undefined) return undefined;
  const { token, kind, start, end } = found;
  return { token, kind, start: window.place(start), end: window.place(end), split: true };
}
