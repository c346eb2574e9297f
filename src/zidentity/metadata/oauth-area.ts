import type { Area } from '../http/area.js';
import { tokenEndpoint } from '../token/token-endpoint.js';
import { tokenEndpointHeaders } from '../token/token-headers.js';
import { authorizationServerMetadata, openidConfiguration, signingKeySet } from './discovery.js';
import { introspectEndpoint, revokeEndpoint } from './introspect.js';
import { INTROSPECT_PATH, KEYS_PATH, REVOKE_PATH, TOKEN_PATH } from './issuer.js';

/** RFC 6749 §5.2: characters that `error_description` may have. */
function describable(message: string): string {
  return message
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replace(/[^\x20-\x7e]/g, '?');
}

/** The authorization server's endpoints; refusals are in the form of RFC 6749. */
export function oauthArea(): Area {
  return {
    name: 'oauth',
    surfaces: ['identity'],
    prefixes: ['/oauth2/', '/.well-known/'],
    routes: [
      { method: 'POST', pattern: TOKEN_PATH, handler: tokenEndpoint },
      { method: 'GET', pattern: KEYS_PATH, handler: signingKeySet },
      { method: 'POST', pattern: INTROSPECT_PATH, handler: introspectEndpoint },
      { method: 'POST', pattern: REVOKE_PATH, handler: revokeEndpoint },
      { method: 'GET', pattern: '/.well-known/openid-configuration', handler: openidConfiguration },
      { method: 'GET', pattern: '/.well-known/oauth-authorization-server', handler: authorizationServerMetadata },
    ],
    refuse: (error, request) => ({
      status: error.status,
      headers: tokenEndpointHeaders(request),
      body: JSON.stringify({ error: 'invalid_request', error_description: describable(error.message) }),
    }),
  };
}
