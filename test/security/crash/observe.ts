import type { ClientShape } from './ledger.js';
import { adminClients, type Peer } from './peer.js';

export interface SeenToken {
  clientId: string;
  status: string;
}

/** All that a mock shows of its state, read over HTTP. */
export interface Seen {
  clients: Map<string, ClientShape>;
  tokens: Map<string, SeenToken>;
  /** Signing keys, the newest first. */
  kids: string[];
  /** Published sets by name, as the JWKS host serves them. */
  jwks: Map<string, string>;
  orgName: string;
}

interface ClientJson extends Omit<ClientShape, 'scopes' | 'secrets'> {
  id: string;
  clientResources: { selectedScopes: { id: string }[] }[];
}

interface Page<T> {
  totalRecord: number;
  records: T[];
}

const pageSize = 1000;

async function everyPage<T>(peer: Peer, path: string): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await peer.control<Page<T>>('GET', `${path}?limit=${pageSize}&offset=${all.length}`);
    all.push(...page.records);
    if (all.length >= page.totalRecord || page.records.length === 0) return all;
  }
}

async function shapeOf(peer: Peer, client: ClientJson): Promise<ClientShape> {
  const secrets = await peer.control<{ id: string }[]>('GET', `${adminClients}/${client.id}/secrets`);
  const { name, description, status, accessTokenLifeTime } = client;
  return {
    name,
    description,
    status,
    accessTokenLifeTime,
    scopes: client.clientResources.flatMap(({ selectedScopes }) => selectedScopes.map(({ id }) => id)).sort(),
    secrets: secrets.map(({ id }) => id).sort(),
  };
}

export async function observe(peer: Peer): Promise<Seen> {
  const clients = new Map<string, ClientShape>();
  for (const client of await everyPage<ClientJson>(peer, adminClients)) {
    clients.set(client.id, await shapeOf(peer, client));
  }
  const tokens = new Map<string, SeenToken>();
  for (const { jti, ...token } of await everyPage<SeenToken & { jti: string }>(peer, '/_mock/v1/tokens')) {
    tokens.set(jti, token);
  }
  const { keys } = await peer.control<{ keys: { kid: string }[] }>('GET', '/oauth2/v1/keys');
  const jwks = new Map<string, string>();
  for (const { name, url } of await everyPage<{ name: string; url: string }>(peer, '/_mock/v1/jwks')) {
    jwks.set(name, await (await fetch(url)).text());
  }
  const { orgName } = await peer.control<{ orgName: string }>('GET', '/_mock/v1/config');
  return { clients, tokens, kids: keys.map(({ kid }) => kid), jwks, orgName };
}
