import { createHmac } from 'node:crypto';
import type { RefusalCase } from './request-cases.js';
import {
  API,
  type Asked,
  ec,
  ISSUER,
  JWT_BEARER,
  type JwtParts,
  jwk,
  NOW,
  otherRsa,
  rsa,
  sdkClaims,
  signJwt,
} from './world.js';

const form = (clientId: string, jwt: string): Asked => ({
  form: { client_id: clientId, client_assertion_type: JWT_BEARER, client_assertion: jwt, audience: API },
});

/** An assertion for the client with an RSA key, with some claims changed; undefined removes one. */
const claims =
  (more: Record<string, unknown>, parts: JwtParts = {}) =>
  () =>
    form('iqkey', signJwt({ ...parts, claims: sdkClaims('iqkey', more) }));

const strictClaims = (more: Record<string, unknown>) =>
  claims({ aud: ISSUER, iat: NOW, exp: NOW + 300, jti: 'once', ...more });

const header =
  (more: Record<string, unknown>, parts: JwtParts = {}) =>
  () =>
    form('iqkey', signJwt({ ...parts, header: more, claims: sdkClaims('iqkey') }));

/** The classic confusion: HMAC with the public key's text as secret. */
function hmacWithPublicKey(): Asked {
  const [, payload] = signJwt({ claims: sdkClaims('iqkey') }).split('.');
  const input = `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${payload}`;
  const text = rsa.publicKey.export({ type: 'spki', format: 'pem' });
  return form('iqkey', `${input}.${createHmac('sha256', text).update(input).digest('base64url')}`);
}

const unsigned = () => {
  const [head, payload] = signJwt({ claims: sdkClaims('iqkey') }).split('.');
  return `${head}.${payload}.`;
};

