import type { SandboxBounds } from '../../../src/zidentity/sandbox/collections.js';
import type { Item, SandboxAnswer } from '../../../src/zidentity/sandbox/item.js';
import { createSandbox } from '../../../src/zidentity/sandbox/sandbox.js';
import { services } from '../../../src/zidentity/sandbox/services/index.js';

export const now = 1_750_000_000;

export function newSandbox(bounds?: SandboxBounds) {
  const sandbox = createSandbox(services, bounds);
  /** Asks the way a client would: method, path with query, body. */
  const ask = (method: string, pathAndQuery: string, body?: unknown): SandboxAnswer => {
    const [path = '', query = ''] = pathAndQuery.split('?');
    const answer = sandbox.answer({
      method,
      path,
      query: new URLSearchParams(query),
      body,
      now,
      clientId: 'iq0000000000a',
    });
    if (answer === undefined) throw new Error(`no service knows ${path}`);
    return answer;
  };
  return { sandbox, ask };
}

/** The entries of a list, whatever it is wrapped in. */
export function entries(body: unknown): Item[] {
  if (Array.isArray(body)) return body as Item[];
  const list = Object.values(body as object).find((value) => Array.isArray(value));
  if (list === undefined) throw new Error(`no list in ${JSON.stringify(body)}`);
  return list as Item[];
}
