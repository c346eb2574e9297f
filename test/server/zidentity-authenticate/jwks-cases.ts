import type { RequestListener } from 'node:http';
import type { RefusalCase } from './request-cases.js';
import { API, JWT_BEARER, type JwtParts, jwk, otherRsa, rsa, sdkClaims, signJwt, smallRsa } from './world.js';

const key = jwk(rsa.publicKey, { kid: 'one', use: 'sig', alg: 'RS256' });

const answers: Record<string, [status: number, body: string, headers?: Record<string, string>]> = {
  '/good': [200, JSON.stringify({ keys: [key] })],
  '/two': [200, JSON.stringify({ keys: [key, jwk(otherRsa.publicKey, { kid: 'two' })] })],
  '/enc': [200, JSON.stringify({ keys: [jwk(rsa.publicKey, { use: 'enc' })] })],
  '/small': [200, JSON.stringify({ keys: [jwk(smallRsa.publicKey)] })],
  '/status': [503, ''],
  '/html': [200, '<html>sign in</html>'],
  '/no-set': [200, '{"key":[]}'],
  '/empty': [200, '{"keys":[]}'],
  '/large': [200, `{"keys":[],"x":"${'x'.repeat(1024 * 1024)}"}`],
  '/elsewhere': [302, '', { location: 'http://127.0.0.1:1/keys' }],
  '/around': [302, '', { location: '/around' }],
  '/private': [200, JSON.stringify({ keys: [jwk(rsa.privateKey, { kid: 'one' })] })],
  '/moved': [302, '', { location: '/good' }],
};

/** The client's web server, which has every fault that one can have. */
export const jwksServer: RequestListener = (request, response) => {
  const answer = answers[request.url ?? ''];
  // No answer at all for an unknown path: the fetch times out.
  if (answer === undefined) return;
  const [status, body, headers = {}] = answer;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
};

/** Each path of the server is the JWKS URL of a client of that name. */
export const jwksPaths = [...Object.keys(answers), '/silent'];

const ask =
  (path: string, parts: JwtParts = {}) =>
  () => {
    const clientId = `iq${path.slice(1)}`;
    const jwt = signJwt({ ...parts, claims: sdkClaims(clientId) });
    return { form: { client_id: clientId, client_assertion_type: JWT_BEARER, client_assertion: jwt, audience: API } };
  };

export const jwksCases: RefusalCase[] = [
  { name: 'http on another host', reason: 'jwks-url-not-allowed', ask: ask('/not-allowed') },
  {
    name: 'a web server that is not there',
    reason: 'jwks-unreachable',
    detail: /ECONNREFUSED/,
    ask: ask('/unreachable'),
  },
  { name: 'a port that fetch never uses', reason: 'jwks-unreachable', detail: /bad port/, ask: ask('/badport') },
  { name: 'a certificate that is not trusted', reason: 'jwks-tls-not-trusted', ask: ask('/untrusted') },
  { name: 'a web server that does not answer', reason: 'jwks-timeout', detail: /0\.5 s/, ask: ask('/silent') },
  { name: 'status 503', reason: 'jwks-status', detail: /503/, ask: ask('/status') },
  { name: 'more than 1 MiB', reason: 'jwks-too-large', ask: ask('/large') },
  { name: 'a redirect to another origin', reason: 'jwks-redirect', detail: /127\.0\.0\.1:1/, ask: ask('/elsewhere') },
  { name: 'redirects without an end', reason: 'jwks-redirect', detail: /more than 3/, ask: ask('/around') },
  { name: 'a page for people', reason: 'jwks-malformed', ask: ask('/html') },
  { name: 'JSON without keys', reason: 'jwks-malformed', ask: ask('/no-set') },
  { name: 'no key at all', reason: 'jwks-empty', ask: ask('/empty') },
  { name: 'keys for encryption alone', reason: 'keys-unusable', detail: /"enc"/, ask: ask('/enc') },
  { name: 'a published RSA key of 1024 bits', reason: 'key-too-small', ask: ask('/small') },
  {
    name: 'a kid that is not published',
    reason: 'kid-unknown',
    detail: /“other”.*“one”/,
    ask: ask('/good', { header: { kid: 'other' } }),
  },
  {
    name: 'a kid of another published key',
    reason: 'signature-other-kid',
    detail: /keys\[0\].*“one”/,
    ask: ask('/two', { header: { kid: 'two' } }),
  },
];
