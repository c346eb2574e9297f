import { decodeJwt } from '../../jwt/decode.js';
import { makeCertificate } from '../../keys/certificate.js';
import { generateKeyPair } from '../../keys/generate.js';
import { inspectCertificate } from '../../keys/inspect.js';
import { makeJwks } from '../../keys/jwks.js';
import { type KeyPair, type KeyType, keyTypeName } from '../../keys/key-types.js';
import { thumbprint } from '../../keys/thumbprint.js';
import { mintClientAssertion } from '../../oauth/assertion.js';
import { type JwksServer, startJwksServer } from './jwks-server.js';
import type { Method } from './method.js';
import { must, type Setting } from './setting.js';
import type { Step } from './steps.js';

/** What the two methods with a key pair share. */
interface Signing {
  keyPair: KeyPair | undefined;
  assertion: string;
}

function makeKey(type: KeyType, signing: Signing): Step {
  return {
    title: 'The client makes a key pair; the private key stays with it',
    async run() {
      signing.keyPair = await generateKeyPair(type);
      return [keyTypeName(signing.keyPair.publicKey)];
    },
  };
}

function sign(signing: Signing, setting: Setting, clientId: () => string, kid?: () => string): Step {
  return {
    title: 'The client signs a JWT, its client assertion, with the private key',
    async run() {
      must(signing.keyPair !== undefined, 'There is no key.');
      signing.assertion = await mintClientAssertion({
        clientId: clientId(),
        privateKey: signing.keyPair.privateKey,
        kid: kid?.(),
        nowMs: setting.now(),
      });
      setting.trace.hide(signing.assertion);
      const { header, payload } = decodeJwt(signing.assertion);
      return [`header ${JSON.stringify(header)}`, `claims ${JSON.stringify(payload)}`];
    },
  };
}

/** JWKS URL: the client hosts its public key on a web server that ZIdentity can reach. */
export function jwksUrlMethod(): Method {
  const signing: Signing = { keyPair: undefined, assertion: '' };
  const keyId = () => (signing.keyPair === undefined ? '' : thumbprint(signing.keyPair.publicKey));
  let server: JwksServer | undefined;
  return {
    title: 'JWKS URL',
    workflow: 'The client signs a JWT; ZIdentity fetches the public key from the JWKS URL and verifies the signature.',
    clientName: 'demo JWKS URL',
    registration: 'and its JWKS URL',
    service: 'ZIA',
    role: 'API_Role01',
    covered: { method: 'GET', path: '/zia/api/v1/status' },
    uncovered: { method: 'GET', path: '/zdx/v1/devices' },
    prepare: ({ trace }) => [
      makeKey('EC-P256', signing),
      {
        title: 'It publishes the public key as a JWKS at its own web server',
        async run() {
          must(signing.keyPair !== undefined, 'There is no key.');
          server = await startJwksServer(makeJwks([signing.keyPair.publicKey]));
          const response = await trace.fetch(server.url);
          must(response.ok, `The web server answered ${response.status}.`);
          server.takeFetches();
          return [];
        },
      },
    ],
    authentication: () => ({ authType: 'JWKS', clientJWKsUrl: server?.url ?? '' }),
    credential: (setting, clientId) => [sign(signing, setting, clientId, keyId)],
    auth: () => ({ method: 'private_key_jwt', assertion: signing.assertion }),
    notesOnToken: () => [`The JWKS was fetched from the client's web server: ${server?.takeFetches() ?? 0} request.`],
    close: async () => server?.close(),
  };
}

/** Certificate or Public Key: the public key is uploaded when the client is defined. */
export function certificateMethod(now: () => number): Method {
  const signing: Signing = { keyPair: undefined, assertion: '' };
  let certificate = '';
  return {
    title: 'Certificate or Public Key',
    workflow: 'The client signs a JWT; ZIdentity verifies the signature with the certificate that was uploaded.',
    clientName: 'demo certificate',
    registration: 'and its certificate is uploaded',
    service: 'ZPA',
    role: 'API Full Access',
    covered: { method: 'GET', path: '/zpa/mgmtconfig/v1/admin/customers/216196257331281920/segmentGroup' },
    uncovered: { method: 'GET', path: '/zia/api/v1/locations/lite' },
    prepare: () => [
      makeKey('RSA-2048', signing),
      {
        title: 'It makes a certificate for the public key',
        async run() {
          must(signing.keyPair !== undefined, 'There is no key.');
          certificate = await makeCertificate({
            keyPair: signing.keyPair,
            subject: { commonName: 'demo' },
            days: 30,
            now: now(),
          });
          return [`SHA-256 ${inspectCertificate(certificate).fingerprint}`];
        },
      },
    ],
    authentication: () => ({ authType: 'PUBKEYCERT', clientCertificates: [{ certContent: certificate }] }),
    credential: (setting, clientId) => [sign(signing, setting, clientId)],
    auth: () => ({ method: 'private_key_jwt', assertion: signing.assertion }),
  };
}
