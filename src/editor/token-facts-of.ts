import type { Services } from '../commands/services.js';
import type { TokenFacts } from './token-facts.js';

type Known = Pick<Services, 'state' | 'tokens' | 'credentials' | 'environments' | 'now'>;

/** What this window already knows of a token by its claims. Asks nobody. */
export function tokenFactsOf(payload: Readonly<Record<string, unknown>>, services: Known): TokenFacts {
  const issued = issuedRecord(payload, services);
  const clientId = issued?.clientId ?? clientIdOf(payload);
  const client = clientId === undefined ? undefined : knownClient(clientId, services);
  return {
    ...(issued === undefined ? {} : { issued }),
    ...(client === undefined
      ? {}
      : { client: { id: client.id, name: client.name, environmentId: client.environmentId } }),
  };
}

/** A token that this window got, or that the Issued Tokens view has listed. */
function issuedRecord(payload: Readonly<Record<string, unknown>>, { state, tokens, now }: Known): TokenFacts['issued'] {
  const { jti } = payload;
  if (typeof jti !== 'string') return undefined;
  const { snapshot } = state;
  const listed = snapshot.tokens.records.find((record) => record.jti === jti);
  if (listed !== undefined) {
    const { clientId, clientName = '', status } = listed;
    return { jti, clientId, clientName: clientName || clientId, status };
  }
  const held = tokens.byJti(jti);
  if (held?.environmentId !== 'mock') return undefined;
  const name = snapshot.clients.find(({ id }) => id === held.clientId)?.name ?? held.clientId;
  const status = held.revoked ? 'REVOKED' : held.expiresAt * 1000 <= now() ? 'EXPIRED' : 'ACTIVE';
  return { jti, clientId: held.clientId, clientName: name, status };
}

function clientIdOf({ client_id, sub }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof client_id === 'string') return client_id;
  return typeof sub === 'string' ? sub : undefined;
}

/** The API client whose credential is at hand, in the active environment or in another. */
function knownClient(clientId: string, { credentials, environments }: Known) {
  const active = environments.active.id;
  const others = environments.list().map(({ id }) => id);
  for (const environmentId of [active, ...others.filter((id) => id !== active)]) {
    const found = credentials.known(environmentId).find(({ id }) => id === clientId);
    if (found !== undefined) return { ...found, environmentId };
  }
  return undefined;
}
