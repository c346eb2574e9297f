/** A token in a text. Offsets are in UTF-16 code units, `end` is behind the last character. */
export interface FoundJwt {
  readonly start: number;
  readonly end: number;
  readonly token: string;
  /** `jws`: three parts, can be decoded. `jwe`: five parts, encrypted (RFC 7516 §3.1). */
  readonly kind: 'jws' | 'jwe';
}

/** Longer tokens are not looked for: no server takes one in a header, and hover has to stay cheap. */
export const MAX_TOKEN_LENGTH = 64 * 1024;
/** Base64url of `{"a":1}`; a shorter header can't name an algorithm. */
const MIN_HEADER_LENGTH = 10;
/** Base64url of `{"`: every compact token whose header was written without spaces begins so. */
const PREFIX = 'eyJ';
const DOT = 0x2e;

const BASE64URL = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
  BASE64URL[character.charCodeAt(0)] = 1;
}

/**
 * The token at an offset of a text (also right behind its last character, or on the `Bearer ` before it). Looks at
 * no more than 64 Ki characters to either side, however long the text or line is.
 */
export function findJwtAt(text: string, offset: number): FoundJwt | undefined {
  if (!(offset >= 0 && offset <= text.length)) return undefined;
  const runStart = startOfRun(text, offset);
  for (const found of scan(text, runStart, offset + 1)) {
    if (found.end >= offset) return found;
  }
  return behindBearer(text, offset);
}

/**
 * All tokens of a text, in order, each once. Linear in the text's length: every character is looked at a bounded
 * number of times. `from` and `to` bound where a token may start; it may end behind `to`.
 */
export function* findJwts(text: string, from = 0, to: number = text.length): Generator<FoundJwt, void, void> {
  yield* scan(text, from, to);
}

/** Characters searched between two pauses of {@link findJwtsInSteps}: a few milliseconds. */
const STEP = 512 * 1024;

/**
 * The same for a text so large that the event loop must breathe in between: `pause` is awaited after every
 * 512 Ki characters (hand in `setImmediate` as a promise). Ends early once `signal` is aborted.
 */
export async function* findJwtsInSteps(
  text: string,
  pause: () => Promise<unknown>,
  signal?: AbortSignal,
): AsyncGenerator<FoundJwt, void, void> {
  let next = 0;
  for (let from = 0; from < text.length; from += STEP) {
    if (signal?.aborted) return;
    for (const found of scan(text, Math.max(from, next), from + STEP)) {
      next = found.end;
      yield found;
    }
    await pause();
  }
}

function* scan(text: string, from: number, to: number): Generator<FoundJwt, void, void> {
  // indexOf knows no end; a slice gives it one, without copying.
  const last = Math.min(to, text.length);
  const window = from === 0 && last === text.length ? text : text.slice(from, last + PREFIX.length - 1);
  const base = window === text ? 0 : from;
  let position = from;
  while (position < last) {
    const hit = window.indexOf(PREFIX, position - base);
    if (hit < 0) return;
    const start = base + hit;
    if (!isBoundary(text, start)) {
      // Nothing inside a run of base64url characters and dots stands at a boundary.
      position = endOfRun(text, start, last);
      continue;
    }
    // One character more than a token may have tells that it is too long.
    const limit = Math.min(text.length, start + MAX_TOKEN_LENGTH + 1);
    const headerEnd = endOfPart(text, start, limit);
    const found = headerEnd - start >= MIN_HEADER_LENGTH ? tokenFrom(text, start, headerEnd, limit) : undefined;
    if (found) yield found;
    position = found ? found.end : headerEnd;
  }
}

/** The token whose first part is [start, headerEnd), if the rest of one follows. */
function tokenFrom(text: string, start: number, headerEnd: number, limit: number): FoundJwt | undefined {
  const second = nextPart(text, headerEnd, limit);
  if (second < 0) return undefined;
  const third = nextPart(text, second, limit);
  if (third < 0) return undefined;
  const fourth = nextPart(text, third, limit);
  const fifth = fourth < 0 ? -1 : nextPart(text, fourth, limit);
  // The parts of a JWE are header, key, IV, ciphertext and tag; only the key may be empty (RFC 7516 §7.1).
  if (fifth > fourth + 1 && fourth > third + 1 && third > second + 1) return bounded(text, start, fifth, 'jwe');
  // The third part of an unsigned token (alg none) is empty.
  return second > headerEnd + 1 ? bounded(text, start, third, 'jws') : undefined;
}

/** The end of the part behind a dot at an offset, or -1 where there is no dot. */
function nextPart(text: string, dot: number, limit: number): number {
  return dot < limit && text.charCodeAt(dot) === DOT ? endOfPart(text, dot + 1, limit) : -1;
}

function bounded(text: string, start: number, end: number, kind: FoundJwt['kind']): FoundJwt | undefined {
  if (end - start > MAX_TOKEN_LENGTH) return undefined;
  return { start, end, token: text.slice(start, end), kind };
}

function endOfPart(text: string, from: number, limit: number): number {
  let end = from;
  while (end < limit && isBase64url(text.charCodeAt(end))) end++;
  return end;
}

function endOfRun(text: string, from: number, limit: number): number {
  let end = from;
  while (end < limit) {
    const code = text.charCodeAt(end);
    if (code !== DOT && !isBase64url(code)) break;
    end++;
  }
  return end;
}

function startOfRun(text: string, offset: number): number {
  const limit = Math.max(0, offset - MAX_TOKEN_LENGTH);
  let start = offset;
  while (start > limit) {
    const code = text.charCodeAt(start - 1);
    if (code !== DOT && !isBase64url(code)) break;
    start--;
  }
  return start;
}

/** False also for NaN, which charCodeAt gives outside the text: as an index it would slow down all that come after. */
export function isBase64url(code: number): boolean {
  return code < BASE64URL.length && BASE64URL[code] === 1;
}

/**
 * A token may start where no base64url character or dot stands before. But `%22eyJ…` and `\neyJ…` do start one, as the
 * characters before belong to a URL's or a string's escape.
 */
function isBoundary(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  return before !== DOT && (!isBase64url(before) || endsEscape(text, start));
}

const PERCENT = 0x25;
const BACKSLASH = 0x5c;
/** `%22`, `\n`, `\x22` or `\u0022`, by what stands two to six characters before its end. */
const ESCAPE = /(?:%[0-9a-fA-F]{2}|\\(?:[nrt]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}))$/;

function endsEscape(text: string, end: number): boolean {
  // The first character of each form, before the slower pattern: almost no candidate gets further.
  const begins =
    text.charCodeAt(end - 2) === BACKSLASH ||
    text.charCodeAt(end - 3) === PERCENT ||
    text.charCodeAt(end - 4) === BACKSLASH ||
    text.charCodeAt(end - 6) === BACKSLASH;
  return begins && ESCAPE.test(text.slice(Math.max(0, end - 6), end));
}

const BEARER = 'bearer';

/** Somebody who points at the word `Bearer` means the token behind it. */
function behindBearer(text: string, offset: number): FoundJwt | undefined {
  const from = Math.max(0, offset - BEARER.length);
  const around = text.slice(from, offset + BEARER.length + 1).toLowerCase();
  const word = around.indexOf(BEARER);
  if (word < 0) return undefined;
  let start = from + word + BEARER.length;
  const limit = start + 4;
  while (start < limit && (text.charCodeAt(start) === 0x20 || text.charCodeAt(start) === 0x09)) start++;
  const [found] = scan(text, start, start + 1);
  return found?.start === start ? found : undefined;
}
