/**
 * How sure the meaning of a claim is. `standard`: an RFC says so. `confirmed`: ZIdentity's documentation or its
 * answers show it. `guessed`: the real service's tokens are not public; this is what the mock does. `unknown`: not in
 * the table.
 */
export type ClaimStatus = 'standard' | 'confirmed' | 'guessed' | 'unknown';

export interface ClaimExplanation {
  /** A short name, to stand beside the claim's own. */
  readonly label: string;
  /** One or two sentences for somebody who does not know OAuth. */
  readonly explanation: string;
  readonly status: ClaimStatus;
  /** Where it is defined. */
  readonly source?: string;
  /** Its value is a NumericDate: seconds since 1970. */
  readonly time?: true;
}

type Row = [label: string, explanation: string, status: ClaimStatus, source?: string];

const TIME_CLAIMS: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at']);

const CLAIMS: Readonly<Record<string, Row>> = {
  iss: ['Issuer', 'Who made and signed this token.', 'standard', 'RFC 7519 §4.1.1'],
  sub: [
    'Subject',
    'Whom the token is about. In an access token of an API client, the client itself.',
    'standard',
    'RFC 7519 §4.1.2',
  ],
  aud: ['Audience', 'For whom the token is meant. Anybody else must refuse it.', 'standard', 'RFC 7519 §4.1.3'],
  exp: ['Expires at', 'From this moment on the token must not be accepted.', 'standard', 'RFC 7519 §4.1.4'],
  nbf: ['Not before', 'Before this moment the token must not be accepted.', 'standard', 'RFC 7519 §4.1.5'],
  iat: ['Issued at', 'When the token was made.', 'standard', 'RFC 7519 §4.1.6'],
  jti: [
    'Token ID',
    'A name that no other token has. It is how a token is listed and revoked, and how a replay is noticed.',
    'standard',
    'RFC 7519 §4.1.7',
  ],
  client_id: [
    'Client ID',
    'The API client that the token was issued to.',
    'guessed',
    'RFC 8693 §4.3; that ZIdentity sets it is a guess',
  ],
  scp: [
    'Scopes',
    "The scopes of the API client's selected resources, one for each role.",
    'guessed',
    "a guess, in the names of ZIdentity's scopes",
  ],
  'service-info': [
    'Services and roles',
    'What the token opens: for each product (prd), the role (rnm) that the client has in a tenant (tnt).',
    'confirmed',
    "ZIdentity's access tokens",
  ],
  scope: ['Scopes', 'What the token allows, as words with spaces between.', 'standard', 'RFC 8693 §4.2'],
  azp: ['Authorized party', 'The client that the token was issued to.', 'standard', 'OpenID Connect Core §2'],
  act: ['Actor', 'Who acts on behalf of the subject.', 'standard', 'RFC 8693 §4.1'],
  cnf: ['Confirmation', 'The key that whoever presents the token must prove to have.', 'standard', 'RFC 7800 §3.1'],
  nonce: ['Nonce', 'Ties the token to the request that asked for it.', 'standard', 'OpenID Connect Core §2'],
  auth_time: ['Signed in at', 'When the user signed in.', 'standard', 'OpenID Connect Core §2'],
  acr: ['Authentication class', 'How strongly the user was authenticated.', 'standard', 'OpenID Connect Core §2'],
  amr: ['Authentication methods', 'How the user was authenticated.', 'standard', 'OpenID Connect Core §2'],
  at_hash: ['Access token hash', 'Ties an ID token to an access token.', 'standard', 'OpenID Connect Core §3.1.3.6'],
  sid: ['Session ID', 'The session that the token belongs to.', 'standard', 'OpenID Connect Front-Channel Logout §3'],
  name: ['Name', 'The full name of the user.', 'standard', 'OpenID Connect Core §5.1'],
  email: ['Mail address', 'The mail address of the user.', 'standard', 'OpenID Connect Core §5.1'],
  email_verified: [
    'Mail address verified',
    'Whether the issuer has checked the mail address.',
    'standard',
    'OpenID Connect Core §5.1',
  ],
  preferred_username: [
    'User name',
    'How the user wants to be called; not a stable name.',
    'standard',
    'OpenID Connect Core §5.1',
  ],
  updated_at: ['Updated at', "When the user's data last changed.", 'standard', 'OpenID Connect Core §5.1'],
  groups: ['Groups', 'The groups that the subject is in.', 'standard', 'RFC 9068 §2.2.3.1'],
  roles: ['Roles', 'The roles that the subject has.', 'standard', 'RFC 9068 §2.2.3.1'],
  entitlements: ['Entitlements', 'What the subject is entitled to.', 'standard', 'RFC 9068 §2.2.3.1'],
};

