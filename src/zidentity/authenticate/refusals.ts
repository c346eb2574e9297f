/** The `error` of a refused request (RFC 6749 §5.2). */
export type OAuthErrorCode = 'invalid_request' | 'invalid_client' | 'unauthorized_client' | 'unsupported_grant_type';

export interface RefusalText {
  error: OAuthErrorCode;
  /** One sentence in the characters that `error_description` may have: no quotes, no backslash, ASCII alone. */
  sentence: string;
  hint: string;
}

/**
 * Why a client is refused: the one table behind the wire's answer, the exchange's failed step and its hint.
 * An assertion that cannot be read is `invalid_request`; one that does not convince is `invalid_client`.
 */
export const REFUSALS = {
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
  'assertion-malformed': {
    error: 'invalid_request',
    sentence: 'The client_assertion is not a signed JWT.',
    hint: 'Send the compact form: header, payload and signature, each in base64url, joined by dots.',
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
  'alg-missing': {
    error: 'invalid_client',
    sentence: 'The header of the assertion has no alg.',
    hint: 'Set alg to RS256 or ES256.',
  },
  'alg-none': {
    error: 'invalid_client',
    sentence: 'The assertion is not signed: its alg is none.',
    hint: 'Sign it with the private key of the client, RS256 or ES256.',
  },
  'alg-symmetric': {
    error: 'invalid_client',
    sentence: 'The assertion is signed with a shared secret.',
    hint: 'Sign with a private key, RS256 or ES256: a public key must never serve as an HMAC secret.',
  },
  'alg-unsupported': {
    error: 'invalid_client',
    sentence: 'The alg of the assertion is not supported.',
    hint: 'ZIdentity takes RS256 and ES256.',
  },
  'crit-unknown': {
    error: 'invalid_client',
    sentence: 'The header of the assertion demands an extension that is not understood.',
    hint: 'Leave crit out of the header (RFC 7515, section 4.1.11).',
  },
  'keys-none': {
    error: 'invalid_client',
    sentence: 'The API client has no certificate and no public key.',
    hint: 'Upload the public key or the certificate that belongs to the private key.',
  },
  'keys-unusable': {
    error: 'invalid_client',
    sentence: 'No key of the client can verify an assertion.',
    hint: 'Publish or upload an RSA key of 2048 bits or more, or an EC key on P-256, with use sig or none.',
  },
  'key-too-small': {
    error: 'invalid_client',
    sentence: 'The RSA key of the client has less than 2048 bits.',
    hint: 'Make a new key pair with 2048 bits or more, and publish or upload its public key.',
  },
  'key-alg-mismatch': {
    error: 'invalid_client',
    sentence: 'No key of the client fits the alg of the assertion.',
    hint: 'RS256 needs an RSA key, ES256 an EC key on P-256. The official SDKs sign RS256 alone.',
  },
  'kid-unknown': {
    error: 'invalid_client',
    sentence: 'The kid of the assertion names no key of the JWKS, fetched anew.',
    hint: 'Publish the key under this kid, or sign with a published kid, or leave kid out.',
  },
  'jwks-url-not-allowed': {
    error: 'invalid_client',
    sentence: 'The JWKS URL of the client may not be fetched.',
    hint: 'Use https; http is accepted on loopback addresses alone.',
  },
  'jwks-unreachable': {
    error: 'invalid_client',
    sentence: 'The JWKS URL of the client cannot be reached.',
    hint: 'Start the web server that hosts the JWKS, and check host and port of the URL.',
  },
  'jwks-tls-not-trusted': {
    error: 'invalid_client',
    sentence: 'The web server of the JWKS URL is not trusted.',
    hint: 'Use a certificate of a trusted authority for exactly this name; NODE_EXTRA_CA_CERTS adds an authority.',
  },
  'jwks-timeout': {
    error: 'invalid_client',
    sentence: 'The JWKS URL of the client did not answer in time.',
    hint: 'Make the web server answer within 5 seconds.',
  },
  'jwks-status': {
    error: 'invalid_client',
    sentence: 'The JWKS URL of the client does not answer with status 200.',
    hint: 'Open the URL without being signed in: it must answer 200 with the JWKS.',
  },
  'jwks-too-large': {
    error: 'invalid_client',
    sentence: 'The JWKS of the client is larger than 1 MiB.',
    hint: 'Publish the keys in use alone.',
  },
  'jwks-redirect': {
    error: 'invalid_client',
    sentence: 'The JWKS URL of the client redirects to where it may not lead.',
    hint: 'Enter the URL at which the JWKS finally is; redirects to another origin are not followed.',
  },
  'jwks-malformed': {
    error: 'invalid_client',
    sentence: 'The JWKS URL of the client does not answer with a JWKS.',
    hint: 'It must be a JSON object with an array of keys (RFC 7517, section 5).',
  },
  'jwks-empty': {
    error: 'invalid_client',
    sentence: 'The JWKS of the client holds no key.',
    hint: 'Publish the public key that belongs to the private key.',
  },
  'signature-empty': {
    error: 'invalid_client',
    sentence: 'The assertion has no signature.',
    hint: 'Sign it with the private key of the client.',
  },
  'signature-der': {
    error: 'invalid_client',
    sentence: 'The ES256 signature is in DER form.',
    hint: 'A JWS holds r and s of 32 bytes each, joined (RFC 7518, section 3.4); use a JWT library or convert it.',
  },
  'signature-wrong': {
    error: 'invalid_client',
    sentence: 'No key of the client verifies the signature.',
    hint: 'Sign with the private key whose public half is published or uploaded for this client.',
  },
  'signature-other-kid': {
    error: 'invalid_client',
    sentence: 'The signature is of another key than the kid names.',
    hint: 'Set the kid of the key that signs, or leave it out.',
  },
  'certificate-expired': {
    error: 'invalid_client',
    sentence: 'The certificate of the key has expired.',
    hint: 'Upload a certificate that is valid now.',
  },
  'certificate-not-yet-valid': {
    error: 'invalid_client',
    sentence: 'The certificate of the key is not valid yet.',
    hint: 'Wait until it is, or upload one that is valid now.',
  },
  'issuer-missing': {
    error: 'invalid_client',
    sentence: 'The assertion has no iss.',
    hint: 'Set iss and sub to the client id.',
  },
  'subject-missing': {
    error: 'invalid_client',
    sentence: 'The assertion has no sub.',
    hint: 'Set iss and sub to the client id.',
  },
  'issuer-not-client': {
    error: 'invalid_client',
    sentence: 'The iss of the assertion is not the client id.',
    hint: 'Set iss and sub to the client id.',
  },
  'subject-not-client': {
    error: 'invalid_client',
    sentence: 'The sub of the assertion is not the client id of the request.',
    hint: 'Set iss, sub and the parameter client_id to the same client id.',
  },
  'aud-missing': {
    error: 'invalid_client',
    sentence: 'The assertion has no aud.',
    hint: 'Set aud to one of the accepted values.',
  },
  'aud-malformed': {
    error: 'invalid_client',
    sentence: 'The aud of the assertion is neither a string nor an array of strings.',
    hint: 'Set aud to one of the accepted values, as a string.',
  },
  'aud-wrong': {
    error: 'invalid_client',
    sentence: 'The aud of the assertion is not this authorization server.',
    hint: 'Set aud to one of the accepted values.',
  },
  'exp-missing': {
    error: 'invalid_client',
    sentence: 'The assertion has no exp.',
    hint: 'Set exp to a few minutes from now, in seconds since 1970.',
  },
  'time-not-numeric': {
    error: 'invalid_client',
    sentence: 'A time of the assertion is not a number of seconds.',
    hint: 'Set exp, iat and nbf to numbers of seconds since 1970, without quotes.',
  },
  'exp-past': {
    error: 'invalid_client',
    sentence: 'The assertion has expired.',
    hint: 'Make a new assertion for each request, and check the clock of the machine that signs.',
  },
  'iat-future': {
    error: 'invalid_client',
    sentence: 'The iat of the assertion lies in the future.',
    hint: 'Check the clock of the machine that signs: it is ahead.',
  },
  'nbf-future': {
    error: 'invalid_client',
    sentence: 'The assertion is not valid yet: its nbf lies in the future.',
    hint: 'Check the clock of the machine that signs, or leave nbf out.',
  },
  'iat-missing': {
    error: 'invalid_client',
    sentence: 'The assertion has no iat, which the strict policy requires.',
    hint: 'Set iat to the time of signing, in seconds since 1970.',
  },
  'lifetime-too-long': {
    error: 'invalid_client',
    sentence: 'The assertion lives longer than the strict policy allows.',
    hint: 'Set exp to 10 minutes after iat at most.',
  },
  'jti-missing': {
    error: 'invalid_client',
    sentence: 'The assertion has no jti, which the strict policy requires.',
    hint: 'Set jti to a new random value for each assertion, a string of 256 characters at most.',
  },
  'jti-replayed': {
    error: 'invalid_client',
    sentence: 'An assertion with this jti was used before.',
    hint: 'Make a new assertion with a new jti for each request.',
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

export type RefusalReason = keyof typeof REFUSALS;

/** The wording of a refused client on the wire; which check it was is told in the exchange alone. */
const wireDescription: Partial<Record<OAuthErrorCode, string>> = {
  invalid_client: 'Client authentication failed',
};

export interface Refusal {
  reason: RefusalReason;
  error: OAuthErrorCode;
  /** For `error_description`. */
  description: string;
}

export function refusalOf(reason: RefusalReason): Refusal {
  const { error, sentence } = REFUSALS[reason];
  return { reason, error, description: wireDescription[error] ?? sentence };
}