export const assertionCases: RefusalCase[] = [
  { name: 'text that is no JWT', reason: 'assertion-malformed', ask: () => form('iqkey', 'not-a-jwt') },
  { name: 'a JWE', reason: 'assertion-malformed', ask: () => form('iqkey', 'a.b.c.d.e') },
  {
    name: 'an assertion beyond the bound',
    reason: 'assertion-malformed',
    detail: /16384/,
    ask: () => form('iqkey', 'e'.repeat(17_000)),
  },
  {
    name: 'an assertion with a claim twice',
    reason: 'assertion-malformed',
    detail: /twice/,
    ask: () => {
      const payload = Buffer.from('{"iss":"iqkey","sub":"iqkey","sub":"iqother"}').toString('base64url');
      return form('iqkey', `eyJhbGciOiJSUzI1NiJ9.${payload}.AAAA`);
    },
  },
  { name: 'a header without alg', reason: 'alg-missing', ask: header({ alg: undefined }) },
  { name: 'alg none', reason: 'alg-none', ask: header({ alg: 'none' }) },
  { name: 'alg None in another case', reason: 'alg-none', ask: header({ alg: 'nOnE' }) },
  { name: 'HS256 with the public key as secret', reason: 'alg-symmetric', ask: hmacWithPublicKey },
  { name: 'RS512', reason: 'alg-unsupported', detail: /RS512/, ask: header({ alg: 'RS512' }) },
  { name: 'PS256', reason: 'alg-unsupported', ask: header({ alg: 'PS256' }) },
  { name: 'an alg that is no text', reason: 'alg-unsupported', ask: header({ alg: { toString: 'RS256' } }) },
  { name: 'a crit header', reason: 'crit-unknown', ask: header({ crit: ['exp'], exp: 1 }) },
  { name: 'an empty crit header', reason: 'crit-unknown', ask: header({ crit: [] }) },
  {
    name: 'a client without keys',
    reason: 'keys-none',
    ask: () => form('iqnokeys', signJwt({ claims: sdkClaims('iqnokeys') })),
  },
  {
    name: 'a client whose only key is damaged',
    reason: 'keys-unusable',
    ask: () => form('iqdamaged', signJwt({ claims: sdkClaims('iqdamaged') })),
  },
  {
    name: 'a client whose only key has 1024 bits',
    reason: 'key-too-small',
    detail: /1024/,
    ask: () => form('iqsmall', signJwt({ claims: sdkClaims('iqsmall') })),
  },
  {
    name: 'ES256 for a client with RSA keys',
    reason: 'key-alg-mismatch',
    ask: claims({}, { key: ec.privateKey }),
  },
  { name: 'an assertion without signature', reason: 'signature-empty', ask: () => form('iqkey', unsigned()) },
  {
    name: 'an ES256 signature in DER',
    reason: 'signature-der',
    ask: () => form('iqec', signJwt({ claims: sdkClaims('iqec'), key: ec.privateKey, encoding: 'der' })),
  },
  {
    name: 'a signature of a foreign key',
    reason: 'signature-wrong',
    detail: /1 key tried/,
    ask: () => form('iqkey', signJwt({ claims: sdkClaims('iqkey'), key: otherRsa.privateKey })),
  },
  {
    name: "a signature of another client's key",
    reason: 'signature-wrong',
    detail: /A key of the API client “client iqkey” verifies it/,
    ask: () => form('iqec2', signJwt({ claims: sdkClaims('iqec2') })),
  },
  {
    name: 'a key in the header that would verify',
    reason: 'signature-wrong',
    ask: header({ jwk: jwk(otherRsa.publicKey) }, { key: otherRsa.privateKey }),
  },
  { name: 'no iss', reason: 'issuer-missing', ask: claims({ iss: undefined }) },
  { name: 'no sub', reason: 'subject-missing', ask: claims({ sub: undefined }) },
  { name: 'another iss', reason: 'issuer-not-client', detail: /other/, ask: claims({ iss: 'other' }) },
  { name: 'another sub than client_id', reason: 'subject-not-client', ask: claims({ sub: 'other' }) },
  { name: 'no aud', reason: 'aud-missing', detail: /Accepted: .*api\.zscaler\.com/, ask: claims({ aud: undefined }) },
  { name: 'an aud of numbers', reason: 'aud-malformed', ask: claims({ aud: [1] }) },
  {
    name: 'the aud of another tenant',
    reason: 'aud-wrong',
    detail: /other\.zslogin\.net.*Accepted/,
    ask: claims({ aud: 'https://other.zslogin.net' }),
  },
  { name: 'an empty array as aud', reason: 'aud-wrong', ask: claims({ aud: [] }) },
  {
    name: 'the API as aud under the strict policy',
    reason: 'aud-wrong',
    policy: 'strict',
    ask: strictClaims({ aud: API }),
  },
  { name: 'no exp', reason: 'exp-missing', ask: claims({ exp: undefined }) },
  {
    name: 'exp as text',
    reason: 'time-not-numeric',
    detail: /exp: it is a string/,
    ask: claims({ exp: '1800000600' }),
  },
  { name: 'iat as null', reason: 'time-not-numeric', detail: /iat/, ask: claims({ iat: null }) },
  { name: 'an exp 61 seconds ago', reason: 'exp-past', detail: /61 seconds ago/, ask: claims({ exp: NOW - 61 }) },
  { name: 'an exp exactly 60 seconds ago', reason: 'exp-past', ask: claims({ exp: NOW - 60 }) },
  { name: 'an iat 61 seconds ahead', reason: 'iat-future', ask: claims({ iat: NOW + 61 }) },
  { name: 'an nbf 61 seconds ahead', reason: 'nbf-future', ask: claims({ nbf: NOW + 61 }) },
  {
    name: 'no iat under the strict policy',
    reason: 'iat-missing',
    policy: 'strict',
    ask: strictClaims({ iat: undefined }),
  },
  {
    name: 'eleven minutes under the strict policy',
    reason: 'lifetime-too-long',
    policy: 'strict',
    ask: strictClaims({ exp: NOW + 660 }),
  },
  {
    name: 'a far exp behind a far iat under the strict policy',
    reason: 'lifetime-too-long',
    policy: 'strict',
    ask: strictClaims({ iat: NOW + 59, exp: NOW + 661 }),
  },
  {
    name: 'no jti under the strict policy',
    reason: 'jti-missing',
    policy: 'strict',
    ask: strictClaims({ jti: undefined }),
  },
  { name: 'a number as jti', reason: 'jti-missing', policy: 'strict', ask: strictClaims({ jti: 7 }) },
  {
    name: 'an assertion used twice under the strict policy',
    reason: 'jti-replayed',
    policy: 'strict',
    async ask(world) {
      const asked = strictClaims({ jti: 'twice' })();
      const first = await world.ask(asked);
      if (first.status !== 200) throw new Error(`the first use was refused: ${first.failed?.detail}`);
      return asked;
    },
  },
];
