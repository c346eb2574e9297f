import type { AdminApiClient, AdminClient, ResourceServer } from '../../oauth/admin-client.js';
import type { MockControl, TokenRecord } from '../../oauth/mock-client.js';
import type { HeldToken, KnownClient, TokenViewFilter } from '../services.js';

/** What is shown of an API client whose environment has not been asked: what is known here. */
export function clientFromKnown(known: KnownClient): AdminApiClient {
  return {
    id: known.id,
    name: known.name,
    status: true,
    clientAuthentication: { authType: known.auth },
    clientResources: [],
  };
}

export async function readClients(admin: AdminClient, signal?: AbortSignal): Promise<AdminApiClient[]> {
  const clients = await admin.listClients({ ...(signal && { signal }) });
  return clients.sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id));
}

export function readResourceServers(admin: AdminClient, signal?: AbortSignal): Promise<ResourceServer[]> {
  return admin.listResourceServers({ ...(signal && { signal }) });
}

export interface TokenPage {
  total: number;
  records: TokenRecord[];
  clockOffsetSeconds: number;
}

/** Which tokens the view shows. */
export interface TokenChoice {
  readonly filter: TokenViewFilter;
  readonly search: string;
}

/** What the mock gives at once at most. */
const maxPage = 1000;

/** The mock's tokens that are to be shown; the newest `limit` of them. */
export async function readMockTokens(
  control: MockControl,
  { filter, search }: TokenChoice,
  limit: number,
): Promise<TokenPage> {
  const clock = control.clock();
  const records: TokenRecord[] = [];
  let total = Number.POSITIVE_INFINITY;
  while (records.length < Math.min(limit, total)) {
    const page = await control.tokens({
      ...filter,
      ...(search === '' ? {} : { search }),
      offset: records.length,
      limit: Math.min(limit - records.length, maxPage),
    });
    total = page.records.length === 0 ? records.length : page.total;
    records.push(...page.records);
  }
  return { total, records, clockOffsetSeconds: (await clock).offsetSeconds };
}

/** Tokens of a tenant: it lists none, so these are the ones that were obtained here. */
export function heldTokenPage(
  held: readonly HeldToken[],
  clients: readonly Pick<KnownClient, 'id' | 'name'>[],
  { filter, search }: TokenChoice,
  nowSeconds: number,
): TokenPage {
  const names = new Map(clients.map(({ id, name }) => [id, name]));
  const records = held
    .map(
      (token): TokenRecord => ({
        jti: token.jti,
        clientId: token.clientId,
        clientName: names.get(token.clientId) ?? token.clientId,
        issuedAt: token.issuedAt,
        expiresAt: token.expiresAt,
        status: token.revoked ? 'REVOKED' : token.expiresAt <= nowSeconds ? 'EXPIRED' : 'ACTIVE',
      }),
    )
    .filter((record) => fits(record, filter) && isFound(record, search.toLowerCase()));
  return { total: records.length, records, clockOffsetSeconds: 0 };
}

function fits(record: TokenRecord, filter: TokenViewFilter): boolean {
  return (
    (filter.status === undefined || record.status === filter.status) &&
    (filter.clientId === undefined || record.clientId === filter.clientId) &&
    record.issuedAt >= (filter.issuedFrom ?? 0) &&
    record.issuedAt <= (filter.issuedTo ?? Number.POSITIVE_INFINITY) &&
    record.expiresAt >= (filter.expiresFrom ?? 0) &&
    record.expiresAt <= (filter.expiresTo ?? Number.POSITIVE_INFINITY)
  );
}

/** As the mock searches: by a part of the client's name or id, and by how the jti begins. */
function isFound({ clientName, clientId, jti }: TokenRecord, text: string): boolean {
  return `${clientName}\n${clientId}`.toLowerCase().includes(text) || jti.toLowerCase().startsWith(text);
}
