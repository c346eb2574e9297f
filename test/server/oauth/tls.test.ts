import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from '../../../src/keys/certificate.js';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { writePrivateKey } from '../../../src/keys/write.js';
import { type ExchangeStep, requestToken } from '../../../src/oauth/token-request.js';

describe('a token request over TLS', () => {
  let server: Server;
  let origin: string;
  let asked = 0;

  before(async () => {
    const keyPair = await generateKeyPair('EC-P256');
    const cert = await makeCertificate({
      keyPair,
      subject: { commonName: 'localhost' },
      san: ['localhost'],
      days: 2,
      now: Date.now(),
    });
    server = createServer({ key: writePrivateKey(keyPair.privateKey), cert }, (_, response) => {
      asked++;
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.close();
    await once(server, 'close');
  });

  it('is not sent to a server whose certificate nobody vouches for, and the hint names the CA variables', async () => {
    const steps: ExchangeStep[] = [];
    const auth = { method: 'client_secret_post', secret: 'a-secret' } as const;
    await assert.rejects(
      requestToken(
        { tokenEndpoint: `${origin}/oauth2/v1/token`, clientId: 'iq0', auth },
        { onStep: (step) => steps.push(step) },
      ),
      { code: 'network-certificate-untrusted', hint: /NODE_EXTRA_CA_CERTS.*REQUESTS_CA_BUNDLE.*SSL_CERT_FILE/ },
    );
    assert.equal(asked, 0);
    assert.deepEqual(
      steps.map(({ name, outcome }) => `${name} ${outcome}`),
      ['name passed', 'connection passed', 'tls failed', 'request skipped', 'answer skipped', 'token skipped'],
    );
  });
});
