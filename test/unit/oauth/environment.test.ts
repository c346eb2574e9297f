import assert from 'node:assert/strict';
import {
  adminApiBase,
  environmentUrlProblem,
  explicitEnvironment,
  mockEnvironment,
  tenantEnvironment,
} from '../../../src/oauth/environment.js';

describe('an environment', () => {
  it('of a mock has the vanity domain and cloud that its issuer names', () => {
    const endpoints = {
      http: 'http://127.0.0.1:1',
      tokenEndpoint: 'http://127.0.0.1:1/oauth2/v1/token',
      api: 'http://127.0.0.1:1',
    };
    const { vanity, cloud } = mockEnvironment({ ...endpoints, issuer: 'https://acme.zsloginbeta.net' });
    assert.deepEqual([vanity, cloud], ['acme', 'beta']);
  });

  it('of a mock is reached by its plain HTTP address', () => {
    const environment = mockEnvironment(
      {
        http: 'http://127.0.0.1:8787',
        issuer: 'https://acme.zslogin.net',
        tokenEndpoint: 'http://127.0.0.1:8787/oauth2/v1/token',
        api: 'http://127.0.0.1:8787/',
      },
      { vanity: 'acme' },
    );
    assert.deepEqual(environment, {
      id: 'mock',
      name: 'Mock',
      kind: 'mock',
      vanity: 'acme',
      issuer: 'https://acme.zslogin.net',
      tokenEndpoint: 'http://127.0.0.1:8787/oauth2/v1/token',
      api: 'http://127.0.0.1:8787',
      jwksUri: 'http://127.0.0.1:8787/oauth2/v1/keys',
    });
    assert.equal(adminApiBase(environment), 'http://127.0.0.1:8787/ziam/admin/api/v1');
  });

  it('of a tenant follows from its vanity domain and cloud', () => {
    const environment = tenantEnvironment({ vanity: 'Acme', cloud: 'Beta' });
    assert.equal(environment.id, 'tenant:acme.beta');
    assert.equal(environment.name, 'acme (beta)');
    assert.equal(environment.tokenEndpoint, 'https://acme.zsloginbeta.net/oauth2/v1/token');
    assert.equal(adminApiBase(environment), 'https://api.beta.zsapi.net/ziam/admin/api/v1');
  });

  it('of a tenant has one id however production is written', () => {
    for (const cloud of [undefined, '', 'PRODUCTION', 'production']) {
      assert.equal(tenantEnvironment({ vanity: 'acme', cloud }).id, 'tenant:acme');
    }
  });

  const urls = { name: 'x', tokenEndpoint: 'https://login.example/oauth2/v1/token', api: 'https://api.example/' };

  it('of explicit URLs has the token endpoint’s origin as issuer unless one is given', () => {
    assert.equal(explicitEnvironment(urls).issuer, 'https://login.example');
    assert.equal(explicitEnvironment(urls).api, 'https://api.example');
    assert.equal(
      explicitEnvironment({ ...urls, issuer: 'https://acme.zslogin.net/' }).issuer,
      'https://acme.zslogin.net',
    );
  });

  it('of explicit URLs may be plain HTTP on this computer alone', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'mock.localhost', '127.1.2.3']) {
      const tokenEndpoint = `http://${host}:8787/oauth2/v1/token`;
      assert.equal(explicitEnvironment({ ...urls, tokenEndpoint }).tokenEndpoint, tokenEndpoint);
    }
    for (const host of ['acme.zslogin.net', '10.0.0.1', 'localhost.example', '127.0.0.1.example']) {
      assert.throws(() => explicitEnvironment({ ...urls, tokenEndpoint: `http://${host}/oauth2/v1/token` }), {
        code: 'environment-url-insecure',
      });
    }
  });

  it('of explicit URLs is told of each what is wrong before the next is asked', () => {
    assert.equal(environmentUrlProblem('tokenEndpoint', urls.tokenEndpoint), undefined);
    assert.equal(environmentUrlProblem('api', urls.api), undefined);
    assert.equal(environmentUrlProblem('api', 'acme')?.code, 'environment-url-invalid');
    assert.equal(environmentUrlProblem('api', 'https://api.example/?a=b')?.code, 'environment-url-invalid');
    assert.equal(environmentUrlProblem('tokenEndpoint', 'http://a.example/')?.code, 'environment-url-insecure');
  });

  const wrong = [
    'acme',
    'ftp://acme.example',
    'https://user:secret-1@acme.example',
    'https://acme.example/#x',
    'javascript:1',
  ];
  for (const url of wrong) {
    it(`is not made of ${JSON.stringify(url)}, and the message names the field but not a password`, () => {
      for (const field of ['tokenEndpoint', 'api', 'issuer', 'jwksUri']) {
        assert.throws(
          () => explicitEnvironment({ ...urls, [field]: url }),
          (error: Error & { code?: string }) =>
            error.code === 'environment-url-invalid' &&
            error.message.startsWith(field) &&
            !error.message.includes('secret-1'),
        );
      }
    });
  }
});
