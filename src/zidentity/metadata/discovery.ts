import type { MockContext } from '../context.js';
import { json, type Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { INTROSPECT_PATH, issuerOf, KEYS_PATH, REVOKE_PATH, TOKEN_PATH } from './issuer.js';

const authMethods = ['client_secret_post', 'client_secret_basic', 'private_key_jwt'];
const assertionAlgorithms = ['RS256', 'ES256'];

/** RFC 8414 §2. Endpoints are of the origin that was asked; the issuer is the tenant's. */
function serverMetadata(request: MockRequest, context: MockContext): Record<string, unknown> {
  const { origin } = request;
  const clientAuthentication = (endpoint: string) => ({
    [`${endpoint}_endpoint_auth_methods_supported`]: authMethods,
    [`${endpoint}_endpoint_auth_signing_alg_values_supported`]: assertionAlgorithms,
  });
  return {
    issuer: issuerOf(context.store.tenant),
    token_endpoint: origin + TOKEN_PATH,
    jwks_uri: origin + KEYS_PATH,
    introspection_endpoint: origin + INTROSPECT_PATH,
    revocation_endpoint: origin + REVOKE_PATH,
    grant_types_supported: ['client_credentials'],
    // There is no authorization endpoint; both standards require the member.
    response_types_supported: [],
    ...clientAuthentication('token'),
    ...clientAuthentication('introspection'),
    ...clientAuthentication('revocation'),
  };
}

/** `GET /.well-known/oauth-authorization-server`. Mock only. */
export function authorizationServerMetadata(request: MockRequest, context: MockContext): Reply {
  return json(200, serverMetadata(request, context));
}

/** `GET /.well-known/openid-configuration`: the same, with what OpenID Connect Discovery requires. Mock only. */
export function openidConfiguration(request: MockRequest, context: MockContext): Reply {
  return json(200, {
    ...serverMetadata(request, context),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  });
}

/** `GET /oauth2/v1/keys` (RFC 7517 §5): the key that signs, and those whose tokens may still be valid. Mock only. */
export async function signingKeySet(_request: MockRequest, context: MockContext): Promise<Reply> {
  await context.keys.current();
  return json(200, { keys: context.keys.all().map((key) => key.publicJwk) }, { 'cache-control': 'no-cache' });
}
