import { findJwtAt, isBase64url, MAX_TOKEN_LENGTH } from './find.js';

/** A token that source code breaks over several string literals or lines. */
export interface SplitJwt {
  /** From the first character of its first piece to behind the last of its last. */
  readonly start: number;
  readonly end: number;
  readonly token: string;
  readonly kind: 'jws' | 'jwe';
  /** The pieces in the text, in order, at least two. */
  readonly pieces: readonly { readonly start: number; readonly end: number }[];
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

const DOT = 0x2e;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const QUOTES = new Set(['"', "'", '`']);
/** `+` (JavaScript, Java, Python, Go, C#), `.` (PHP, Perl), `&` (Visual Basic), and `..` and `||` (Lua, SQL). */
const OPERATORS = new Set(['+', '.', '&', '|']);
/** Line break, indentation, operator and quotes between two pieces take no more than this. */
const MAX_JOINT = 200;
const MAX_PIECES = 512;

/**
 * The token at an offset that is written in pieces: `"eyJ…" +⏎ "…"`, adjacent literals (Python, C), or a backslash at
 * the end of a line (shell). Ask this first and {@link findJwtAt} then, which takes the first piece alone for the whole
 * where the break is in the signature. Looks at no more than 64 Ki characters of token to either side.
 */
export function findSplitJwtAt(text: string, offset: number): SplitJwt | undefined {
  if (!(offset >= 0 && offset <= text.length)) return undefined;
  const here = pieceAt(text, offset);
  if (here.start === here.end) return undefined;
  const pieces = [...piecesBefore(text, here), here, ...piecesAfter(text, here)];
  if (pieces.length === 1) return undefined;
  const joined = pieces.map(({ start, end }) => text.slice(start, end)).join('');
  const before = pieces.slice(0, pieces.indexOf(here)).reduce((length, piece) => length + piece.end - piece.start, 0);
  const found = findJwtAt(joined, before + offset - here.start);
  return found && located(pieces, found);
}

/** The pieces that a stretch of the joined text covers. */
function located(
  pieces: readonly Piece[],
  found: { start: number; end: number; token: string; kind: 'jws' | 'jwe' },
): SplitJwt | undefined {
  const covered: Piece[] = [];
  let position = 0;
  for (const { start, end } of pieces) {
    const from = Math.max(found.start - position, 0);
    const to = Math.min(found.end - position, end - start);
    if (from < to) covered.push({ start: start + from, end: start + to });
    position += end - start;
  }
  const [first] = covered;
  if (!first || covered.length < 2) return undefined;
  return { start: first.start, end: covered.at(-1)!.end, token: found.token, kind: found.kind, pieces: covered };
}

function piecesBefore(text: string, from: Piece): Piece[] {
  const pieces: Piece[] = [];
  let budget = MAX_TOKEN_LENGTH;
  let next = from;
  while (pieces.length < MAX_PIECES && budget > 0) {
    const end = acrossJoint(text, next.start, -1);
    if (end === undefined) break;
    const piece = { start: edge(text, end, -1, budget), end };
    if (piece.start === piece.end) break;
    budget -= piece.end - piece.start;
    pieces.unshift(piece);
    next = piece;
  }
  return pieces;
}

function piecesAfter(text: string, from: Piece): Piece[] {
  const pieces: Piece[] = [];
  let budget = MAX_TOKEN_LENGTH;
  let next = from;
  while (pieces.length < MAX_PIECES && budget > 0) {
    const start = acrossJoint(text, next.end, 1);
    if (start === undefined) break;
    const piece = { start, end: edge(text, start, 1, budget) };
    if (piece.start === piece.end) break;
    budget -= piece.end - piece.start;
    pieces.push(piece);
    next = piece;
  }
  return pieces;
}

function pieceAt(text: string, offset: number): Piece {
  return { start: edge(text, offset, -1, MAX_TOKEN_LENGTH), end: edge(text, offset, 1, MAX_TOKEN_LENGTH) };
}

/** Where the run of token characters around an offset ends, in one direction. */
function edge(text: string, offset: number, step: 1 | -1, budget: number): number {
  let at = offset;
  const side = step === 1 ? 0 : -1;
  for (let left = budget; left > 0; left--) {
    const code = text.charCodeAt(at + side);
    if (code !== DOT && !isBase64url(code)) break;
    at += step;
  }
  return at;
}

/**
 * From the edge of one piece to the near edge of the next, over quote, space, operator, space, quote, or over a
 * backslash and a line break; undefined where something else stands between.
 */
function acrossJoint(text: string, offset: number, step: 1 | -1): number | undefined {
  const side = step === 1 ? 0 : -1;
  const limit = offset + step * MAX_JOINT;
  let at = offset;
  let lineBreak = false;
  const skipSpace = () => {
    while (at !== limit && /\s/.test(text.charAt(at + side))) {
      if (text.charCodeAt(at + side) === LINE_FEED) lineBreak = true;
      at += step;
    }
  };
  const skipOne = (character: string) => {
    if (text.charAt(at + side) !== character) return false;
    at += step;
    return true;
  };
  const quote = text.charAt(at + side);
  if (!QUOTES.has(quote)) return acrossLineBreak(text, offset, step);
  at += step;
  // Operator and backslash stand on either side of the line break.
  skipSpace();
  const operator = text.charAt(at + side);
  const joined = OPERATORS.has(operator) && skipOne(operator);
  if (joined) skipOne(operator);
  skipSpace();
  skipOne('\\');
  skipSpace();
  // On one line, two literals side by side are two arguments.
  return (joined || lineBreak) && skipOne(quote) ? at : undefined;
}

/** `\` at the end of a line: the text goes on in the next, behind its indentation. */
function acrossLineBreak(text: string, offset: number, step: 1 | -1): number | undefined {
  if (step === 1) {
    if (text.charCodeAt(offset) !== BACKSLASH) return undefined;
    let at = offset + 1;
    if (text.charAt(at) === '\r') at++;
    if (text.charCodeAt(at) !== LINE_FEED) return undefined;
    at++;
    while (at < offset + MAX_JOINT && (text.charAt(at) === ' ' || text.charAt(at) === '\t')) at++;
    return at;
  }
  let at = offset;
  while (at > offset - MAX_JOINT && (text.charAt(at - 1) === ' ' || text.charAt(at - 1) === '\t')) at--;
  if (text.charCodeAt(at - 1) !== LINE_FEED) return undefined;
  at--;
  if (text.charAt(at - 1) === '\r') at--;
  return text.charCodeAt(at - 1) === BACKSLASH ? at - 1 : undefined;
}
