import type { RefusalText } from './refusal-text.js';

/** Why an assertion is refused: its form, the client's keys, its signature, its claims. */
export const ASSERTION_REFUSALS = {
  'assertion-malformed': {
    error: 'invalid_request',
    sentence: 'The client_assertion is not a signed JWT.',
    hint: 'Send the compact form: header, payload and signature, each in base64url, joined by dots.',
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
} as const satisfies Record<string, RefusalText>;
