import type { ExchangeData, ExchangeStepData } from './exchange-data.js';
import type { PartyId } from './messages.js';

export interface Way {
  from: PartyId;
  to: PartyId;
  answered?: boolean;
}

const within: Way = { from: 'zidentity', to: 'zidentity' };

/** Who does a step, or between whom it happens. What is not listed happens within ZIdentity. */
const atMock: Readonly<Record<string, Way>> = {
  request: { from: 'client', to: 'zidentity' },
  fault: { from: 'client', to: 'zidentity' },
  token: { from: 'zidentity', to: 'client' },
  gateway: { from: 'client', to: 'gateway', answered: true },
  call: { from: 'client', to: 'gateway', answered: true },
};

const atClient: Readonly<Record<string, Way>> = {
  name: { from: 'client', to: 'client' },
  connection: { from: 'client', to: 'zidentity' },
  tls: { from: 'zidentity', to: 'client' },
  request: { from: 'client', to: 'zidentity' },
  retry: { from: 'client', to: 'zidentity' },
  answer: { from: 'zidentity', to: 'client' },
  token: { from: 'client', to: 'client' },
  call: { from: 'client', to: 'gateway', answered: true },
};

/** Where a step goes in the picture. */
export function wayOf(name: string, seenBy: ExchangeData['seenBy'], fetchesJwks: boolean): Way {
  if (seenBy === 'client') return own(atClient, name) ?? { from: 'client', to: 'zidentity' };
  // An uploaded key is at hand; one at a JWKS URL has to be fetched.
  if (name === 'keys' && fetchesJwks) return { from: 'zidentity', to: 'jwks', answered: true };
  return own(atMock, name) ?? within;
}

/** Whether the client's keys come from a JWKS URL, as its definition says or, without it, as the steps tell. */
export function fetchesJwks(steps: readonly ExchangeStepData[], authType?: string): boolean {
  const keys = steps.find(({ name }) => name === 'keys');
  if (keys === undefined) return false;
  if (authType !== undefined) return authType === 'JWKS';
  return /^(jwks-|kid-unknown$)/.test(keys.reason ?? '') || steps.some(({ detail }) => detail.includes('JWKS URL'));
}

function own(ways: Readonly<Record<string, Way>>, name: string): Way | undefined {
  return Object.hasOwn(ways, name) ? ways[name] : undefined;
}
