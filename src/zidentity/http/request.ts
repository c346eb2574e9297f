import type { IncomingHttpHeaders } from 'node:http';

/** What a handler is handed of a request. Everything in it comes from the caller and is to be judged. */
export interface MockRequest {
  /** As sent, e.g. `POST`. A HEAD request arrives as `GET`; the answer's body is left out later. */
  readonly method: string;
  /**
   * Without the query, each segment percent-decoded. It never holds `.` or `..` segments, encoded slashes, NUL or
   * other control characters: such requests are refused before. Duplicate slashes stay as they are.
   */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Every header as it was sent, name and value by turns; tells repeated headers apart. */
  readonly rawHeaders: readonly string[];
  /** Lower case, without port: `127.0.0.1`, `acme.zslogin.net`. */
  readonly host: string;
  /** Scheme, host and port as the caller sees the mock, e.g. `http://127.0.0.1:8787` or `https://acme.zslogin.net`. */
  readonly origin: string;
  /** Whether the request came over TLS. */
  readonly secure: boolean;
  /** Named parts of the route's pattern, decoded; `*` is the rest of a path. */
  readonly params: Readonly<Record<string, string>>;
  readonly remoteAddress: string | undefined;
  /** Aborts when the caller goes away before the answer was sent. */
  readonly signal: AbortSignal;
  /**
   * The whole body; read once, later calls give the same.
   * @param maxBytes default 1 MiB
   * @throws HttpError 413 where it is larger
   */
  body(maxBytes?: number): Promise<Buffer>;
  /**
   * The body as JSON. Undefined where there is no body.
   * @throws HttpError 400 where it is not UTF-8 JSON, nests too deeply or has a member `__proto__`; 413
   */
  json(maxBytes?: number): Promise<unknown>;
}
