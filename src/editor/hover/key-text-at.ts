import { type Lines, type Place, type Window, windowAround } from './lines.js';

/** A PEM block, a JWK or a JWKS in a document. */
export interface KeyTextAt {
  text: string;
  start: Place;
  end: Place;
}

/** An RSA-4096 private key takes 52 lines, a certificate rarely more than 60. */
const pemLines = 80;
const jsonLines = 150;
const maxJson = 32 * 1024;
const maxBraces = 8;

/** The key material at a position, as text to be described. Looks at a bounded stretch around it. */
export function keyTextAt(lines: Lines, at: Place): KeyTextAt | undefined {
  return pemAt(lines, at) ?? jwkAt(lines, at);
}

function pemAt(lines: Lines, at: Place): KeyTextAt | undefined {
  const here = windowAround(lines, at, 0, 0);
  // Most lines are no part of a PEM block: they hold no dashes of one, and are no bare base64.
  if (!here.text.includes('-----') && !/^\s*[A-Za-z0-9+/]{4,}={0,2}["'\\n,+ ]*$/.test(here.text.slice(0, 200))) {
    return undefined;
  }
  const window = windowAround(lines, at, pemLines, pemLines);
  const { text, offset } = window;
  const begin = text.lastIndexOf('-----BEGIN ', offset + '-----BEGIN '.length - 1);
  if (begin < 0) return undefined;
  const end = /-----END [A-Z0-9 ]{1,64}-----/g;
  end.lastIndex = begin;
  const found = end.exec(text);
  if (found === null || found.index + found[0].length < offset) return undefined;
  return keyText(window, begin, found.index + found[0].length);
}

function jwkAt(lines: Lines, at: Place): KeyTextAt | undefined {
  const whole = windowAround(lines, at, jsonLines, jsonLines);
  const from = Math.max(0, whole.offset - maxJson);
  const near = whole.text.slice(from, whole.offset + maxJson);
  if (!near.includes('"kty"')) return undefined;
  let inner: KeyTextAt | undefined;
  for (const start of openBraces(near, whole.offset - from)) {
    const end = matchingBrace(near, start);
    if (end === undefined) break;
    const kind = kindOfJson(near.slice(start, end));
    if (kind === 'jwks') return keyText(whole, from + start, from + end);
    if (kind === 'jwk') inner ??= keyText(whole, from + start, from + end);
  }
  return inner;
}

function keyText(window: Window, start: number, end: number): KeyTextAt {
  return { text: window.text.slice(start, end), start: window.place(start), end: window.place(end) };
}

/** Braces that are open at an offset, the innermost first. Strings with braces in them may add a wrong one. */
function openBraces(text: string, offset: number): number[] {
  const open: number[] = [];
  let closed = 0;
  for (let at = Math.min(offset, text.length - 1); at >= 0 && open.length < maxBraces; at--) {
    const character = text[at];
    if (character === '}' && at < offset) closed++;
    if (character === '{') {
      if (closed === 0) open.push(at);
      else closed--;
    }
  }
  return open;
}

/** Behind the brace that closes the one at `start`; braces in strings do not count. */
function matchingBrace(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

function kindOfJson(text: string): 'jwk' | 'jwks' | undefined {
  try {
    const value = JSON.parse(text) as { kty?: unknown; keys?: unknown };
    if (Array.isArray(value.keys)) return 'jwks';
    return typeof value.kty === 'string' ? 'jwk' : undefined;
  } catch {
    return undefined;
  }
}