const HEADER_PARAMETERS: Readonly<Record<string, Row>> = {
  alg: [
    'Algorithm',
    'How the token is signed. ZIdentity takes RS256 and ES256, and signs RS256.',
    'standard',
    'RFC 7515 §4.1.1',
  ],
  kid: [
    'Key ID',
    'Which key signed the token. ZIdentity does not demand it; without it, every key of the client is tried.',
    'standard',
    'RFC 7515 §4.1.4',
  ],
  typ: ['Type', 'What kind of thing this is: JWT, or at+jwt for an access token.', 'standard', 'RFC 7515 §4.1.9'],
  cty: [
    'Content type',
    'What kind of thing is inside; JWT where a token is in a token.',
    'standard',
    'RFC 7515 §4.1.10',
  ],
  crit: [
    'Critical',
    'Extensions that a reader must understand, or else refuse the token.',
    'standard',
    'RFC 7515 §4.1.11',
  ],
  jku: [
    'JWKS URL',
    'Where the key is said to be. Never followed here: whoever forges a token chooses it.',
    'standard',
    'RFC 7515 §4.1.2',
  ],
  jwk: [
    'Key',
    'The key itself, as the token brings it. Never used here: whoever forges a token chooses it.',
    'standard',
    'RFC 7515 §4.1.3',
  ],
  x5u: [
    'Certificate URL',
    'Where the certificate is said to be. Never followed here: whoever forges a token chooses it.',
    'standard',
    'RFC 7515 §4.1.5',
  ],
  x5c: [
    'Certificates',
    'The certificate chain, as the token brings it. Never used here: whoever forges a token chooses it.',
    'standard',
    'RFC 7515 §4.1.6',
  ],
  x5t: ['Certificate SHA-1', "The SHA-1 thumbprint of the signer's certificate.", 'standard', 'RFC 7515 §4.1.7'],
  'x5t#S256': [
    'Certificate SHA-256',
    "The SHA-256 thumbprint of the signer's certificate.",
    'standard',
    'RFC 7515 §4.1.8',
  ],
  enc: ['Content encryption', 'How the content is encrypted.', 'standard', 'RFC 7516 §4.1.2'],
  zip: ['Compression', 'How the content was compressed before it was encrypted.', 'standard', 'RFC 7516 §4.1.3'],
  b64: ['Payload encoding', 'Whether the payload is base64url-encoded.', 'standard', 'RFC 7797 §3'],
};

const SERVICE_INFO_MEMBERS: Readonly<Record<string, Row>> = {
  prd: [
    'Product',
    'The product: ZIA, ZPA, ZCC, ZDX, CLOUD_CONNECTOR, ZIAM or ZINSIGHTS.',
    'confirmed',
    "ZIdentity's access tokens",
  ],
  rnm: ['Role', 'The name of the role that the client has for the product.', 'confirmed', "ZIdentity's access tokens"],
  tnt: ['Tenant', "The product's tenant in which the role counts.", 'confirmed', "ZIdentity's access tokens"],
};

const UNKNOWN: ClaimExplanation = {
  label: '',
  explanation: 'Not a registered claim, and not one that ZIdentity is known to set.',
  status: 'unknown',
};

/** What a claim of a token's payload means. */
export function explainClaim(name: string): ClaimExplanation {
  return explanation(CLAIMS, name);
}

/** What a parameter of a token's header means. */
export function explainHeaderParameter(name: string): ClaimExplanation {
  return explanation(HEADER_PARAMETERS, name);
}

/** What a member of an entry of the `service-info` claim means. */
export function explainServiceInfoMember(name: string): ClaimExplanation {
  return explanation(SERVICE_INFO_MEMBERS, name);
}

function explanation(table: Readonly<Record<string, Row>>, name: string): ClaimExplanation {
  // hasOwn: a token may well have a claim called "constructor" or "__proto__".
  const row = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!row) return UNKNOWN;
  const [label, text, status, source] = row;
  const time = table === CLAIMS && TIME_CLAIMS.has(name) ? { time: true as const } : {};
  return { label, explanation: text, status, ...(source === undefined ? {} : { source }), ...time };
}
