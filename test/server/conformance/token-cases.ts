import type { CaseContext, TokenCase } from './case.js';
import { type AssertionParts, assertion, CLIENTS, encode, jtiOf, ODD_SECRET, SECRET } from './fixture.js';

const AUDIENCE = 'https://api.zscaler.com';
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const FORM = 'application/x-www-form-urlencoded';
const TOKEN_PATH = '/oauth2/v1/token';

/** The fields of a request by secret, as the SDKs send it; a field given as undefined is left out. */
function bySecret(change: Record<string, string | undefined> = {}): { body: Record<string, string> } {
  return {
    body: fields({
      grant_type: 'client_credentials',
      client_id: CLIENTS.secret,
      client_secret: SECRET,
      audience: AUDIENCE,
      ...change,
    }),
  };
}

function basic(user: string, password: string, change: Record<string, string | undefined> = {}) {
  const form = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  const credentials = Buffer.from(`${form(user)}:${form(password)}`).toString('base64');
  return {
    headers: { authorization: `Basic ${credentials}` },
    body: fields({ grant_type: 'client_credentials', audience: AUDIENCE, ...change }),
  };
}

function withAssertion(text: string, clientId: string | undefined, change: Record<string, string | undefined> = {}) {
  return {
    body: fields({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_assertion: text,
      client_assertion_type: JWT_BEARER,
      audience: AUDIENCE,
      ...change,
    }),
  };
}

