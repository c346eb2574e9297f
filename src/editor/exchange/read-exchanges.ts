import type { Services } from '../../commands/services.js';
import { type ExchangeData, exchangeData } from './exchange-data.js';

/** As many as the mock keeps. */
const limit = 1000;

/**
 * All token requests that are known, newest first: those that the mock wrote down, from whomever they came, and those
 * of this window to tenants. Empty of the mock's where it does not run.
 */
export async function readExchanges({ mock, requests }: Pick<Services, 'mock' | 'requests'>): Promise<ExchangeData[]> {
  const ofTenants = requests
    .list()
    .filter(({ environmentId }) => environmentId !== 'mock')
    .map((request) => exchangeData(request, { environmentId: request.environmentId, seenBy: 'client' }));
  const control = await mock.running();
  const told = control === undefined ? [] : (await control.exchanges({ limit })).records;
  const ofMock = told.map((exchange) => exchangeData(exchange, { environmentId: 'mock', seenBy: 'mock' }));
  // Each list is newest first already; equal times keep that order.
  return ofTenants.length === 0 ? ofMock : [...ofMock, ...ofTenants].sort((one, other) => compareTimes(other, one));
}

function compareTimes(one: ExchangeData, other: ExchangeData): number {
  return Date.parse(one.at) - Date.parse(other.at);
}
