import * as v from 'valibot';
import { readArguments, text } from '../arguments.js';
import type { Services } from '../services.js';
import { clientIdOf, type Target } from '../target.js';

const showArguments = v.strictObject({ exchangeId: v.optional(text), clientId: v.optional(text) });

/**
 * OneAPI: Show Exchanges: what happened in token requests, step by step. With arguments it resolves to the exchange
 * that is shown.
 */
export async function showExchange(services: Services, args?: unknown, targets?: readonly Target[]): Promise<unknown> {
  const { showExchange: show } = await import('../../editor/exchange/show-exchange.js');
  const clientId = clientIdOf(targets ?? []);
  if (args === undefined) return show(services, clientId === undefined ? {} : { clientId });
  const given = readArguments(showArguments, args);
  return show(services, {
    ...(given.exchangeId === undefined ? {} : { exchangeId: given.exchangeId }),
    ...(given.clientId === undefined ? {} : { clientId: given.clientId }),
  });
}
