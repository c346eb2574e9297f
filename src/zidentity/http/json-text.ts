import { HttpError } from './http-error.js';

/** Objects and arrays inside each other; no body of the admin API or the tenant's configuration has ten. */
export const maxDepth = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads JSON that somebody else sent.
 * @returns undefined for an empty body
 * @throws HttpError 400; its message names the place but repeats nothing of the text, which may hold a secret
 */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw new HttpError(400, 'The body is not UTF-8 text. Send JSON in UTF-8 (RFC 8259 §8.1).');
  }
  if (text.trim() === '') return undefined;
  if (depthOf(text) > maxDepth) throw new HttpError(400, `The body nests deeper than ${maxDepth} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new HttpError(400, `The body is not JSON${placeOf(error, text)}.`);
  }
  // An own member of this name becomes the prototype of whatever it is later copied onto.
  if (text.includes('proto') || text.includes('\\u')) refuseProto(value);
  return value;
}

/** An upper bound that is exact for valid JSON: brackets outside of strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at += 1;
        while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
        break;
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        if (depth > deepest) deepest = depth;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1;
        break;
    }
  }
  return deepest;
}

/** V8 names the position, and then quotes the text around it: only the first is passed on. */
function placeOf(error: unknown, text: string): string {
  const position = /at position (\d+)/.exec((error as Error).message)?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `: line ${before.length}, column ${(before.at(-1) as string).length + 1}`;
}

function refuseProto(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) throw new HttpError(400, 'The body has a member "__proto__". Remove it.');
  for (const inner of Object.values(value)) refuseProto(inner);
}
