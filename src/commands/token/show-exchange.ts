import * as v from 'valibot';
import { readArguments, text } from '../arguments.js';
import type { Services } from '../services.js';
import { clientIdOf, type Target } from '../target.js';

const showArguments = v.strictObject({
  exchangeId: v.optional(text),
  clientId: v.optional(text),
  /** Of an access token: the exchange that issued it is shown, while the mock remembers it. */
  jti: v.optional(text),
});

/**
 * OneAPI: Show Exchanges: what happened in token requests and with their tokens at the mock's gateway, step by step.
 * With arguments it resolves to the exchange that is shown.
 */
export async function showExchange(services: Services, args?: unknown, targets?: readonly Target[]): Promise<unknown> {
  const { showExchange: show } = await import('../../editor/exchange/show-exchange.js');
  const clientId = clientIdOf(targets ?? []);
  if (args === undefined) return show(services, clientId === undefined ? {} : { clientId });
  const given = readArguments(showArguments, args);
  const exchangeId = given.exchangeId ?? (await issuingExchange(services, given));
  return show(services, {
    ...(exchangeId === undefined ? {} : { exchangeId }),
    ...(given.clientId === undefined ? {} : { clientId: given.clientId }),
  });
}

async function issuingExchange(
  { mock }: Pick<Services, 'mock'>,
  { jti, clientId }: v.InferOutput<typeof showArguments>,
): Promise<string | undefined> {
  const control = jti === undefined ? undefined : await mock.running();
  if (control === undefined || jti === undefined) return undefined;
  const { records } = await control.exchanges({ jti, ...(clientId === undefined ? {} : { clientId }), limit: 1 });
  return records[0]?.id;
}