function fields(all: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

type Parts = AssertionParts | ((context: CaseContext) => AssertionParts);

/** A request with an assertion of the client with the RSA key, with parts replaced. */
function rsa(parts: Parts = {}, change: Record<string, string | undefined> = {}) {
  return (context: CaseContext) =>
    withAssertion(
      assertion(CLIENTS.rsa, context.keys.rsa, context, typeof parts === 'function' ? parts(context) : parts),
      CLIENTS.rsa,
      change,
    );
}

/** The same with everything that the strict policy asks for. */
function strictRsa(name: string, parts: (context: CaseContext) => AssertionParts = () => ({})) {
  return rsa((context) => {
    const given = parts(context);
    return {
      ...given,
      claims: { aud: 'https://acme.zslogin.net', iat: context.now, jti: jtiOf(name), ...given.claims },
    };
  });
}

function jwks(clientId: string, parts: AssertionParts = {}, keyName: 'rsa' | 'ec' | 'otherRsa' = 'rsa') {
  return (context: CaseContext) => withAssertion(assertion(clientId, context.keys[keyName], context, parts), clientId);
}

function raw(text: string, change: Record<string, string | undefined> = {}) {
  return () => withAssertion(text, CLIENTS.rsa, change);
}

const BY_SECRET: TokenCase[] = [
  { name: 'a secret in the body gets a token', request: () => bySecret(), status: 200, settledByRfc: true },
  {
    name: 'an audience with a trailing slash is accepted',
    request: () => bySecret({ audience: `${AUDIENCE}/` }),
    status: 200,
  },
  {
    name: 'a missing audience is accepted with a warning',
    request: () => bySecret({ audience: undefined }),
    status: 200,
    because: /audience/,
  },
  {
    name: 'a missing audience is refused by the strict policy',
    policy: 'strict',
    request: () => bySecret({ audience: undefined }),
    status: 400,
    error: 'invalid_request',
    because: /audience/,
  },
  {
    name: 'another audience is refused',
    request: () => bySecret({ audience: 'https://api.example.com' }),
    status: 400,
    error: 'invalid_request',
    because: /audience/,
  },
  {
    name: 'the issuer as audience is refused',
    request: () => bySecret({ audience: 'https://acme.zslogin.net' }),
    status: 400,
    error: 'invalid_request',
    because: /audience/,
  },
  {
    name: 'an unknown client is refused',
    request: () => bySecret({ client_id: 'iq00000000zzz' }),
    status: 400,
    error: 'invalid_client',
    because: /client/,
    settledByRfc: true,
  },
  {
    name: 'a missing client id is refused',
    request: () => bySecret({ client_id: undefined }),
    status: 400,
    because: /client_id/,
  },
  {
    name: 'a wrong secret is refused',
    request: () => bySecret({ client_secret: 'wrong' }),
    status: 400,
    error: 'invalid_client',
    because: /secret/,
    settledByRfc: true,
  },
  {
    name: 'a secret with a blank at its end is refused',
    request: () => bySecret({ client_secret: `${SECRET} ` }),
    status: 400,
    error: 'invalid_client',
    because: /secret/,
    settledByRfc: true,
  },
  {
    name: 'an empty secret is refused',
    request: () => bySecret({ client_secret: '' }),
    status: 400,
    because: /secret|authenticat/i,
  },
  {
    name: 'no credential at all is refused',
    request: () => bySecret({ client_secret: undefined }),
    status: 400,
    because: /authenticat|credential|secret/i,
  },
  {
    name: 'an expired secret is refused, and the reason says that it has expired',
    request: () => bySecret({ client_id: CLIENTS.expiredSecret }),
    status: 400,
    error: 'invalid_client',
    because: /expired/,
  },
  {
    name: 'a disabled client is refused',
    request: () => bySecret({ client_id: CLIENTS.disabled }),
    status: 400,
    error: 'invalid_client',
    because: /inactive|disabled/i,
  },
  {
    name: 'a client that the access policy blocks is refused',
    request: () => bySecret({ client_id: CLIENTS.blocked }),
    status: 400,
    because: /policy/i,
  },
  {
    name: 'a secret for a client that has a key is refused',
    request: () => bySecret({ client_id: CLIENTS.rsa }),
    status: 400,
    error: 'invalid_client',
    because: /certificate|public key|method/i,
    settledByRfc: true,
  },
  {
    name: 'a secret for a client with a JWKS URL is refused',
    request: () => bySecret({ client_id: CLIENTS.jwks }),
    status: 400,
    error: 'invalid_client',
    because: /JWKS|method/i,
    settledByRfc: true,
  },
  {
    name: 'a secret with every character that form encoding changes gets a token',
    request: () => bySecret({ client_id: CLIENTS.oddSecret, client_secret: ODD_SECRET }),
    status: 200,
    settledByRfc: true,
  },
  {
    name: 'a client without any role gets a token',
    request: () => bySecret({ client_id: CLIENTS.noRole }),
    status: 200,
  },
  {
    name: 'a client with the shortest lifetime gets a token',
    request: () => bySecret({ client_id: CLIENTS.minute }),
    status: 200,
  },
  {
    name: 'a client with the longest lifetime gets a token',
    request: () => bySecret({ client_id: CLIENTS.day }),
    status: 200,
  },
  {
    name: 'an unknown parameter is ignored',
    request: () => bySecret({ colour: 'blue' }),
    status: 200,
    settledByRfc: true,
  },
];

const BY_BASIC: TokenCase[] = [
  {
    name: 'a secret by HTTP Basic gets a token',
    request: () => basic(CLIENTS.secret, SECRET),
    status: 200,
    settledByRfc: true,
  },
  {
    name: 'a secret by HTTP Basic is form-decoded',
    request: () => basic(CLIENTS.oddSecret, ODD_SECRET),
    status: 200,
    settledByRfc: true,
  },
  {
    name: 'the scheme of HTTP Basic is read in any case',
    request: () => {
      const spec = basic(CLIENTS.secret, SECRET);
      return { ...spec, headers: { authorization: spec.headers.authorization.replace('Basic', 'bAsIc') } };
    },
    status: 200,
    settledByRfc: true,
  },
  {
    name: 'a wrong secret by HTTP Basic is refused with 401',
    request: () => basic(CLIENTS.secret, 'wrong'),
    status: 401,
    error: 'invalid_client',
    because: /secret/,
    settledByRfc: true,
  },
  {
    name: 'an unknown client by HTTP Basic is refused with 401',
    request: () => basic('iq00000000zzz', SECRET),
    status: 401,
    error: 'invalid_client',
    because: /client/,
    settledByRfc: true,
  },
  {
    name: 'HTTP Basic that is not base64 is refused',
    request: () => ({ ...basic('a', 'b'), headers: { authorization: 'Basic %%%' } }),
    status: 400,
    error: 'invalid_request',
    because: /Basic/,
  },
  {
    name: 'HTTP Basic without a colon is refused',
    request: () => ({
      ...basic('a', 'b'),
      headers: { authorization: `Basic ${Buffer.from(CLIENTS.secret).toString('base64')}` },
    }),
    status: 400,
    error: 'invalid_request',
    because: /Basic/,
  },
  {
    name: 'HTTP Basic with a client id in the body that is the same gets a token',
    request: () => basic(CLIENTS.secret, SECRET, { client_id: CLIENTS.secret }),
    status: 200,
    settledByRfc: true,
  },
  {
    name: 'HTTP Basic with another client id in the body is refused',
    request: () => basic(CLIENTS.secret, SECRET, { client_id: CLIENTS.oddSecret }),
    status: 400,
    error: 'invalid_request',
    because: /client_id|client id/i,
  },
  {
    name: 'a secret by HTTP Basic and in the body at once is refused',
    request: () => basic(CLIENTS.secret, SECRET, { client_id: CLIENTS.secret, client_secret: SECRET }),
    status: 400,
    error: 'invalid_request',
    because: /more than one|one method|both|two/i,
    settledByRfc: true,
  },
  {
    name: 'HTTP Basic for a client that has a key is refused with 401',
    request: () => basic(CLIENTS.rsa, SECRET),
    status: 401,
    error: 'invalid_client',
    because: /certificate|public key|method/i,
    settledByRfc: true,
  },
];

const REQUEST_FORM: TokenCase[] = [
  {
    name: 'a missing grant type is refused',
    request: () => bySecret({ grant_type: undefined }),
    status: 400,
    error: 'invalid_request',
    because: /grant_type/,
    settledByRfc: true,
  },
  {
    name: 'another grant type is refused',
    request: () => bySecret({ grant_type: 'password' }),
    status: 400,
    error: 'unsupported_grant_type',
    because: /grant_type|grant type/,
    settledByRfc: true,
  },
  {
    name: 'a grant type in another case is refused',
    request: () => bySecret({ grant_type: 'Client_Credentials' }),
    status: 400,
    error: 'unsupported_grant_type',
    because: /grant_type|grant type/,
    settledByRfc: true,
  },
  {
    name: 'a JSON body is refused, and the reason names the content type',
    request: () => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(bySecret().body) }),
    status: 400,
    error: 'invalid_request',
    because: /content-type|form/i,
    settledByRfc: true,
  },
  {
    name: 'a form with a charset is read',
    request: () => ({
      headers: { 'content-type': `${FORM};charset=UTF-8` },
      body: new URLSearchParams(bySecret().body).toString(),
    }),
    status: 200,
    settledByRfc: true,
  },
  {
    name: 'an empty body is refused',
    request: () => ({ headers: { 'content-type': FORM }, body: '' }),
    status: 400,
    error: 'invalid_request',
    settledByRfc: true,
  },
  {
    name: 'a repeated parameter is refused',
    request: () => ({
      headers: { 'content-type': FORM },
      body: `${new URLSearchParams(bySecret().body)}&client_id=${CLIENTS.secret}`,
    }),
    status: 400,
    error: 'invalid_request',
    because: /repeated|more than once|twice/i,
    settledByRfc: true,
  },
  {
    name: 'GET at the token endpoint is 405',
    request: () => ({ method: 'GET' }),
    status: 405,
  },
  {
    name: 'PUT at the token endpoint is 405',
    request: () => ({ method: 'PUT', ...bySecret() }),
    status: 405,
  },
  {
    name: 'a secret and an assertion at once are refused',
    request: (context) => {
      const { body } = rsa()(context);
      return { body: { ...body, client_secret: SECRET } };
    },
    status: 400,
    error: 'invalid_request',
    because: /more than one|one method|both|two/i,
    settledByRfc: true,
  },
  {
    name: 'a __proto__ parameter is data like any other',
    request: () => bySecret({ ['__proto__']: 'x' }),
    status: 200,
  },
];

