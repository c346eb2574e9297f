import { HttpError } from './http-error.js';

/** What the request line names (RFC 9112 §3.2). */
export interface Target {
  /** Decoded, see `MockRequest.path`. */
  path: string;
  /** With its `?`, or empty. */
  query: string;
  /** Of an absolute-form target, as a client sends it to a proxy. */
  absolute: { scheme: 'http' | 'https'; authority: string } | undefined;
}

/** @throws HttpError 400 */
export function parseTarget(url: string): Target {
  let rest = url;
  let absolute: Target['absolute'];
  if (!url.startsWith('/')) {
    const form = /^(https?):\/\/([^/?#]*)/i.exec(url);
    if (form === null) throw new HttpError(400, 'The request target is neither a path nor an http: or https: URL.');
    absolute = { scheme: form[1]?.toLowerCase() as 'http' | 'https', authority: form[2] as string };
    rest = url.slice(form[0].length);
    if (!rest.startsWith('/')) rest = `/${rest}`;
  }
  const mark = rest.indexOf('?');
  const path = mark === -1 ? rest : rest.slice(0, mark);
  return { path: decodePath(path), query: mark === -1 ? '' : rest.slice(mark), absolute };
}

/** Paths that need no second look: by far the most. */
const plainPath = /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._~!$&'()*+,;=:@-]*)+$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlCharacters = /[\u0000-\u001f\u007f]/;

/**
 * Decodes each segment of a path. Segments that would change the path's structure once decoded are refused: two
 * readers of such a path may not agree on what it names.
 */
function decodePath(path: string): string {
  if (plainPath.test(path)) return path;
  if (path.includes('#')) throw new HttpError(400, 'The path has a fragment.');
  return path.split('/').map(decodeSegment).join('/');
}

function decodeSegment(segment: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    throw new HttpError(400, 'The path is not percent-encoded UTF-8 (RFC 3986 §2.1).');
  }
  if (decoded === '.' || decoded === '..') throw new HttpError(400, 'The path has a "." or ".." segment.');
  if (decoded.includes('/') || decoded.includes('\\') || controlCharacters.test(decoded)) {
    throw new HttpError(400, 'A path segment has an encoded slash, a backslash or a control character.');
  }
  return decoded;
}
