import type { ServerResponse } from 'node:http';

/** What an injected fault does to the connection; everything else of a fault is an ordinary reply. */
export interface ConnectionFault {
  /** Milliseconds to wait before the first byte. */
  delayMs?: number | undefined;
  /** `reset`: TCP RST instead of an answer. `truncate`: the answer ends in the middle of its body. */
  break?: 'reset' | 'truncate' | undefined;
}

/** What a handler answers. */
export interface Reply {
  status: number;
  /** Names in lower case. A value with a line break or another control character is a bug of the handler. */
  headers?: Record<string, string | string[]>;
  /** An object or array goes out as JSON; without a `content-type` a string goes out as text. */
  body?: string | Buffer | object;
  /** Takes over after the head was sent: for event streams. It must end by itself once the response closes. */
  stream?: (response: ServerResponse) => void;
  /** For injected faults alone. */
  fault?: ConnectionFault;
}

/** A JSON answer. */
export function json(status: number, body: object, headers: Record<string, string | string[]> = {}): Reply {
  return { status, body, headers };
}

export function noContent(headers: Record<string, string | string[]> = {}): Reply {
  return { status: 204, headers };
}