const ASSERTIONS: TokenCase[] = [
  { name: 'an assertion in the form of the SDKs, without kid, iat and jti, gets a token', request: rsa(), status: 200 },
  {
    name: 'an assertion by an EC P-256 key gets a token',
    request: (context) => withAssertion(assertion(CLIENTS.ec, context.keys.ec, context), CLIENTS.ec),
    status: 200,
  },
  {
    name: 'an assertion without client_id in the body gets a token',
    request: (context) => withAssertion(assertion(CLIENTS.rsa, context.keys.rsa, context), undefined),
    status: 200,
  },
  ...[
    'https://api.zscaler.com',
    'https://api.zscaler.com/',
    'https://acme.zslogin.net',
    'https://acme.zslogin.net/',
    'https://acme.zslogin.net/oauth2/v1/token',
  ].map((aud): TokenCase => ({ name: `aud ${aud} gets a token`, request: rsa({ claims: { aud } }), status: 200 })),
  {
    name: 'the URL that the token was asked at gets a token as aud',
    request: rsa((context) => ({ claims: { aud: context.base + TOKEN_PATH } })),
    status: 200,
  },
  {
    name: 'an array aud with one known member gets a token',
    request: rsa({ claims: { aud: ['https://example.com', 'https://api.zscaler.com'] } }),
    status: 200,
  },
  {
    name: 'aud of another tenant is refused',
    request: rsa({ claims: { aud: 'https://other.zslogin.net' } }),
    status: 400,
    error: 'invalid_client',
    because: /aud/,
    settledByRfc: true,
  },
  {
    name: 'an array aud of strangers is refused',
    request: rsa({ claims: { aud: ['https://a.example', 'https://b.example'] } }),
    status: 400,
    error: 'invalid_client',
    because: /aud/,
    settledByRfc: true,
  },
  {
    name: 'a missing aud is refused',
    request: rsa({ claims: { aud: undefined } }),
    status: 400,
    error: 'invalid_client',
    because: /aud/,
    settledByRfc: true,
  },
  {
    name: 'an aud that is a number is refused',
    request: rsa({ claims: { aud: 7 } }),
    status: 400,
    error: 'invalid_client',
    because: /aud/,
    settledByRfc: true,
  },
  {
    name: 'a missing exp is refused',
    request: rsa({ claims: { exp: undefined } }),
    status: 400,
    error: 'invalid_client',
    because: /exp/,
    settledByRfc: true,
  },
  {
    name: 'an exp that is text is refused',
    request: rsa({ claims: { exp: '9999999999' } }),
    status: 400,
    error: 'invalid_client',
    because: /exp/,
    settledByRfc: true,
  },
  {
    name: 'an exp in the past is refused, and the reason says by how much',
    request: rsa((context) => ({ claims: { exp: context.now - 3600 } })),
    status: 400,
    error: 'invalid_client',
    because: /expired/,
    settledByRfc: true,
  },
  {
    name: 'an exp within the skew gets a token',
    request: rsa((context) => ({ claims: { exp: context.now - 30 } })),
    status: 200,
  },
  {
    name: 'an exp years ahead gets a token',
    request: rsa((context) => ({ claims: { exp: context.now + 6 * 365 * 86_400 } })),
    status: 200,
  },
  {
    name: 'an exp in milliseconds gets a token, for it is far ahead',
    request: rsa((context) => ({ claims: { exp: (context.now + 600) * 1000 } })),
    status: 200,
  },
  {
    name: 'an iat in the future is refused',
    request: rsa((context) => ({ claims: { iat: context.now + 3600, exp: context.now + 4200 } })),
    status: 400,
    error: 'invalid_client',
    because: /iat|future|clock/,
  },
  {
    name: 'an iat within the skew gets a token',
    request: rsa((context) => ({ claims: { iat: context.now + 30 } })),
    status: 200,
  },
  {
    name: 'an nbf in the future is refused',
    request: rsa((context) => ({ claims: { nbf: context.now + 3600 } })),
    status: 400,
    error: 'invalid_client',
    because: /nbf|not yet/,
    settledByRfc: true,
  },
  {
    name: 'iss of another client is refused',
    request: rsa({ claims: { iss: CLIENTS.ec } }),
    status: 400,
    error: 'invalid_client',
    because: /iss/,
    settledByRfc: true,
  },
  {
    name: 'sub of another client is refused',
    request: rsa({ claims: { sub: CLIENTS.ec } }),
    status: 400,
    error: 'invalid_client',
    because: /sub/,
    settledByRfc: true,
  },
  {
    name: 'a missing iss is refused',
    request: rsa({ claims: { iss: undefined } }),
    status: 400,
    error: 'invalid_client',
    because: /iss/,
    settledByRfc: true,
  },
  {
    name: 'a missing sub is refused',
    request: rsa({ claims: { sub: undefined } }),
    status: 400,
    error: 'invalid_client',
    because: /sub/,
    settledByRfc: true,
  },
  {
    name: 'another client_id in the body is refused',
    request: (context) => withAssertion(assertion(CLIENTS.rsa, context.keys.rsa, context), CLIENTS.ec),
    status: 400,
    error: 'invalid_client',
    because: /client/,
  },
  {
    name: 'an assertion signed by another key is refused',
    request: rsa((context) => ({ key: context.keys.otherRsa })),
    status: 400,
    error: 'invalid_client',
    because: /key|signature/,
    settledByRfc: true,
  },
  {
    name: 'an assertion with a changed claim is refused',
    request: (context) => {
      const [header, , signature] = assertion(CLIENTS.rsa, context.keys.rsa, context).split('.');
      const claims = encode({
        iss: CLIENTS.rsa,
        sub: CLIENTS.rsa,
        aud: 'https://api.zscaler.com',
        exp: context.now + 599,
      });
      return withAssertion(`${header}.${claims}.${signature}`, CLIENTS.rsa);
    },
    status: 400,
    error: 'invalid_client',
    because: /key|signature/,
    settledByRfc: true,
  },
  {
    name: 'alg none is refused',
    request: (context) => {
      const [, claims] = assertion(CLIENTS.rsa, context.keys.rsa, context).split('.');
      return withAssertion(`${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`, CLIENTS.rsa);
    },
    status: 400,
    because: /none|alg/,
  },
  {
    name: 'alg HS256 is refused for a client with a public key',
    request: rsa({ header: { alg: 'HS256' } }),
    status: 400,
    error: 'invalid_client',
    because: /HS256|alg/,
    settledByRfc: true,
  },
  {
    name: 'alg RS512 is refused',
    request: rsa({ header: { alg: 'RS512' } }),
    status: 400,
    error: 'invalid_client',
    because: /RS512|alg/,
  },
  {
    name: 'alg ES256 on a signature by an RSA key is refused',
    request: rsa({ header: { alg: 'ES256' } }),
    status: 400,
    error: 'invalid_client',
    because: /ES256|alg|key/,
  },
  {
    name: 'a missing alg is refused',
    request: rsa({ header: { alg: undefined } }),
    status: 400,
    because: /alg/,
  },
  {
    name: 'an unknown crit is refused',
    request: rsa({ header: { crit: ['colour'], colour: 'blue' } }),
    status: 400,
    error: 'invalid_client',
    because: /crit/,
    settledByRfc: true,
  },
  {
    name: 'a key in the header (jwk) is not trusted',
    request: rsa((context) => ({
      key: context.keys.otherRsa,
      header: { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } },
    })),
    status: 400,
    error: 'invalid_client',
    because: /key|signature/,
    settledByRfc: true,
  },
  {
    name: 'a JWKS URL in the header (jku) is not fetched',
    request: rsa((context) => ({ key: context.keys.otherRsa, header: { jku: 'http://127.0.0.1:9/jwks' } })),
    status: 400,
    error: 'invalid_client',
    because: /key|signature/,
    settledByRfc: true,
  },
  {
    name: 'a kid for an uploaded key is no obstacle',
    request: rsa({ header: { kid: 'anything' } }),
    status: 200,
  },
  {
    name: 'an assertion for a client with a secret is refused',
    request: (context) => withAssertion(assertion(CLIENTS.secret, context.keys.rsa, context), CLIENTS.secret),
    status: 400,
    error: 'invalid_client',
    because: /secret|method/,
    settledByRfc: true,
  },
  {
    name: 'an assertion of an unknown client is refused',
    request: (context) => withAssertion(assertion('iq00000000zzz', context.keys.rsa, context), 'iq00000000zzz'),
    status: 400,
    error: 'invalid_client',
    because: /client/,
    settledByRfc: true,
  },
  {
    name: 'text that is no JWT is refused as a request',
    request: raw('hello'),
    status: 400,
    error: 'invalid_request',
    because: /JWT|assertion/,
    settledByRfc: true,
  },
  {
    name: 'an assertion of two parts is refused as a request',
    request: raw('eyJhbGciOiJSUzI1NiJ9.e30'),
    status: 400,
    error: 'invalid_request',
    because: /parts|JWT|assertion/,
    settledByRfc: true,
  },
  {
    name: 'an assertion whose claims are not an object is refused as a request',
    request: raw(`${encode({ alg: 'RS256' })}.${encode([1])}.AAAA`),
    status: 400,
    error: 'invalid_request',
    because: /object|JSON|assertion/,
  },
  {
    name: 'an empty assertion is refused as a request',
    request: raw(''),
    status: 400,
    because: /assertion|authenticat/i,
  },
  {
    name: 'a missing assertion type is refused as a request',
    request: rsa({}, { client_assertion_type: undefined }),
    status: 400,
    error: 'invalid_request',
    because: /client_assertion_type/,
    settledByRfc: true,
  },
  {
    name: 'another assertion type is refused',
    request: rsa({}, { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' }),
    status: 400,
    because: /client_assertion_type/,
  },
  {
    name: 'an assertion type without an assertion is refused',
    request: rsa({}, { client_assertion: undefined }),
    status: 400,
    error: 'invalid_request',
    because: /client_assertion/,
  },
  {
    name: 'an assertion used twice gets a token twice under the default policy',
    request: rsa({ claims: { jti: 'same-in-two-requests' } }),
    status: 200,
  },
];

const JWKS_URL: TokenCase[] = [
  { name: 'a kid of the JWKS gets a token', request: jwks(CLIENTS.jwks, { header: { kid: 'r1' } }), status: 200 },
  { name: 'no kid gets a token by trying the keys', request: jwks(CLIENTS.jwks), status: 200 },
  {
    name: 'an EC key of the JWKS gets a token',
    request: jwks(CLIENTS.jwks, { header: { kid: 'e1' } }, 'ec'),
    status: 200,
  },
  {
    name: 'a kid that the JWKS lacks is refused',
    request: jwks(CLIENTS.jwks, { header: { kid: 'r2' } }),
    status: 400,
    error: 'invalid_client',
    because: /kid/,
    settledByRfc: true,
  },
  {
    name: 'a kid of a key of another type is refused',
    request: jwks(CLIENTS.jwks, { header: { kid: 'e1' } }),
    status: 400,
    error: 'invalid_client',
    because: /kid|key/,
  },
  {
    name: 'a key that the JWKS lacks is refused',
    request: jwks(CLIENTS.jwks, {}, 'otherRsa'),
    status: 400,
    error: 'invalid_client',
    because: /key|signature/,
    settledByRfc: true,
  },
  {
    name: 'a JWKS URL that answers 404 is said',
    request: jwks(CLIENTS.jwksMissing),
    status: 400,
    error: 'invalid_client',
    because: /404/,
  },
  {
    name: 'a JWKS URL that answers a page is said',
    request: jwks(CLIENTS.jwksHtml),
    status: 400,
    error: 'invalid_client',
    because: /JSON/,
  },
  {
    name: 'a JWKS without keys is said',
    request: jwks(CLIENTS.jwksEmpty),
    status: 400,
    error: 'invalid_client',
    because: /no key|empty|without/i,
  },
  {
    name: 'a JWKS with keys for encryption alone is said',
    request: jwks(CLIENTS.jwksEncryptionOnly),
    status: 400,
    error: 'invalid_client',
    because: /use|enc/,
  },
  {
    name: 'a JWKS over the size limit is said',
    request: jwks(CLIENTS.jwksHuge),
    status: 400,
    error: 'invalid_client',
    because: /large|MiB|size/i,
  },
  {
    name: 'a JWKS URL that redirects to another origin is not followed',
    request: jwks(CLIENTS.jwksRedirect),
    status: 400,
    error: 'invalid_client',
    because: /redirect/,
  },
  {
    name: 'a JWKS URL that nobody answers is said',
    request: jwks(CLIENTS.jwksClosed),
    status: 400,
    error: 'invalid_client',
    because: /reach|refused|connect/i,
  },
];

const STRICT: TokenCase[] = [
  {
    name: 'the strict policy issues a token for an assertion that has everything',
    request: strictRsa('complete'),
    status: 200,
    settledByRfc: true,
  },
  {
    name: 'the strict policy accepts the token endpoint as aud',
    request: strictRsa('endpoint as aud', () => ({ claims: { aud: 'https://acme.zslogin.net/oauth2/v1/token' } })),
    status: 200,
    settledByRfc: true,
  },
  {
    name: 'the strict policy refuses the API as aud',
    request: strictRsa('api as aud', () => ({ claims: { aud: 'https://api.zscaler.com' } })),
    status: 400,
    error: 'invalid_client',
    because: /aud/,
    settledByRfc: true,
  },
  {
    name: 'the strict policy refuses an assertion without jti',
    request: strictRsa('no jti', () => ({ claims: { jti: undefined } })),
    status: 400,
    error: 'invalid_client',
    because: /jti/,
  },
  {
    name: 'the strict policy refuses an assertion without iat',
    request: strictRsa('no iat', () => ({ claims: { iat: undefined } })),
    status: 400,
    error: 'invalid_client',
    because: /iat/,
  },
  {
    name: 'the strict policy refuses an assertion that lives longer than ten minutes',
    request: strictRsa('long', (context) => ({ claims: { exp: context.now + 3600 } })),
    status: 400,
    error: 'invalid_client',
    because: /lifetime|long|minutes/,
  },
  {
    name: 'the strict policy refuses a jti that it has seen',
    request: strictRsa('complete'),
    status: 400,
    error: 'invalid_client',
    because: /jti|replay|used/,
    settledByRfc: true,
  },
  {
    name: 'the strict policy issues a token for a secret',
    request: () => bySecret(),
    status: 200,
    settledByRfc: true,
  },
].map((row): TokenCase => ({ ...row, policy: 'strict' }));

export const TOKEN_CASES: readonly TokenCase[] = [
  ...BY_SECRET,
  ...BY_BASIC,
  ...REQUEST_FORM,
  ...ASSERTIONS,
  ...JWKS_URL,
  ...STRICT,
];
