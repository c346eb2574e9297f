import { WorkbenchError } from '../errors.js';
import { MAX_TOKEN_LENGTH } from './find.js';
import { inspectJson } from './json.js';

/** A token taken apart. Nothing about it has been verified. */
export interface DecodedJwt {
  /** The token as it was given. */
  readonly token: string;
  readonly header: Record<string, unknown>;
  readonly payload: Record<string, unknown>;
  /** Base64url; empty for an unsigned token. */
  readonly signature: string;
  /** What the signature is over: the first two parts with their dot (RFC 7515 §5.1). */
  readonly signingInput: string;
  /** Header parameters or claims that occur twice, of which only the last is shown: `exp`, `header.alg`. */
  readonly duplicates: readonly string[];
}

/** Deeper JSON than any token has; shallow enough for every recursive reader. */
export const MAX_JSON_DEPTH = 32;

const PARTS = ['header', 'payload', 'signature'] as const;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes a signed or unsigned token in compact form, at most 64 KiB. It does not verify anything.
 *
 * @throws WorkbenchError `jwt-malformed` with the precise reason, `jwt-encrypted` for the five parts of a JWE. No
 *   message quotes the token.
 */
export function decodeJwt(token: string): DecodedJwt {
  if (token.length > MAX_TOKEN_LENGTH) throw malformed(`The token is longer than ${MAX_TOKEN_LENGTH / 1024} KiB.`);
  const parts = token.split('.', 6);
  if (parts.length === 5) {
    throw new WorkbenchError('jwt-encrypted', 'This is an encrypted token (JWE): only its recipient can read it.', {
      hint: 'Use the signed token (three parts) that was inside it, or ask its recipient.',
    });
  }
  if (parts.length !== 3) throw malformed(partCountReason(token, parts.length));
  const [header, payload] = parts as [string, string, string];
  if (!header || !payload) throw malformed(`The ${header ? 'payload' : 'header'} is empty.`);
  for (const [index, part] of parts.entries()) checkBase64url(part, PARTS[index]!);
  const decodedHeader = decodeObject(header, 'header');
  const decodedPayload = decodeObject(payload, 'payload');
  return {
    token,
    header: decodedHeader.value,
    payload: decodedPayload.value,
    signature: parts[2]!,
    signingInput: token.slice(0, header.length + 1 + payload.length),
    duplicates: [...decodedHeader.duplicates.map((name) => `header.${name}`), ...decodedPayload.duplicates],
  };
}

/**
 * What a person pasted, made into a bare token: without the quotes around it, `Authorization:`, `Bearer`, and the
 * line breaks of a terminal or mail in it.
 */
export function cleanPastedToken(text: string): string {
  return (
    text
      .slice(0, 2 * MAX_TOKEN_LENGTH)
      .trim()
      .replace(/^["'`]?(?:authorization["']?\s*[:=]\s*)?["'`]?(?:bearer\s+)?/i, '')
      // Looking behind keeps it linear: only the first of a run of such characters begins one.
      .replace(/(?<!["'`,;])["'`,;]+$/, '')
      .replace(/\s+/g, '')
  );
}

function partCountReason(token: string, count: number): string {
  if (token === '') return 'The token is empty.';
  if (count === 1) return 'The token has no dots: a JWT has three parts with a dot between each.';
  return `The token has ${count > 5 ? 'more than five' : count} parts; a JWT has three: header, payload and signature.`;
}

function checkBase64url(part: string, name: (typeof PARTS)[number]): void {
  const wrong = part.search(/[^A-Za-z0-9_-]/);
  if (wrong >= 0) {
    const character = part[wrong]!;
    const standard = character === '+' || character === '/' || character === '=';
    throw malformed(
      standard
        ? `The ${name} is plain base64 ("${character}" at position ${wrong + 1}), not base64url without padding.`
        : `The ${name} is not base64url: there is a character at position ${wrong + 1} that can't be in it.`,
    );
  }
  if (part.length % 4 === 1) throw malformed(`The ${name} is cut off: base64url never has a length of ${part.length}.`);
}

function decodeObject(part: string, name: string): { value: Record<string, unknown>; duplicates: readonly string[] } {
  let json: string;
  try {
    json = strictUtf8.decode(Buffer.from(part, 'base64url'));
  } catch {
    throw malformed(`The ${name} is not UTF-8 text.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw malformed(`The ${name} is not valid JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed(`The ${name} is not a JSON object but ${describeType(value)}.`);
  }
  const { depth, duplicates } = inspectJson(json);
  if (depth > MAX_JSON_DEPTH) throw malformed(`The ${name} is nested more than ${MAX_JSON_DEPTH} levels deep.`);
  return { value: value as Record<string, unknown>, duplicates };
}

function describeType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'string' ? 'a string' : typeof value === 'number' ? 'a number' : 'a boolean';
}

function malformed(message: string): WorkbenchError {
  return new WorkbenchError('jwt-malformed', message, {
    hint: 'Copy the token again, whole: it starts with "eyJ" and has two dots in it.',
  });
}
