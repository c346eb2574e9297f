import type { Fetch } from '../../oauth/http.js';
import { plain } from '../terminal.js';

/** Characters of a body that a line shows. */
const shownBody = 240;

/** What went over the wire, as lines that show no credential whole. */
export interface Trace {
  /** Passes requests on and notes them with their answers. */
  fetch: Fetch;
  /** What was noted since the last call, as lines without what was hidden by now. */
  take(): string[];
  /** Shortens a credential wherever it comes up from now on. */
  hide(credential: string): void;
  /** Shortens what was hidden, and whatever looks like a JWT. */
  shorten(text: string): string;
}

/** As it went over the wire; what of it is a credential may turn out only later. */
interface Noted {
  mark: '→' | '←' | ' ';
  text: string;
  isBody: boolean;
}

export function createTrace(fetch: Fetch = globalThis.fetch): Trace {
  const credentials = new Set<string>();
  let noted: Noted[] = [];

  function shorten(text: string): string {
    let short = text.replaceAll(
      /eyJ[\w-]+\.[\w-]+\.[\w-]*/g,
      (jwt) => `${jwt.slice(0, 10)}…(${jwt.length} characters)`,
    );
    for (const credential of credentials) short = short.replaceAll(credential, `${credential.slice(0, 4)}…`);
    return short.replaceAll(
      /(-----BEGIN [A-Z ]+-----)(?:\\n|\s)(\S{8})[^-]*(-----END [A-Z ]+-----)(?:\\n)?/g,
      '$1 $2… $3',
    );
  }

  function shown({ mark, text, isBody }: Noted): string {
    // Shortened before it is cut: half a credential is not recognised.
    const line = plain(shorten(text).replaceAll(/\s+/g, ' ').trim());
    return `${mark} ${isBody && line.length > shownBody ? `${line.slice(0, shownBody)}…` : line}`.trimEnd();
  }

  return {
    take() {
      const taken = noted.map(shown);
      noted = [];
      return taken;
    },
    hide: (credential) => void credentials.add(credential),
    shorten,
    async fetch(input, init) {
      const request = new Request(input, init);
      const authorization = request.headers.get('authorization');
      noted.push({ mark: '→', text: `${request.method} ${request.url}`, isBody: false });
      if (authorization !== null) noted.push({ mark: ' ', text: `authorization: ${authorization}`, isBody: false });
      if (typeof init?.body === 'string') noted.push({ mark: ' ', text: readable(init.body), isBody: true });
      const response = await fetch(request);
      noted.push({ mark: '←', text: `${response.status} ${await response.clone().text()}`, isBody: true });
      return response;
    },
  };
}

/** A form as a person reads it; JSON stays as it is. */
function readable(body: string): string {
  if (body.startsWith('{')) return body;
  return [...new URLSearchParams(body)].map(([name, value]) => `${name}=${value}`).join(' & ');
}
