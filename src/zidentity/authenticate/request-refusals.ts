import type { RefusalText } from './refusal-text.js';

/** Why a request, its secret, or a client as such is refused. */
export const REQUEST_REFUSALS = {
  'body-too-large': {
    error: 'invalid_request',
    sentence: 'The body is too large for a token request.',
    hint: 'A token request has a few short fields; send nothing else.',
  },
  'content-type-wrong': {
    error: 'invalid_request',
    sentence: 'The Content-Type is not application/x-www-form-urlencoded.',
    hint: 'Send the fields as a form, not as JSON: Content-Type: application/x-www-form-urlencoded.',
  },
  'form-malformed': {
    error: 'invalid_request',
    sentence: 'The body is not a form in UTF-8.',
    hint: 'Percent-encode the values as UTF-8; curl does it with --data-urlencode.',
  },
  'parameters-too-many': {
    error: 'invalid_request',
    sentence: 'The form has too many parameters.',
    hint: 'A token request needs five at most.',
  },
  'parameter-repeated': {
    error: 'invalid_request',
    sentence: 'A parameter is there more than once.',
    hint: 'Send every parameter once (RFC 6749, section 3.2).',
  },
  'parameter-in-query': {
    error: 'invalid_request',
    sentence: 'Parameters of the token request stand in the URL.',
    hint: 'Send them in the body. A secret that stood in a URL may be in logs: replace it.',
  },
  'grant-type-missing': {
    error: 'invalid_request',
    sentence: 'The parameter grant_type is missing.',
    hint: 'Send grant_type=client_credentials.',
  },
  'grant-type-unsupported': {
    error: 'unsupported_grant_type',
    sentence: 'The grant_type is not client_credentials.',
    hint: 'Send grant_type=client_credentials; OneAPI knows no other grant.',
  },
  'credentials-missing': {
    error: 'invalid_request',
    sentence: 'The request brings no client credentials.',
    hint: 'Send client_id with client_secret, or HTTP Basic, or client_assertion with its type.',
  },
  'secret-empty': {
    error: 'invalid_request',
    sentence: 'The client_secret is empty.',
    hint: 'The variable that should hold the secret is probably not set, e.g. ZSCALER_CLIENT_SECRET.',
  },
  'credentials-several': {
    error: 'invalid_request',
    sentence: 'The request uses more than one way to authenticate the client.',
    hint: 'Use exactly one of HTTP Basic, client_secret and client_assertion (RFC 6749, section 2.3).',
  },
  'authorization-scheme': {
    error: 'invalid_request',
    sentence: 'The Authorization header is not HTTP Basic.',
    hint: 'Leave it out, or send Basic with client id and secret. A bearer token is not needed to get one.',
  },
  'authorization-repeated': {
    error: 'invalid_request',
    sentence: 'There is more than one Authorization header.',
    hint: 'Send one Authorization header, or none.',
  },
  'basic-malformed': {
    error: 'invalid_request',
    sentence: 'The HTTP Basic credentials cannot be read.',
    hint: 'Form-encode client id and secret, join them with a colon, and encode that in base64 (RFC 6749, section 2.3.1).',
  },
  'client-id-missing': {
    error: 'invalid_request',
    sentence: 'The parameter client_id is missing.',
    hint: 'Send the Client ID as the portal shows it in the list of API clients.',
  },
  'client-id-not-basic': {
    error: 'invalid_request',
    sentence: 'The client_id of the body is not that of the Authorization header.',
    hint: 'Leave client_id out of the body, or send the same in both places.',
  },
  'assertion-missing': {
    error: 'invalid_request',
    sentence: 'There is a client_assertion_type, but no client_assertion.',
    hint: 'Send the signed JWT as client_assertion.',
  },
  'assertion-type-missing': {
    error: 'invalid_request',
    sentence: 'There is a client_assertion, but no client_assertion_type.',
    hint: 'Send client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  },
  'assertion-type-wrong': {
    error: 'invalid_request',
    sentence: 'The client_assertion_type is not the one for JWTs.',
    hint: 'Send client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  },
  'client-unknown': {
    error: 'invalid_client',
    sentence: 'No API client has this client id.',
    hint: 'Copy the Client ID from the list of API clients; check that the vanity name is of the same tenant.',
  },
  'client-disabled': {
    error: 'invalid_client',
    sentence: 'The API client is disabled.',
    hint: 'Set its status to Active in the portal, or enable it here.',
  },
  'method-not-registered': {
    error: 'invalid_client',
    sentence: 'The API client authenticates in another way.',
    hint: 'Authenticate as the client is defined, or change its authentication.',
  },
  'secret-none': {
    error: 'invalid_client',
    sentence: 'The API client has no secret.',
    hint: 'Create a secret for it, and note it at once: it is shown only then.',
  },
  'secret-wrong': {
    error: 'invalid_client',
    sentence: 'The secret is not one of the client.',
    hint: 'Compare the secret with the one that was shown at its creation; a third secret replaces the second.',
  },
  'secret-padded': {
    error: 'invalid_client',
    sentence: 'The secret has white space around it that does not belong to it.',
    hint: 'Cut it off; a line break often comes along from a file or from echo.',
  },
  'secret-encoded': {
    error: 'invalid_client',
    sentence: 'The secret was form-encoded once too often.',
    hint: 'Encode the secret once; most HTTP libraries do it by themselves.',
  },
  'secret-not-encoded': {
    error: 'invalid_client',
    sentence: 'The secret was not form-encoded for HTTP Basic.',
    hint: 'Form-encode client id and secret before base64 (RFC 6749, section 2.3.1), or send the secret in the body.',
  },
  'secret-expired': {
    error: 'invalid_client',
    sentence: 'The secret is right, but has expired.',
    hint: 'Create a new secret; they are valid for 30 to 365 days.',
  },
  'policy-blocked': {
    error: 'unauthorized_client',
    sentence: 'The access policy of the API client lets it have no token now.',
    hint: 'Change the rule in the access policy of API clients, or its time window.',
  },
  'audience-missing': {
    error: 'invalid_request',
    sentence: 'The parameter audience is missing.',
    hint: 'Send audience=https://api.zscaler.com.',
  },
  'audience-wrong': {
    error: 'invalid_request',
    sentence: 'The parameter audience is not https://api.zscaler.com.',
    hint: 'Send audience=https://api.zscaler.com, with or without a slash at the end.',
  },
} as const satisfies Record<string, RefusalText>;
