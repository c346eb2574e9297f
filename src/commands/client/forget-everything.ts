import type { Services } from '../services.js';

/**
 * Removes all that this editor has of an API client, or of all of an environment: credentials, tokens in memory and
 * under their names in links, requests, variables in terminals, and its part as the one who opens the admin API.
 */
export async function forgetEverything(services: Services, environmentId: string, clientId?: string): Promise<void> {
  const { credentials, tokens, requests, terminals, environments } = services;
  const { current } = terminals;
  if (current?.environmentId === environmentId && (clientId ?? current.clientId) === current.clientId) terminals.stop();
  if (clientId === undefined) await credentials.forgetAll(environmentId);
  else await credentials.forget(environmentId, clientId);
  const { handlesOf } = await import('../../editor/handles.js');
  handlesOf(services).forget(tokens.forget(environmentId, clientId).map(({ accessToken }) => accessToken));
  requests.forget(environmentId, clientId);
  const entry = environments.list().find(({ id }) => id === environmentId);
  if (clientId !== undefined && entry?.adminClientId === clientId) {
    await environments.setAdminClient(environmentId, undefined);
  }
}
