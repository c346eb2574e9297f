import { HttpStatusError } from './errors.js';
import { readEventStream } from './event-stream.js';
import { checkHeaders, type HttpIo } from './http.js';
import { pause } from './retry.js';

/** What changed at the mock. */
export const changeKinds = ['clients', 'tokens', 'exchanges', 'config', 'clock', 'faults'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ChangeListener {
  /** Where the mock's event stream is. */
  url: string;
  adminToken: string;
  /** Ends the listening. */
  signal: AbortSignal;
  onChange: (kinds: readonly ChangeKind[]) => void;
  /** Told when the stream opens, and when it ends or cannot be opened; each once until the other. */
  onConnection?: ((connected: boolean) => void) | undefined;
}

/** Milliseconds between two tries: longer each time, until one succeeds. */
const pauses = [250, 500, 1000, 2000, 5000, 10_000] as const;

/**
 * Listens to the mock's event stream and connects again when it breaks off. Returns once `signal`
 * is aborted; throws HttpStatusError `mock-unauthorized` where the admin token is refused, since no
 * further try would mend that.
 */
export async function followChanges(listener: ChangeListener, io: Pick<HttpIo, 'fetch' | 'sleep'>): Promise<void> {
  const headers = { accept: 'text/event-stream', authorization: `Bearer ${listener.adminToken}` };
  checkHeaders(headers, 'The mock');
  let failures = 0;
  let connectedBefore = false;
  let told: boolean | undefined;
  const tell = (connected: boolean) => {
    if (told === connected || listener.signal.aborted) return;
    told = connected;
    listener.onConnection?.(connected);
  };
  while (!listener.signal.aborted) {
    const body = await connect(listener, headers, io.fetch ?? globalThis.fetch);
    if (body !== undefined) {
      failures = 0;
      tell(true);
      // What happened while nobody listened is not told again.
      if (connectedBefore) listener.onChange(changeKinds);
      connectedBefore = true;
      await listen(body, listener);
    }
    tell(false);
    if (listener.signal.aborted) return;
    const ms = pauses[Math.min(failures, pauses.length - 1)]!;
    failures++;
    await pause(ms, { sleep: io.sleep, signal: listener.signal }, 'Listening').catch(() => undefined);
  }
}

async function connect(
  { url, signal }: ChangeListener,
  headers: Record<string, string>,
  fetch: typeof globalThis.fetch,
): Promise<ReadableStream<Uint8Array> | undefined> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers,
      redirect: 'manual',
      signal,
    });
  } catch {
    return undefined;
  }
  if (response.status === 401 || response.status === 403) {
    await response.body?.cancel().catch(() => undefined);
    throw new HttpStatusError(
      'mock-unauthorized',
      `The mock answered HTTP ${response.status}: its admin token was refused.`,
      {
        status: response.status,
        hint: 'The mock was started anew or has another state folder. Attach again.',
      },
    );
  }
  const isStream = response.status === 200 && /^text\/event-stream\b/.test(response.headers.get('content-type') ?? '');
  if (isStream && response.body !== null) return response.body;
  await response.body?.cancel().catch(() => undefined);
  return undefined;
}

/** Hands on changes until the stream ends or breaks off; that it broke off is told by reconnecting. */
async function listen(body: ReadableStream<Uint8Array>, { onChange, signal }: ChangeListener): Promise<void> {
  const events = readEventStream(body);
  for (;;) {
    let next: IteratorResult<{ event: string; data: string }>;
    try {
      next = await events.next();
    } catch {
      return;
    }
    if (next.done || signal.aborted) return;
    const kinds = next.value.event === 'change' ? kindsIn(next.value.data) : [];
    // Outside of the try: a listener's own error is a bug and must be seen.
    if (kinds.length > 0) onChange(kinds);
  }
}

function kindsIn(data: string): ChangeKind[] {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return [];
  }
  const kinds = (value as { kinds?: unknown } | null)?.kinds;
  return Array.isArray(kinds) ? changeKinds.filter((kind) => kinds.includes(kind)) : [];
}
