import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { HttpError } from './http-error.js';
import { parseJsonBody } from './json-text.js';
import type { MockRequest } from './request.js';

export const defaultBodyBytes = 1024 * 1024;

/** What a caller may still send of a body that was refused, so that it gets to read why. */
const drainBytes = 16 * 1024 * 1024;

/** Where the caller sees the mock, as the front door found out from the connection and the request line. */
export interface Seen {
  host: string;
  origin: string;
  secure: boolean;
  path: string;
  /** With its `?`, or empty. */
  query: string;
}

/** A request as Node gives it, read no earlier and no further than a handler asks. */
export class IncomingRequest implements MockRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly origin: string;
  readonly secure: boolean;
  params: Record<string, string> = {};
  readonly #incoming: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #queryText: string;
  #query: URLSearchParams | undefined;
  #signal: AbortSignal | undefined;
  #body: Promise<Buffer> | undefined;

  constructor(incoming: IncomingMessage, response: ServerResponse, seen: Seen) {
    this.#incoming = incoming;
    this.#response = response;
    this.method = incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? '');
    this.path = seen.path;
    this.host = seen.host;
    this.origin = seen.origin;
    this.secure = seen.secure;
    this.#queryText = seen.query;
  }

  get query(): URLSearchParams {
    this.#query ??= new URLSearchParams(this.#queryText);
    return this.#query;
  }

  get headers(): IncomingHttpHeaders {
    return this.#incoming.headers;
  }

  get rawHeaders(): readonly string[] {
    return this.#incoming.rawHeaders;
  }

  get remoteAddress(): string | undefined {
    return this.#incoming.socket.remoteAddress;
  }

  get signal(): AbortSignal {
    if (this.#signal === undefined) {
      const controller = new AbortController();
      this.#signal = controller.signal;
      const response = this.#response;
      if (response.destroyed) controller.abort();
      else {
        response.once('close', () => {
          if (!response.writableFinished) controller.abort();
        });
      }
    }
    return this.#signal;
  }

  body(maxBytes = defaultBodyBytes): Promise<Buffer> {
    this.#body ??= readBody(this.#incoming, maxBytes);
    return this.#body;
  }

  async json(maxBytes?: number): Promise<unknown> {
    return parseJsonBody(await this.body(maxBytes));
  }
}

function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => {
      incoming.removeAllListeners('data');
      drain(incoming);
      reject(new HttpError(413, `The body is larger than ${maxBytes} bytes.`));
    };
    if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) {
      tooLarge();
      return;
    }
    if (incoming.destroyed && !incoming.complete) {
      reject(endedEarly());
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) tooLarge();
      else chunks.push(chunk);
    });
    incoming.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    incoming.once('error', () => reject(endedEarly()));
    incoming.once('close', () => {
      // Every request closes; making an error of each would cost more than reading it.
      if (!incoming.complete) reject(endedEarly());
    });
  });
}

function endedEarly(): HttpError {
  return new HttpError(400, 'The body ended early.');
}

/** Reads on without keeping anything: a connection that is closed on a sender loses the answer that it has not read. */
function drain(incoming: IncomingMessage): void {
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > drainBytes) incoming.destroy();
  });
  incoming.on('error', () => undefined);
}
