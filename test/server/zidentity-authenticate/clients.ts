// API clients of every kind, as plain data.
import { hashGeneratedSecret } from '../../../src/zidentity/authenticate/secret-hash.js';
import type { ApiClient } from '../../../src/zidentity/model.js';

/** Epoch seconds at which every world stands. */
export const NOW = 1_800_000_000;

export function makeClient(id: string, more: Partial<ApiClient> = {}): ApiClient {
  return {
    id,
    name: `client ${id}`,
    description: '',
    enabled: true,
    accessTokenLifeTime: 3600,
    authentication: { type: 'SECRET' },
    secrets: [],
    scopeIds: [],
    createdAt: NOW,
    updatedAt: NOW,
    ...more,
  };
}

export function secretClient(id: string, value: string, expiresAt = NOW + 86_400 * 100): ApiClient {
  return makeClient(id, { secrets: [{ id: 'is1', hash: hashGeneratedSecret(value), createdAt: NOW - 1, expiresAt }] });
}

export function keyClient(id: string, publicKeys: string[], certificates: string[] = []): ApiClient {
  return makeClient(id, {
    authentication: {
      type: 'PUBKEYCERT',
      publicKeys: publicKeys.map((keyValue, index) => ({ keyName: `key ${index + 1}`, keyValue })),
      certificates: certificates.map((certContent) => ({ certContent })),
    },
  });
}

export function jwksClient(id: string, url: string): ApiClient {
  return makeClient(id, { authentication: { type: 'JWKS', url } });
}
