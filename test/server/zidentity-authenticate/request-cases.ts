import type { RefusalReason } from '../../../src/zidentity/authenticate/refusals.js';
import { API, type Asked, JWT_BEARER, sdkClaims, signJwt, type World } from './world.js';

/** A request that must be refused for exactly one reason. */
export interface RefusalCase {
  name: string;
  reason: RefusalReason;
  ask: (world: World) => Asked | Promise<Asked>;
  policy?: 'strict';
  /** What the failed step's detail must say beside its sentence. */
  detail?: RegExp;
  /** Default 400. */
  status?: number;
}

const secret = { client_id: 'iqsecret', client_secret: 'right-secret', audience: API };
const basic = (text: string, base64 = true) => ({
  authorization: `Basic ${base64 ? Buffer.from(text).toString('base64') : text}`,
});

export const requestCases: RefusalCase[] = [
  {
    name: 'a body beyond the bound',
    reason: 'body-too-large',
    status: 413,
    ask: () => ({ tooLarge: true }),
  },
  {
    name: 'JSON instead of a form',
    reason: 'content-type-wrong',
    ask: () => ({ form: secret, headers: { 'content-type': 'application/json' } }),
  },
  { name: 'bytes that are no UTF-8', reason: 'form-malformed', ask: () => ({ body: Buffer.from([0x61, 0x3d, 0xff]) }) },
  { name: 'percent-encoded bytes that are no UTF-8', reason: 'form-malformed', ask: () => ({ form: 'client_id=%ff' }) },
  {
    name: 'more parameters than anybody sends',
    reason: 'parameters-too-many',
    ask: () => ({ form: Array.from({ length: 33 }, (_, index) => `p${index}=1`).join('&') }),
  },
  {
    name: 'client_id twice',
    reason: 'parameter-repeated',
    detail: /It is client_id/,
    ask: () => ({ form: 'grant_type=client_credentials&client_id=a&client_id=a' }),
  },
  {
    name: 'an unknown parameter twice',
    reason: 'parameter-repeated',
    ask: () => ({ form: 'grant_type=client_credentials&x=1&x=2' }),
  },
  {
    name: 'the secret in the URL',
    reason: 'parameter-in-query',
    detail: /It is client_secret/,
    ask: () => ({ form: secret, query: 'client_secret=right-secret' }),
  },
  { name: 'no grant_type', reason: 'grant-type-missing', ask: () => ({ form: { ...secret, grant_type: '' } }) },
  {
    name: 'another grant',
    reason: 'grant-type-unsupported',
    detail: /password/,
    ask: () => ({ form: { ...secret, grant_type: 'password' } }),
  },
  { name: 'no credentials at all', reason: 'credentials-missing', ask: () => ({ form: { audience: API } }) },
  { name: 'a client_id alone', reason: 'credentials-missing', ask: () => ({ form: { client_id: 'iqsecret' } }) },
  { name: 'an empty secret', reason: 'secret-empty', ask: () => ({ form: { ...secret, client_secret: '' } }) },
  { name: 'an empty secret by Basic', reason: 'secret-empty', ask: () => ({ form: {}, headers: basic('iqsecret:') }) },
  {
    name: 'the secret in body and header',
    reason: 'credentials-several',
    ask: () => ({ form: secret, headers: basic('iqsecret:right-secret') }),
  },
  {
    name: 'a secret and an assertion',
    reason: 'credentials-several',
    ask: (world) => ({ form: { ...world.assertion('iqkey'), client_secret: 'right-secret' } }),
  },
  {
    name: 'a bearer token',
    reason: 'authorization-scheme',
    ask: () => ({ form: {}, headers: { authorization: 'Bearer abc' } }),
  },
  {
    name: 'two Authorization headers',
    reason: 'authorization-repeated',
    ask: () => ({
      form: {},
      headers: basic('iqsecret:right-secret'),
      rawHeaders: ['Authorization', 'Basic YTpi', 'authorization', 'Basic YTpi'],
    }),
  },
  {
    name: 'Basic that is no base64',
    reason: 'basic-malformed',
    ask: () => ({ form: {}, headers: basic('iqsecret:right-secret', false) }),
  },
  {
    name: 'Basic without a colon',
    reason: 'basic-malformed',
    detail: /colon/,
    ask: () => ({ form: {}, headers: basic('iqsecret') }),
  },
  {
    name: 'Basic with a stray percent sign',
    reason: 'basic-malformed',
    detail: /percent/,
    ask: () => ({ form: {}, headers: basic('iqsecret:100%') }),
  },
  { name: 'a secret without client_id', reason: 'client-id-missing', ask: () => ({ form: { client_secret: 'x' } }) },
  { name: 'Basic without a client id', reason: 'client-id-missing', ask: () => ({ form: {}, headers: basic(':x') }) },
  {
    name: 'another client_id in the body than by Basic',
    reason: 'client-id-not-basic',
    ask: () => ({ form: { client_id: 'other' }, headers: basic('iqsecret:right-secret') }),
  },
  {
    name: 'an assertion type without an assertion',
    reason: 'assertion-missing',
    ask: () => ({ form: { client_assertion_type: JWT_BEARER } }),
  },
  {
    name: 'an assertion without its type',
    reason: 'assertion-type-missing',
    ask: () => ({ form: { client_assertion: signJwt({ claims: sdkClaims('iqkey') }) } }),
  },
  {
    name: 'an assertion of the SAML type',
    reason: 'assertion-type-wrong',
    ask: (world) => ({
      form: {
        ...world.assertion('iqkey'),
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
      },
    }),
  },
];

