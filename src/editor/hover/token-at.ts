import { findJwtAt } from '../../jwt/find.js';
import { findSplitJwtAt } from '../../jwt/find-split.js';
import { type Lines, type Place, windowAround } from './lines.js';

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
  if (whole !== undefined) {
    const { token, kind, start, end } = whole;
    return { token, kind, start: line.place(start), end: line.place(end), split: false };
  }
  const near = [
    line.text.slice(Math.max(0, line.offset - 4), line.offset),
    line.text.slice(line.offset, line.offset + 4),
  ];
  if (!near.some((text) => pieceAround.test(text))) return undefined;
  const window = windowAround(lines, at, splitLines, splitLines);
  const found = findSplitJwtAt(window.text, window.offset);
  if (found === undefined) return undefined;
  const { token, kind, start, end } = found;
  return { token, kind, start: window.place(start), end: window.place(end), split: true };
}
