import type { EnvironmentSnapshot } from '../../../src/commands/services.js';
import { english } from '../../../src/editor/localise.js';
import type { AdminApiClient, ResourceServer } from '../../../src/oauth/admin-client.js';

export const nowMs = Date.parse('2026-11-23T10:00:00Z');
export const nowSeconds = nowMs / 1000;
export const view = { nowMs, l10n: english };

export const server: ResourceServer = {
  id: 'jh1',
  name: 'Zscaler APIs',
  primaryAud: 'https://api.zscaler.com',
  serviceScopes: [
    {
      service: { id: 'hh1', name: 'ZIA', displayName: 'Zscaler Internet Access', orgName: 'Acme *Corp*' },
      scopes: [
        { id: 'hh1::hp1', name: 'Role:API_Role01' },
        { id: 'hh1::hp2', name: 'Role:API_Role_READONLY' },
      ],
    },
  ],
};

export function client(change: Partial<AdminApiClient> = {}): AdminApiClient {
  return {
    id: 'iq1',
    name: 'ci',
    description: '',
    status: true,
    accessTokenLifeTime: 3600,
    clientAuthentication: { authType: 'SECRET' },
    clientResources: [{ id: 'jh1', selectedScopes: [{ id: 'hh1::hp1' }] }],
    ...change,
  };
}

export function snapshot(change: Partial<EnvironmentSnapshot> = {}): EnvironmentSnapshot {
  return {
    entry: { id: 'mock', name: 'Mock', kind: 'mock' },
    phase: 'ready',
    clients: [client()],
    listed: true,
    known: [{ id: 'iq1', name: 'ci', auth: 'SECRET' }],
    clientSearch: '',
    resourceServers: [server],
    secrets: new Map(),
    tokens: { total: 0, records: [] },
    tokenFilter: {},
    tokenSearch: '',
    clockOffsetSeconds: 0,
    ...change,
  };
}
