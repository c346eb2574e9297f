import type { Exchange, MockControl } from '../oauth/mock-client.js';

/** Exchanges that are looked through: the one that was just refused is among the newest. */
const newest = 50;

/**
 * Why the mock refused a token request, and how to mend it. On the wire there is `invalid_client` alone, but the mock
 * knows. Undefined where it cannot be asked.
 */
export async function refusalReason(
  { mock }: { mock: { running(): Promise<Pick<MockControl, 'exchanges'> | undefined> } },
  exchangeId: string,
): Promise<string | undefined> {
  let exchanges: readonly Exchange[] = [];
  try {
    exchanges = (await (await mock.running())?.exchanges({ limit: newest }))?.records ?? [];
  } catch {
    // What the wire said is shown instead.
  }
  const step = exchanges.find(({ id }) => id === exchangeId)?.steps.find(({ outcome }) => outcome === 'failed');
  return step === undefined ? undefined : sentences(step.detail, step.hint);
}

/** A message and its hint as two sentences. */
export function sentences(message: string, hint: string | undefined): string {
  const ended = /[.!?…]$/.test(message) ? message : `${message}.`;
  return hint === undefined || hint === '' ? message : `${ended} ${hint}`;
}
