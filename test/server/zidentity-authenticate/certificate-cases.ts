import { makeCertificate } from '../../../src/keys/certificate.js';
import type { ApiClient } from '../../../src/zidentity/model.js';
import type { RefusalCase } from './request-cases.js';
import { API, JWT_BEARER, keyClient, NOW, rsa, sdkClaims, signJwt } from './world.js';

/** A certificate of 30 days for the RSA key that begins so many days from now. */
function certificate(fromDays: number): Promise<string> {
  return makeCertificate({
    keyPair: rsa,
    subject: { commonName: 'ci' },
    days: 30,
    now: (NOW + fromDays * 86_400) * 1000,
  });
}

const expired = await certificate(-40);
const early = await certificate(10);

const ask = (clientId: string) => () => {
  const claims = { ...sdkClaims(clientId), aud: 'https://acme.zslogin.net', iat: NOW, jti: clientId };
  const jwt = signJwt({ claims });
  return { form: { client_id: clientId, client_assertion_type: JWT_BEARER, client_assertion: jwt, audience: API } };
};

export const certificateCases: { clients: ApiClient[]; cases: RefusalCase[] } = {
  clients: [keyClient('iqcertexpired', [], [expired]), keyClient('iqcertearly', [], [early])],
  cases: [
    {
      name: 'a certificate that expired, under the strict policy',
      reason: 'certificate-expired',
      policy: 'strict',
      detail: /10 days ago/,
      ask: ask('iqcertexpired'),
    },
    {
      name: 'a certificate of next week, under the strict policy',
      reason: 'certificate-not-yet-valid',
      policy: 'strict',
      ask: ask('iqcertearly'),
    },
  ],
};