export const secretCases: RefusalCase[] = [
  {
    name: 'a client that is not there',
    reason: 'client-unknown',
    detail: /nobody/,
    ask: () => ({ form: { ...secret, client_id: 'nobody' } }),
  },
  {
    name: 'a client named like a property of every object',
    reason: 'client-unknown',
    ask: () => ({ form: { ...secret, client_id: '__proto__' } }),
  },
  {
    name: 'a client that is not there, by Basic',
    reason: 'client-unknown',
    status: 401,
    ask: () => ({ form: {}, headers: basic('nobody:x') }),
  },
  {
    name: 'a disabled client',
    reason: 'client-disabled',
    ask: () => ({ form: { ...secret, client_id: 'iqdisabled' } }),
  },
  {
    name: 'a secret for a client with keys',
    reason: 'method-not-registered',
    detail: /certificate or public key.*brings a secret/,
    ask: () => ({ form: { ...secret, client_id: 'iqkey' } }),
  },
  {
    name: 'an assertion for a client with a secret',
    reason: 'method-not-registered',
    detail: /with a secret.*brings an assertion/,
    ask: (world) => ({ form: world.assertion('iqsecret') }),
  },
  {
    name: 'a client without secrets',
    reason: 'secret-none',
    ask: () => ({ form: { ...secret, client_id: 'iqbare' } }),
  },
  {
    name: 'a wrong secret',
    reason: 'secret-wrong',
    ask: () => ({ form: { ...secret, client_secret: 'wrong-secret' } }),
  },
  {
    name: 'a wrong secret by Basic',
    reason: 'secret-wrong',
    status: 401,
    ask: () => ({ form: {}, headers: basic('iqsecret:wrong-secret') }),
  },
  {
    name: 'a secret with a line break behind it',
    reason: 'secret-padded',
    ask: () => ({ form: { ...secret, client_secret: 'right-secret\n' } }),
  },
  {
    name: 'a secret that was encoded twice',
    reason: 'secret-encoded',
    ask: () => ({ form: { ...secret, client_id: 'iqodd', client_secret: 'a%2Bb%2Fc' } }),
  },
  {
    name: 'a secret with a plus that Basic did not encode',
    reason: 'secret-not-encoded',
    status: 401,
    ask: () => ({ form: {}, headers: basic('iqodd:a+b/c') }),
  },
  {
    name: 'an expired secret',
    reason: 'secret-expired',
    detail: /1 hour|60 minutes/,
    ask: () => ({ form: { ...secret, client_id: 'iqexpired' } }),
  },
  {
    name: 'a client that its access policy blocks',
    reason: 'policy-blocked',
    detail: /blocks all resources/,
    ask: () => ({ form: { ...secret, client_id: 'iqblocked' } }),
  },
  {
    name: 'no audience under the strict policy',
    reason: 'audience-missing',
    policy: 'strict',
    ask: () => ({ form: { ...secret, audience: '' } }),
  },
  {
    name: 'another audience',
    reason: 'audience-wrong',
    detail: /https:\/\/api\.zscaler\.net/,
    ask: () => ({ form: { ...secret, audience: 'https://api.zscaler.net' } }),
  },
];
