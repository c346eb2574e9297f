import assert from 'node:assert/strict';
import { clientVariables, variablesToUnset } from '../../../src/oauth/client-variables.js';
import { tenantEnvironment } from '../../../src/oauth/environment.js';

const client = { id: 'iq1', credential: { kind: 'secret' } } as const;

describe("an API client's variables", () => {
  it('are those of the SDKs', () => {
    const environment = tenantEnvironment({ vanity: 'acme' });
    assert.deepEqual(clientVariables({ environment, client }, { kind: 'secret', secret: 's3cret' }), {
      ZSCALER_CLIENT_ID: 'iq1',
      ZSCALER_CLIENT_SECRET: 's3cret',
      ZSCALER_VANITY_DOMAIN: 'acme',
    });
  });

  it('name the cloud where it is not production', () => {
    const environment = tenantEnvironment({ vanity: 'acme', cloud: 'beta' });
    assert.equal(clientVariables({ environment, client }, { kind: 'secret', secret: 's' }).ZSCALER_CLOUD, 'beta');
  });

  it('have the private key in place of a secret', () => {
    const environment = tenantEnvironment({ vanity: 'acme' });
    const variables = clientVariables({ environment, client }, { kind: 'key', privateKey: 'PEM' });
    assert.equal(variables.ZSCALER_PRIVATE_KEY, 'PEM');
    assert.equal(variables.ZSCALER_CLIENT_SECRET, undefined);
    assert.deepEqual(variablesToUnset(variables), ['ZSCALER_CLIENT_SECRET', 'ZSCALER_CLOUD']);
  });

  it('lead to the mock by its proxy and CA', () => {
    const environment = tenantEnvironment({ vanity: 'acme' });
    const endpoints = { proxy: 'http://127.0.0.1:8787', caFile: '/state/ca.pem' };
    const variables = clientVariables({ environment, endpoints, client }, { kind: 'secret', secret: 's' });
    assert.equal(variables.HTTPS_PROXY, endpoints.proxy);
    for (const name of ['REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']) {
      assert.equal(variables[name], endpoints.caFile);
    }
  });
});
